import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { holdingsApi } from '../../../server/modules/holdings/contract.ts';
import type { AccountRow } from '../../../server/modules/holdings/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Chart, useChartWords } from '../../kit/chart.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';

type Balances = AnswerOf<(typeof holdingsApi)['readBalances']>;

interface AccountProps {
  readonly customerId: string;
  readonly account: AccountRow;
  /** The days a figure was computed from, when the reader came from its explanation. */
  readonly from?: string;
  readonly until?: string;
}

/** One account: its balance by day with the average of each month, and its movements. */
export function Account({ customerId, account, from, until }: AccountProps) {
  const { t, tk } = useSay();
  const params = { customerId, accountId: account.accountId };
  const period = {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
  const balances = useRoute(holdingsApi.readBalances, { params, query: period });
  return (
    <>
      <Section title={`${t('holdings.balances')} · ${account.accountNo}`}>
        <Read query={balances} rows={6}>
          {(answer) => <BalanceChart balances={answer} />}
        </Read>
      </Section>
      <Section title={`${t('holdings.transactions')} · ${account.accountNo}`}>
        <ContractTable
          route={holdingsApi.listTransactions}
          module="holdings"
          rowKey="transactionId"
          params={params}
          query={period}
          keepIn="here"
          hide={['transactionId', 'derived']}
          columns={{
            kind: {
              render: (row) => (
                <span className="kj-bar">
                  <Choice module="holdings" property="kind" value={row.kind} />
                  {row.derived ? <span className="kj-quiet">{tk('holdings.derived')}</span> : null}
                </span>
              ),
            },
          }}
        />
      </Section>
    </>
  );
}

/** Steps from one movement to the next; each month's daily average lies over it. */
function BalanceChart({ balances }: { readonly balances: Balances }) {
  const { t } = useSay();
  const words = useChartWords('fen');
  const { points, months } = balances;
  const option = useMemo((): EChartsOption => {
    const last = points.at(-1);
    const averages = months.map((one) => [one.month, Number(one.averageFen)]);
    const end = months.at(-1);
    if (last !== undefined && end !== undefined) {
      averages.push([last.day, Number(end.averageFen)]);
    }
    return {
      xAxis: { type: 'time', splitLine: { show: false } },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => words(value) } },
      tooltip: { trigger: 'axis', valueFormatter: (value) => words(value) },
      legend: { show: true },
      dataZoom: points.length > 120 ? [{ type: 'inside' }] : [],
      series: [
        {
          type: 'line',
          step: 'end',
          name: t('holdings.balances'),
          data: points.map((one) => [one.day, Number(one.balanceFen)]),
          symbol: 'none',
          areaStyle: { opacity: 0.12 },
        },
        {
          type: 'line',
          step: 'end',
          name: t('holdings.average_line'),
          data: averages,
          symbol: 'none',
          lineStyle: { type: 'dashed' },
        },
      ],
    };
  }, [points, months, t, words]);
  const title = t('holdings.balances');
  return <Chart option={option} alt={title} height={260} save={{ title }} />;
}
