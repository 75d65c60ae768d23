import { useMemo } from 'react';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

const parts = ['used', 'open', 'left'] as const;

/** The year's marketing money by unit: used, reserved and left, drawn on top of each other. */
export function Budgets() {
  const query = useRoute(deskApi.listBudgets);
  return <Read query={query}>{(answer) => <Drawn {...answer} />}</Read>;
}

function Drawn({ year, rows }: AnswerOf<typeof deskApi.listBudgets>) {
  const { t } = useSay();
  const { labels, series } = useMemo(
    () => ({
      labels: rows.map((row) => row.name),
      series: parts.map((part) => ({
        name: t(`desk.budgets.${part}`),
        values: rows.map((row) => row[part]),
      })),
    }),
    [rows, t],
  );
  if (rows.length === 0) return <NoDataYet words={t('desk.budgets.none')} />;
  return (
    <>
      <SeriesChart
        title={t('desk.budgets', { year })}
        unit="fen"
        lying
        stacked
        height={200}
        labels={labels}
        series={series}
      />
      <PageLink to="/expenses">{t('desk.to_expenses')} →</PageLink>
    </>
  );
}
