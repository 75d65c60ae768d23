import { useMemo } from 'react';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

const parts = ['paid', 'due', 'stopped', 'clawed'] as const;

/** Performance pay by the year in which it may be paid, drawn. */
export function Deferrals() {
  const query = useRoute(deskApi.listDeferrals);
  return <Read query={query}>{(answer) => <Drawn {...answer} />}</Read>;
}

function Drawn({ rows }: AnswerOf<typeof deskApi.listDeferrals>) {
  const { t } = useSay();
  const may = useMay();
  const { labels, series } = useMemo(
    () => ({
      labels: rows.map((row) => t('desk.year', { name: row.year })),
      series: parts
        .filter((part) => rows.some((row) => row[part] !== '0'))
        .map((part) => ({
          name: t(`desk.deferrals.${part}`),
          values: rows.map((row) => row[part]),
        })),
    }),
    [rows, t],
  );
  if (rows.length === 0) return <NoDataYet words={t('desk.deferrals.none')} />;
  return (
    <>
      <SeriesChart
        title={t('desk.deferrals')}
        unit="fen"
        stacked
        height={200}
        labels={labels}
        series={series}
      />
      {may('pay.read') ? (
        <PageLink to="/deferral-plans">{t('desk.to_deferrals')} →</PageLink>
      ) : null}
    </>
  );
}
