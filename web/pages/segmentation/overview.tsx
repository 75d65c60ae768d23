import { Select } from 'antd';
import type { EChartsOption } from 'echarts';
import { useMemo, useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { segmentationApi } from '../../../server/modules/segmentation/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Chart } from '../../kit/chart.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { QuarterSelect } from '../../kit/quarter-select.tsx';
import { Choice, Count } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { segmentTones } from '../customers/tones.ts';
import { ReasonText } from './reason.tsx';

type Distribution = AnswerOf<(typeof segmentationApi)['listDistribution']>['rows'];

/** Customers by type, class and tier, unit by unit, and what moved in a quarter. */
export function SegmentationOverview() {
  const { t } = useSay();
  const [level, setLevel] = useState(2);
  const distribution = useRoute(
    segmentationApi.listDistribution,
    { query: { level } },
    { keep: true },
  );
  return (
    <Page title={t('segmentation.title')}>
      <Read query={distribution}>
        {({ rows }) =>
          rows.length === 0 ? <NoDataYet words={t('segmentation.none')} /> : <Whole rows={rows} />
        }
      </Read>
      <Section
        title={t('segmentation.chart.units')}
        extra={<LevelChoice level={level} onChange={setLevel} />}
      >
        <Read query={distribution}>
          {({ rows }) => (
            <div className="kj-grid">
              <ByUnit rows={rows} title={t('segmentation.chart.class')} names={classNames} />
              <ByUnit rows={rows} title={t('segmentation.chart.tier')} names={tierNames} />
            </div>
          )}
        </Read>
      </Section>
      <Changes />
    </Page>
  );
}

const classNames = ['premium', 'general', 'poor'] as const;
const tierNames = ['large', 'middle', 'small'] as const;
const colours = ['#1f8a70', '#8aa4af', '#b5483a'];
const tierColours = ['#b98a2f', '#5b8aa6', '#a9b8be'];

function Whole({ rows }: { readonly rows: Distribution }) {
  const { t } = useSay();
  const sum = (of: (row: Distribution[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const unrated = sum((row) => row.unrated);
  return (
    <div className="kj-grid">
      <Section
        title={t('segmentation.chart.class')}
        extra={
          <span className="kj-quiet">
            {t('segmentation.field.unrated')} <Count value={unrated} /> ·{' '}
            {t('segmentation.field.system')} <Count value={sum((row) => row.system)} />
          </span>
        }
      >
        <Ring
          title={t('segmentation.chart.class')}
          colours={colours}
          parts={classNames.map((name) => ({
            name: t(`segmentation.field.${name}`),
            value: sum((row) => row[name]),
          }))}
        />
      </Section>
      <Section title={t('segmentation.chart.tier')}>
        <Ring
          title={t('segmentation.chart.tier')}
          colours={tierColours}
          parts={tierNames.map((name) => ({
            name: t(`segmentation.field.${name}`),
            value: sum((row) => row[name]),
          }))}
        />
      </Section>
    </div>
  );
}

function Ring(props: {
  readonly title: string;
  readonly colours: readonly string[];
  readonly parts: readonly { readonly name: string; readonly value: number }[];
}) {
  const { t } = useSay();
  const { parts, title } = props;
  const option = useMemo(
    (): EChartsOption => ({
      color: [...props.colours],
      tooltip: { trigger: 'item', formatter: '{b} {c} ({d}%)' },
      legend: { show: false },
      series: [
        {
          type: 'pie',
          radius: ['48%', '72%'],
          data: [...parts],
          label: { formatter: '{b}\n{c}' },
          labelLine: { length: 8, length2: 6 },
        },
      ],
    }),
    [parts, props.colours],
  );
  // Three equal parts of nothing would be a lie.
  if (parts.every((part) => part.value === 0)) {
    return <NoDataYet words={t('segmentation.chart.no_customers')} />;
  }
  const words = parts.map((part) => `${part.name} ${part.value}`).join('，');
  return <Chart option={option} alt={`${title}：${words}`} height={220} save={{ title }} />;
}

/** Units whose bars fit a page. */
const unitsShown = 40;

function ByUnit(props: {
  readonly rows: Distribution;
  readonly title: string;
  readonly names: readonly ((typeof classNames)[number] | (typeof tierNames)[number])[];
}) {
  const { t } = useSay();
  const shown = props.rows.slice(0, unitsShown);
  if (shown.every((row) => props.names.every((name) => row[name] === 0))) return null;
  return (
    <SeriesChart
      title={props.title}
      labels={shown.map((row) => row.unitName)}
      unit="count"
      stacked
      lying
      height={Math.max(160, 44 + shown.length * 26)}
      series={props.names.map((name) => ({
        name: t(`segmentation.field.${name}`),
        values: shown.map((row) => String(row[name])),
      }))}
    />
  );
}

function LevelChoice(props: {
  readonly level: number;
  readonly onChange: (level: number) => void;
}) {
  const { t } = useSay();
  const units = useRoute(organisationApi.listUnits, {}, { staleTime: 600_000 });
  const levels = [...new Set((units.data?.rows ?? []).map((unit) => unit.level))].toSorted(
    (a, b) => a - b,
  );
  return (
    <Select
      aria-label={t('segmentation.field.level')}
      value={props.level}
      onChange={props.onChange}
      options={levels.map((level) => ({
        value: level,
        label: `${t('segmentation.field.level')} ${level}`,
      }))}
    />
  );
}

function Changes() {
  const { t } = useSay();
  const states = useRoute(organisationApi.listQuarters, {}, { staleTime: 60_000 });
  const [chosen, setChosen] = useState<string | null>(null);
  const quarters = (states.data?.rows ?? []).map((row) => row.quarter);
  const quarter = chosen ?? quarters[0];
  return (
    <Section
      title={t('segmentation.changes.title')}
      extra={
        quarter === undefined ? null : (
          <QuarterSelect quarters={quarters} value={quarter} onChange={setChosen} />
        )
      }
    >
      <Read query={states}>
        {() =>
          quarter === undefined ? (
            <NoDataYet words={t('segmentation.changes.none')} />
          ) : (
            <ChangeList key={quarter} quarter={quarter} />
          )
        }
      </Read>
    </Section>
  );
}

function ChangeList({ quarter }: { readonly quarter: string }) {
  const { t } = useSay();
  const go = useGo();
  return (
    <>
      <ChangeCounts quarter={quarter} />
      <ContractTable
        route={segmentationApi.listChanges}
        module="segmentation"
        rowKey="changeId"
        keepIn="here"
        query={{ quarter }}
        only={['name', 'customerNo', 'dimension', 'before', 'value', 'fromDay', 'reason']}
        columns={{
          before: { render: (row) => <Value value={row.before} /> },
          value: { render: (row) => <Value value={row.value} /> },
          reason: { render: (row) => <ReasonText reason={row.reason} /> },
        }}
        onOpen={(row) => go(`/customers/${row.customerId}?tab=segments`)}
        empty={{ words: t('segmentation.changes.none') }}
      />
    </>
  );
}

function Value({ value }: { readonly value: string | null }) {
  return <Choice module="segmentation" property="value" value={value} tones={segmentTones} />;
}

function ChangeCounts({ quarter }: { readonly quarter: string }) {
  const counts = useRoute(segmentationApi.countChanges, { query: { quarter } });
  const moved = (counts.data?.rows ?? []).filter((row) => row.before !== null);
  if (moved.length === 0) return null;
  return (
    <div className="kj-bar" style={{ marginBottom: 10 }}>
      {moved.map((row) => (
        <span key={`${row.dimension} ${row.before} ${row.value}`}>
          <Value value={row.before} />
          {' → '}
          <Value value={row.value} />
          {'：'}
          <Count value={row.count} />
        </span>
      ))}
    </div>
  );
}
