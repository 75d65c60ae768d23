import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count, Mark } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { MeasureAmount, useMeasureName, useMeasures } from './measure.tsx';
import { Wide } from '../../kit/wide.tsx';

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
            <Wide>
              <table className="kj-plain kj-lined" style={{ width: '100%' }}>
                <thead>
                  <tr>
                    <th scope="col">{t('attribution.field.ruleName')}</th>
                    <th scope="col">{t('attribution.field.partyName')}</th>
                    <th scope="col">{t('attribution.field.measure')}</th>
                    <th scope="col" className="kj-figure">
                      {t('attribution.field.amount')}
                    </th>
                    <th scope="col" className="kj-figure">
                      {t('attribution.field.customers')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => {
                    const measure = measures.find((one) => one.measure === row.measure);
                    return (
                      <tr key={`${row.rule} ${row.party} ${row.measure}`}>
                        <th scope="row">{named(row.ruleName)}</th>
                        <td>{named(row.partyName)}</td>
                        <td>{measure === undefined ? row.measure : nameOf(measure)}</td>
                        <td className="kj-figure">
                          {measure === undefined ? (
                            row.amount
                          ) : (
                            <MeasureAmount
                              unit={measure.unit}
                              amount={row.amount}
                              quarter={quarter}
                            />
                          )}
                        </td>
                        <td className="kj-figure">
                          <Count value={row.customers} />
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </Wide>
          )
        }
      </Read>
    </Section>
  );
}
