import { useMemo } from 'react';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

/** Balances by product at the last closing beside the one before, drawn. */
export function ProductBalances() {
  const query = useRoute(deskApi.listProductBalances);
  return <Read query={query}>{(answer) => <Drawn {...answer} />}</Read>;
}

function Drawn({ quarter, before, rows }: AnswerOf<typeof deskApi.listProductBalances>) {
  const { t, locale } = useSay();
  const { labels, series } = useMemo(
    () => ({
      labels: rows.map((row) => row.name),
      series: [
        ...(quarter === null
          ? []
          : [{ name: quarterWritten(quarter, locale), values: rows.map((row) => row.average) }]),
        ...(before === null
          ? []
          : [
              {
                name: quarterWritten(before, locale),
                values: rows.map((row) => row.averageBefore),
              },
            ]),
      ],
    }),
    [rows, quarter, before, locale],
  );
  if (quarter === null || rows.length === 0) return <NoDataYet words={t('desk.products.none')} />;
  return (
    <>
      <SeriesChart
        title={t('desk.products')}
        unit="fen"
        lying
        height={270}
        labels={labels}
        series={series}
      />
      <PageLink to="/products">{t('desk.to_products')} →</PageLink>
    </>
  );
}
