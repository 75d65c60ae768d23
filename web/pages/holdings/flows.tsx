import { holdingsApi } from '../../../server/modules/holdings/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Mark } from '../../kit/figures.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

/** A firm's invoices: what it bought and sold each month, and the invoices themselves. */
export function Flows({ customerId }: { readonly customerId: string }) {
  const { t, tk } = useSay();
  const params = { customerId };
  const months = useRoute(holdingsApi.listFlowMonths, { params });
  return (
    <Section title={t('holdings.flows')}>
      <Read query={months}>
        {({ rows }) =>
          rows.length === 0 ? (
            <NoDataYet words={t('holdings.no_flows')} />
          ) : (
            <>
              <SeriesChart
                title={t('holdings.flows')}
                unit="fen"
                labels={rows.map((row) => row.month.slice(0, 7))}
                series={[
                  { name: t('holdings.direction.out'), values: rows.map((row) => row.outNetFen) },
                  { name: t('holdings.direction.in'), values: rows.map((row) => row.inNetFen) },
                ]}
              />
              <ContractTable
                route={holdingsApi.listFlows}
                module="holdings"
                rowKey="flowId"
                params={params}
                keepIn="here"
                hide={['flowId']}
                columns={{
                  void: {
                    render: (row) => (
                      <Mark tone={row.void ? 'warn' : 'calm'}>
                        {t(row.void ? 'holdings.void' : 'holdings.valid')}
                      </Mark>
                    ),
                  },
                  fault: {
                    render: (row) =>
                      row.fault === null ? null : (
                        <Mark tone="warn">{tk(`${row.fault}.short`)}</Mark>
                      ),
                  },
                }}
              />
            </>
          )
        }
      </Read>
    </Section>
  );
}
