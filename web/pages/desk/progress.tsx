import { useState } from 'react';
import { Segmented } from 'antd';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { Progress as Shape } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark, Missing } from '../../kit/figures.tsx';
import { dayWritten, percentShort, quarterWritten } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { MetricAmount } from './metric-amount.tsx';
import { SmallTable } from '../../kit/small-table.tsx';
import type { SmallColumn } from '../../kit/small-table.tsx';
import { usePhone } from '../../kit/theme.ts';

type Row = Shape['rows'][number];
type Until = 'quarter' | 'year';
type Column = SmallColumn<{ readonly row: Row; readonly goal: Row[Until] }>;

/** The RM's targets by metric: how far, what is missing, and the pace that is still needed. */
export function Progress() {
  const query = useRoute(deskApi.readProgress);
  return <Read query={query}>{(answer) => <Filled progress={answer} />}</Read>;
}

function Filled({ progress }: { readonly progress: Shape }) {
  const { t, locale } = useSay();
  const { staffId } = useSession();
  const phone = usePhone();
  const [until, setUntil] = useState<Until>('quarter');
  const { asOf, closed, horizons, rows } = progress;
  if (rows.length === 0) return <NoDataYet words={t('desk.progress.none')} />;
  const { name, workingDays } = horizons[until];
  const end = dayWritten(horizons[until].until, locale);
  const wanted = until === 'quarter' ? quarterWritten(name, locale) : t('desk.year', { name });
  const value: Column = {
    title: t('desk.field.value'),
    figure: true,
    render: ({ row }) => <Value row={row} closed={closed} />,
  };
  const target: Column = {
    title: t('desk.field.target'),
    figure: true,
    render: ({ row, goal }) => <MetricAmount unit={row.unit} value={goal?.target ?? null} />,
  };
  const metric: Column = {
    title: t('desk.field.metric'),
    names: true,
    render: ({ row }) => <PageLink to={`/targets/${staffId ?? ''}`}>{row.name[locale]}</PageLink>,
  };
  const completion: Column = {
    title: t('desk.field.completion'),
    render: ({ goal }) => (goal === null ? <Missing /> : <Completion goal={goal} />),
  };
  const gap: Column = {
    title: t('desk.field.gap'),
    figure: true,
    render: ({ row, goal }) =>
      goal === null || goal.reached ? (
        <Missing />
      ) : (
        <MetricAmount unit={row.unit} value={goal.gap} />
      ),
  };
  const pace: Column = {
    title: t('desk.field.pace'),
    figure: true,
    render: ({ row, goal }) => (goal === null ? <Missing /> : <Pace row={row} goal={goal} />),
  };
  // A phone is three columns wide: the figures stand under what they measure.
  const columns = phone
    ? [under(metric, value, target), completion, under(gap, pace)]
    : [metric, value, target, completion, gap, pace];
  return (
    <>
      <div className="kj-bar">
        <span className="kj-quiet">
          {closed === null || asOf === null
            ? t('desk.progress.no_closing')
            : t('desk.progress.as_of', {
                quarter: quarterWritten(closed, locale),
                day: dayWritten(asOf, locale),
              })}
        </span>
        <span className="kj-bar-end">
          <Segmented<Until>
            size="small"
            aria-label={t('desk.progress.until')}
            value={until}
            onChange={setUntil}
            options={[
              { value: 'quarter', label: t('desk.progress.to_quarter') },
              { value: 'year', label: t('desk.progress.to_year') },
            ]}
          />
        </span>
      </div>
      <SmallTable
        className="kj-desk-table"
        caption={
          <span className="kj-quiet kj-desk-caption">
            {t('desk.progress.caption', { wanted, end, days: workingDays })}
          </span>
        }
        rows={rows.map((row) => ({ row, goal: row[until] }))}
        keyOf={({ row }) => row.metric}
        columns={columns}
      />
    </>
  );
}

/** One column of a phone: the first, and the others quieter under it. */
function under(first: Column, ...others: readonly Column[]): Column {
  return {
    ...first,
    title: [first, ...others].map((one) => one.title).join(' / '),
    render: (line, at) => (
      <>
        <div>{first.render(line, at)}</div>
        {others.map((one, place) => (
          <div key={place} className="kj-desk-under">
            {one.render(line, at)}
          </div>
        ))}
      </>
    ),
  };
}

function Value({ row, closed }: { readonly row: Row; readonly closed: string | null }) {
  const { staffId } = useSession();
  const value = <MetricAmount unit={row.unit} value={row.value} />;
  if (closed === null || row.value === null) return value;
  return (
    <PageLink to={`/attribution/staff/${staffId}/metrics/${row.metric}?quarter=${closed}`}>
      {value}
    </PageLink>
  );
}

type Goal = NonNullable<Row['quarter']>;

function Completion({ goal }: { readonly goal: Goal }) {
  const { t } = useSay();
  const tone = goal.reached ? 'good' : 'warn';
  const words = t(goal.reached ? 'desk.reached' : 'desk.not_reached');
  if (goal.completion === null) return <Mark tone={tone}>{words}</Mark>;
  const percent = Number.parseInt(String(BigInt(goal.completion) / 10_000n), 10);
  const figure = `${percentShort(goal.completion)}%`;
  return <Meter percent={percent} tone={tone} figure={figure} words={words} />;
}

/** What the days that are left must bring: a flow by working day, an average over the rest. */
function Pace({ row, goal }: { readonly row: Row; readonly goal: Goal }) {
  const { t } = useSay();
  if (goal.perDay !== null) {
    return (
      <>
        <MetricAmount unit={row.unit} value={goal.perDay} />{' '}
        <span className="kj-quiet">{t('desk.progress.a_day')}</span>
      </>
    );
  }
  if (goal.restAverage === null) return <Missing />;
  return (
    <>
      <span className="kj-quiet">{t('desk.progress.rest_average')}</span>{' '}
      <MetricAmount unit={row.unit} value={goal.restAverage} />
    </>
  );
}
