import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { addDays, day } from '../../../core/day.ts';
import { assessmentApi } from '../../../server/modules/assessment/contract.ts';
import type { Sheet as SheetShape } from '../../../server/modules/assessment/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Count, Mark, Missing, Money, Rate, Score } from '../../kit/figures.tsx';
import { dayWritten, percentShort, quarterWritten, scoreShort } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { usePhone } from '../../kit/theme.ts';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { Behind } from './behind.tsx';
import { completionOf, failedGates, withUnits } from './sheet-line.ts';
import type { Line } from './sheet-line.ts';

/** One RM's sheet: every figure opens to its formula, and on to the customers behind it. */
export function Sheet() {
  const { t, locale } = useSay();
  const sheet = useRoute(assessmentApi.readSheet, { params: { sheetId: usePathWord('sheetId') } });
  return (
    <Read query={sheet} rows={10}>
      {(one) => (
        <Page
          title={`${one.name} · ${quarterWritten(one.quarter, locale)}`}
          trail={[{ title: t('assessment.title'), to: '/sheets' }]}
          note={
            <>
              {one.staffNo} · {one.unitName} ·{' '}
              <Choice module="people" property="sequence" value={one.sequence} />{' '}
              <Choice module="people" property="level" value={one.level} />
            </>
          }
          actions={one.sealed ? <Mark tone="good">{t('closing.sealed_mark')}</Mark> : undefined}
          watermark
        >
          <Head sheet={one} />
          <Section
            title={t('assessment.lines')}
            extra={
              <span className="kj-quiet">
                {t('assessment.period', {
                  from: dayWritten(`${one.quarter.slice(0, 4)}-01-01`, locale),
                  until: dayWritten(addDays(day(one.until), -1), locale),
                })}
              </span>
            }
          >
            <Lines sheet={one} />
          </Section>
          <History sheet={one} />
        </Page>
      )}
    </Read>
  );
}

function Head({ sheet }: { readonly sheet: SheetShape }) {
  const { t, tk, tp } = useSay();
  const explanation = { ...sheet.explanation, policyVersion: `v${sheet.policyVersionNo}` };
  const gates = failedGates(sheet.explanation).map(({ metric, pass, bound }) => {
    const unit = sheet.lines.find((line) => line.metric === metric)?.unit;
    return tp(`assessment.gate.${pass}`, {
      metric: tk(`assessment.metric.${metric}`),
      bound: unit === 'rate' ? `${percentShort(bound)}%` : bound,
    });
  });
  const { points = '', ...others } = explanation.inputs;
  const inputs = {
    sum: points,
    ...others,
    gates: gates.length === 0 ? '—' : gates.join('; '),
  };
  return (
    <Tiles>
      <Tile label={t('assessment.field.total')}>
        <Explained module="assessment" explanation={{ ...explanation, inputs }}>
          <Score millionths={sheet.total} />
        </Explained>
      </Tile>
      <Tile label={t('assessment.field.band')}>{sheet.band}</Tile>
      <Tile
        label={t('assessment.field.points')}
        {...(gates.length === 0 ? {} : { note: gates.join('; ') })}
      >
        <Score millionths={sheet.points} />
      </Tile>
      <Tile label={t('web.explained.policy')}>
        <PageLink to="/policies/scoring_scheme">v{sheet.policyVersionNo}</PageLink>
      </Tile>
    </Tiles>
  );
}

/** The metrics as a table; on a phone as cards. */
function Lines({ sheet }: { readonly sheet: SheetShape }) {
  return usePhone() ? <LineCards sheet={sheet} /> : <LineTable sheet={sheet} />;
}

function LineCards({ sheet }: { readonly sheet: SheetShape }) {
  const { t, tk } = useSay();
  return (
    <ul className="kj-rows">
      {sheet.lines.map((line) => (
        <li key={line.metric}>
          <div className="kj-bar">
            <span className="kj-rows-name">{tk(`assessment.metric.${line.metric}`)}</span>
            <span className="kj-bar-end">
              <LineScore sheet={sheet} line={line} />
            </span>
          </div>
          <dl>
            <div>
              <dt>{t('assessment.field.target')}</dt>
              <dd>
                <Amount unit={line.unit} value={line.target} />
              </dd>
            </div>
            <div>
              <dt>{t('assessment.field.actual')}</dt>
              <dd>
                <Amount unit={line.unit} value={line.actual} />
              </dd>
            </div>
          </dl>
          <CompletionBar line={line} />
        </li>
      ))}
    </ul>
  );
}

function LineTable({ sheet }: { readonly sheet: SheetShape }) {
  const { t, tk } = useSay();
  const columns: TableColumnsType<Line> = [
    {
      key: 'metric',
      title: t('assessment.field.metric'),
      render: (_value, line) => (
        <>
          {tk(`assessment.metric.${line.metric}`)}{' '}
          <span className="kj-quiet">{tk(`assessment.scoring.${line.scoring}`)}</span>
        </>
      ),
    },
    {
      key: 'target',
      title: t('assessment.field.target'),
      align: 'right',
      render: (_value, line) => <Amount unit={line.unit} value={line.target} />,
    },
    {
      key: 'actual',
      title: t('assessment.field.actual'),
      align: 'right',
      render: (_value, line) => <Amount unit={line.unit} value={line.actual} />,
    },
    {
      key: 'completion',
      title: t('assessment.field.completion'),
      render: (_value, line) => <CompletionBar line={line} />,
    },
    {
      key: 'score',
      title: t('assessment.field.score'),
      align: 'right',
      render: (_value, line) => <LineScore sheet={sheet} line={line} />,
    },
  ];
  return (
    <Table
      size="middle"
      rowKey="metric"
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={[...sheet.lines]}
    />
  );
}

function CompletionBar({ line }: { readonly line: Line }) {
  const { t } = useSay();
  const { rate, state, tone, percent } = completionOf(line);
  return (
    <Meter
      percent={percent}
      tone={tone}
      words={t(`assessment.completion.${state}`)}
      {...(rate === null ? {} : { figure: `${percentShort(rate)}%` })}
    />
  );
}

/** The score opens to its formula, and to the customers that brought the figure. */
function LineScore({ sheet, line }: { readonly sheet: SheetShape; readonly line: Line }) {
  const { t, tk } = useSay();
  return (
    <>
      <Explained
        module="assessment"
        title={`${tk(`assessment.metric.${line.metric}`)} · ${sheet.quarter}`}
        explanation={{
          ...withUnits(line.explanation, line.unit),
          policyVersion: `v${sheet.policyVersionNo}`,
        }}
        source={{
          to: `/attribution/staff/${sheet.staffId}`,
          label: t('assessment.behind_all'),
        }}
        more={<Behind staffId={sheet.staffId} quarter={sheet.quarter} measures={line.measures} />}
      >
        <strong>
          <Score millionths={line.score} />
        </strong>
      </Explained>{' '}
      <span className="kj-quiet">{t('assessment.of', { full: scoreShort(line.weight) })}</span>
    </>
  );
}

/** Target or actual in the metric's own unit. */
function Amount({ unit, value }: { readonly unit: Line['unit']; readonly value: string | null }) {
  if (value === null) return <Missing />;
  if (unit === 'fen') return <Money fen={value} />;
  return unit === 'rate' ? <Rate millionths={value} /> : <Count value={value} />;
}

function History({ sheet }: { readonly sheet: SheetShape }) {
  const { t } = useSay();
  const name = t('assessment.field.total');
  const { labels, series } = useMemo(
    () => ({
      labels: sheet.history.map((one) => one.quarter),
      series: [{ name, kind: 'line' as const, values: sheet.history.map((one) => one.total) }],
    }),
    [sheet.history, name],
  );
  if (sheet.history.length < 2) return null;
  return (
    <Section title={t('assessment.history')}>
      <SeriesChart
        title={t('assessment.history')}
        unit="score"
        height={200}
        labels={labels}
        series={series}
      />
    </Section>
  );
}
