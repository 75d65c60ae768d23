import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count, Mark } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { MeasureAmount, useMeasureName, useMeasures } from './measure.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** Ledger B of a quarter: memo double counts, apart from all results. */
export function Memo({ quarter }: { readonly quarter: string }) {
  const { t, named } = useSay();
  const nameOf = useMeasureName();
  const measures = useMeasures(quarter);
  const query = useRoute(attributionApi.readShadow, { params: { quarter } });
  return (
    <Section title={t('attribution.page.memo')}>
      <p>
        <Mark tone="warn">{t('attribution.page.memo_note')}</Mark>
      </p>
      <Read query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <NoDataYet words={t('attribution.page.memo_none')} />
          ) : (
            <SmallTable
              rows={rows.map((row) => ({
                ...row,
                of: measures.find((one) => one.measure === row.measure),
              }))}
              keyOf={(row) => `${row.rule} ${row.party} ${row.measure}`}
              columns={[
                {
                  title: t('attribution.field.ruleName'),
                  names: true,
                  render: (row) => named(row.ruleName),
                },
                { title: t('attribution.field.partyName'), render: (row) => named(row.partyName) },
                {
                  title: t('attribution.field.measure'),
                  render: ({ of, measure }) => (of === undefined ? measure : nameOf(of)),
                },
                {
                  title: t('attribution.field.amount'),
                  figure: true,
                  render: ({ of, amount }) =>
                    of === undefined ? (
                      amount
                    ) : (
                      <MeasureAmount unit={of.unit} amount={amount} quarter={quarter} />
                    ),
                },
                {
                  title: t('attribution.field.customers'),
                  figure: true,
                  render: (row) => <Count value={row.customers} />,
                },
              ]}
            />
          )
        }
      </Read>
    </Section>
  );
}
