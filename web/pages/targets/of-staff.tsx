import { Segmented } from 'antd';
import { useState } from 'react';
import type { Explanation } from '../../../core/schema.ts';
import { targetLevels, targetsApi } from '../../../server/modules/targets/contract.ts';
import type { StaffTarget, TargetLevel } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Explained } from '../../kit/explained.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Page, Read, Section } from '../../kit/page.tsx';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Amount } from './amount.tsx';
import { useYear, YearSelect } from './year-choice.tsx';
import { metricName } from './metric-name.ts';
import { SmallTable } from '../../kit/small-table.tsx';
import { useMetricColumn } from './metric-column.tsx';

/** The page of one RM's targets. */
export function StaffTargetsPage() {
  const { t } = useSay();
  const staffId = usePathWord('staffId');
  const choice = useYear();
  const query = useRoute(targetsApi.readStaffTargets, {
    params: { staffId },
    query: { year: choice.year },
  });
  return (
    <Page
      title={query.data === undefined ? t('targets.page.title') : query.data.name}
      trail={[{ title: t('targets.page.title'), to: '/targets' }]}
      actions={<YearSelect choice={choice} />}
    >
      <OfStaff staffId={staffId} year={choice.year} />
    </Page>
  );
}

/**
 * One RM's targets of a year: base, year, quarters; each annual figure opens to how it came about.
 */
export function OfStaff({ staffId, year }: { readonly staffId: string; readonly year: number }) {
  const { t } = useSay();
  const [level, setLevel] = useState<TargetLevel>('target');
  const query = useRoute(targetsApi.readStaffTargets, { params: { staffId }, query: { year } });
  return (
    <Read query={query}>
      {({ rows }) => (
        <>
          <Section title={t('targets.page.by_year')}>
            <YearTable rows={rows} />
          </Section>
          <Section
            title={t('targets.page.by_quarter')}
            extra={
              <Segmented
                size="small"
                aria-label={t('targets.field.level')}
                value={level}
                onChange={setLevel}
                options={targetLevels.map((value) => ({
                  value,
                  label: t(`targets.level.${value}`),
                }))}
              />
            }
          >
            <QuarterTable rows={rows} level={level} />
          </Section>
          <Drawn rows={rows} />
        </>
      )}
    </Read>
  );
}

/** The year at three levels, and the letter or amendment that set it. */
function YearTable({ rows }: { readonly rows: readonly StaffTarget[] }) {
  const { t } = useSay();
  const metricColumn = useMetricColumn();
  return (
    <SmallTable
      rows={rows}
      keyOf={(row) => row.metric}
      columns={[
        metricColumn,
        {
          title: t('targets.field.base'),
          figure: true,
          render: (row) => <Amount unit={row.unit} value={row.unit === 'fen' ? row.base : null} />,
        },
        { title: t('targets.field.annual'), figure: true, render: (row) => <Annual row={row} /> },
        {
          title: t('targets.field.stretch'),
          figure: true,
          render: (row) => <Amount unit={row.unit} value={row.stretch} />,
        },
        {
          title: t('targets.field.challenge'),
          figure: true,
          render: (row) => <Amount unit={row.unit} value={row.challenge} />,
        },
        {
          title: t('targets.field.origin'),
          nowrap: true,
          render: (row) => <Origin source={row.source} />,
        },
      ]}
    />
  );
}

/** The figure in force; a signed change shows what was computed, which opens to how. */
function Annual({ row }: { readonly row: StaffTarget }) {
  const { t, tk, locale } = useSay();
  const isChanged = row.annual !== row.computedAnnual;
  return (
    <>
      {isChanged ? (
        <>
          <Amount unit={row.unit} value={row.annual} />{' '}
          <span className="kj-quiet">{t('targets.page.computed')} </span>
        </>
      ) : null}
      <Explained
        module="targets"
        title={metricName({ tk, locale }, row.metric, row.name)}
        explanation={row.explanation as Explanation}
      >
        <Amount unit={row.unit} value={row.computedAnnual} />
      </Explained>
    </>
  );
}

function Origin({ source }: { readonly source: StaffTarget['source'] }) {
  const { t } = useSay();
  if (source === null) return <span className="kj-quiet">{t('targets.page.not_signed_yet')}</span>;
  return (
    <PageLink to={`/letters/${source.letterId}`}>
      {source.letterNo}
      {source.amendmentNo === 0
        ? ''
        : ` · ${t('targets.letter.amendment_no', { no: source.amendmentNo })}`}
    </PageLink>
  );
}

function QuarterTable(props: {
  readonly rows: readonly StaffTarget[];
  readonly level: TargetLevel;
}) {
  const { locale } = useSay();
  const metricColumn = useMetricColumn();
  const { rows, level } = props;
  return (
    <SmallTable
      rows={rows}
      keyOf={(row) => row.metric}
      columns={[
        metricColumn,
        ...(rows[0]?.quarters ?? []).map(({ quarter }, at) => ({
          title: quarterWritten(quarter, locale),
          figure: true,
          render: (row: StaffTarget) => (
            <Amount unit={row.unit} value={row.quarters[at]?.[level] ?? null} />
          ),
        })),
      ]}
    />
  );
}

function Drawn({ rows }: { readonly rows: readonly StaffTarget[] }) {
  const { t, tk, locale } = useSay();
  const drawable = rows.filter((row) => row.unit !== 'millionths');
  const [metric, setMetric] = useState('deposit_average');
  const row = drawable.find((one) => one.metric === metric) ?? drawable[0];
  if (row === undefined) return null;
  return (
    <Section
      title={metricName({ tk, locale }, row.metric, row.name)}
      extra={
        <Segmented
          size="small"
          value={row.metric}
          onChange={setMetric}
          options={drawable.map((one) => ({
            value: one.metric as string,
            label: metricName({ tk, locale }, one.metric, one.name),
          }))}
        />
      }
    >
      <SeriesChart
        title={metricName({ tk, locale }, row.metric, row.name)}
        labels={row.quarters.map(({ quarter }) => quarterWritten(quarter, locale))}
        unit={row.unit === 'fen' ? 'fen' : 'count'}
        series={[
          ...targetLevels.map((level) => ({
            name: t(`targets.level.${level}`),
            values: row.quarters.map((one) => one[level]),
          })),
          ...(row.nature === 'average'
            ? [
                {
                  name: t('targets.field.base'),
                  kind: 'line' as const,
                  values: row.quarters.map(() => row.base),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
