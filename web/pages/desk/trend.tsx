import { useMemo } from 'react';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

/** The RM's own results by quarter, drawn: deposits as bars, contribution as a line. */
export function Trend() {
  const query = useRoute(deskApi.listOwnTrend);
  return <Read query={query}>{({ rows }) => <Drawn rows={rows} />}</Read>;
}

function Drawn({ rows }: { readonly rows: AnswerOf<typeof deskApi.listOwnTrend>['rows'] }) {
  const { t, locale } = useSay();
  const [deposits, contribution] = [t('desk.field.depositAverage'), t('desk.field.contribution')];
  const { labels, average, earned } = useMemo(
    () => ({
      labels: rows.map((one) => quarterWritten(one.quarter, locale)),
      average: [{ name: deposits, values: rows.map((one) => one.depositAverage) }],
      earned: [
        {
          name: contribution,
          kind: 'line' as const,
          values: rows.map((one) => one.contribution),
        },
      ],
    }),
    [rows, deposits, contribution, locale],
  );
  if (labels.length === 0) return <NoDataYet words={t('desk.no_trend')} />;
  return (
    <div className="kj-grid">
      <div>
        <div className="kj-quiet">{deposits}</div>
        <SeriesChart title={deposits} unit="fen" height={210} labels={labels} series={average} />
      </div>
      <div>
        <div className="kj-quiet">{contribution}</div>
        <SeriesChart title={contribution} unit="fen" height={210} labels={labels} series={earned} />
      </div>
    </div>
  );
}
