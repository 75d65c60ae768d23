import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { MeasureAmount, useMeasureName, useMeasures } from '../attribution/measure.tsx';

interface BehindProps {
  readonly staffId: string;
  readonly quarter: string;
  readonly measures: readonly string[];
}

/** The customers behind a figure of one RM in a quarter, the largest first. */
export function Behind({ staffId, quarter, measures }: BehindProps) {
  const { t } = useSay();
  const nameOf = useMeasureName();
  const known = useMeasures(quarter).filter((one) => measures.includes(one.measure));
  return known.map(({ measure, ...named }) => (
    <section key={measure} style={{ marginTop: 20 }}>
      <h3 style={{ margin: '0 0 8px', fontSize: 14 }}>
        {t('assessment.behind')}
        <span className="kj-quiet"> · {nameOf({ measure, ...named })}</span>
      </h3>
      <ContractTable
        route={attributionApi.listStaffParts}
        module="attribution"
        rowKey="customerId"
        params={{ staffId }}
        query={{ quarter, measure, limit: '20' }}
        only={['name', 'amount', 'whole']}
        keepIn="here"
        empty={{ words: t('assessment.behind_none') }}
        columns={{
          name: {
            title: t('assessment.field.behindName'),
            render: (row) => <PageLink to={`/customers/${row.customerId}`}>{row.name}</PageLink>,
          },
          amount: {
            title: t('assessment.field.behindAmount'),
            render: (row) => (
              <MeasureAmount unit={row.unit} quarter={quarter} amount={row.amount} />
            ),
          },
          whole: {
            title: t('assessment.field.behindWhole'),
            render: (row) => <MeasureAmount unit={row.unit} quarter={quarter} amount={row.whole} />,
          },
        }}
      />
    </section>
  ));
}
