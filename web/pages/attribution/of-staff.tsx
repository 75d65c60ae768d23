import { useState } from 'react';
import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count } from '../../kit/figures.tsx';
import { useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { MeasureAmount, MeasureChoice, useMeasureName } from './measure.tsx';
import { QuarterSelect, useClosedQuarter } from './quarter-choice.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** The page of one RM's results. */
export function StaffAttributionPage() {
  const { t } = useSay();
  const staffId = usePathWord('staffId');
  const choice = useClosedQuarter();
  const { quarter } = choice;
  return (
    <Page
      title={t('attribution.page.title')}
      trail={[{ title: t('attribution.page.title'), to: '/attribution' }]}
      actions={<QuarterSelect choice={choice} />}
      watermark
    >
      {quarter === null ? <NoDataYet words={t('attribution.page.no_quarter')} /> : null}
      {typeof quarter === 'string' ? <OfStaff staffId={staffId} quarter={quarter} /> : null}
    </Page>
  );
}

/** What an RM reached in a quarter, and the customers behind each measure. */
export function OfStaff(props: { readonly staffId: string; readonly quarter: string }) {
  const { t } = useSay();
  const nameOf = useMeasureName();
  const go = useGo();
  const { staffId, quarter } = props;
  const [measure, setMeasure] = useState('contribution');
  const query = useRoute(attributionApi.readStaffMeasures, {
    params: { staffId },
    query: { quarter },
  });
  return (
    <>
      <Section
        title={
          query.data === undefined
            ? t('attribution.page.title')
            : t('attribution.page.of_staff', { name: query.data.name })
        }
      >
        <Read query={query}>
          {({ rows }) => (
            <SmallTable
              rows={rows}
              keyOf={(row) => row.measure}
              columns={[
                {
                  title: t('attribution.field.measure'),
                  names: true,
                  render: (row) => nameOf(row),
                },
                {
                  title: t('attribution.field.amount'),
                  figure: true,
                  render: (row) => (
                    <MeasureAmount unit={row.unit} amount={row.amount} quarter={quarter} />
                  ),
                },
                {
                  title: t('attribution.field.customers'),
                  figure: true,
                  render: (row) => <Count value={row.customers} />,
                },
              ]}
            />
          )}
        </Read>
      </Section>
      <Section
        title={t('attribution.page.customers_behind')}
        extra={
          <MeasureChoice measures={query.data?.rows ?? []} value={measure} onChange={setMeasure} />
        }
      >
        <ContractTable
          key={`${quarter}${measure}`}
          route={attributionApi.listStaffParts}
          module="attribution"
          rowKey="customerId"
          keepIn="here"
          params={{ staffId }}
          query={{ quarter, measure }}
          hide={['customerId', 'measure', 'measureName', 'unit']}
          columns={{
            amount: {
              render: (row) => (
                <MeasureAmount unit={row.unit} amount={row.amount} quarter={quarter} />
              ),
            },
            whole: {
              render: (row) => (
                <MeasureAmount unit={row.unit} amount={row.whole} quarter={quarter} />
              ),
            },
          }}
          onOpen={(row) => go(`/attribution/customers/${row.customerId}?quarter=${quarter}`)}
        />
      </Section>
    </>
  );
}
