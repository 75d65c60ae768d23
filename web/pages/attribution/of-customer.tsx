import {
  attributionApi,
  dimensions,
  disputed,
  unassigned,
} from '../../../server/modules/attribution/contract.ts';
import type { PartRow } from '../../../server/modules/attribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Rate } from '../../kit/figures.tsx';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { MeasureAmount, useMeasureName } from './measure.tsx';
import { QuarterSelect, useClosedQuarter } from './quarter-choice.tsx';

/** How one customer's results were split. */
export function CustomerAttributionPage() {
  const { t } = useSay();
  const customerId = usePathWord('customerId');
  const choice = useClosedQuarter();
  const { quarter } = choice;
  return (
    <Page
      title={t('attribution.page.of_customer')}
      trail={[{ title: t('attribution.page.title'), to: '/attribution' }]}
      actions={<QuarterSelect choice={choice} />}
      watermark
    >
      {quarter === null ? <NoDataYet words={t('attribution.page.no_quarter')} /> : null}
      {typeof quarter === 'string' ? (
        <OfCustomer customerId={customerId} quarter={quarter} />
      ) : null}
    </Page>
  );
}

/**
 * The split of a customer's results in a quarter: by measure and dimension, with days and shares.
 */
export function OfCustomer(props: { readonly customerId: string; readonly quarter: string }) {
  const nameOf = useMeasureName();
  const { customerId, quarter } = props;
  const query = useRoute(attributionApi.readCustomerParts, {
    params: { customerId },
    query: { quarter },
  });
  return (
    <Read query={query} rows={10}>
      {({ rows }) =>
        [...Map.groupBy(rows, (row) => row.measure)].map(([measure, parts]) => (
          <Section key={measure} title={nameOf(parts[0]!)}>
            <MeasureParts rows={parts} quarter={quarter} />
          </Section>
        ))
      }
    </Read>
  );
}

function MeasureParts(props: { readonly rows: readonly PartRow[]; readonly quarter: string }) {
  const { t, tk } = useSay();
  return (
    <table className="kj-plain kj-lined" style={{ width: '100%' }}>
      <tbody>
        {dimensions.flatMap((dimension) =>
          props.rows
            .filter((row) => row.dimension === dimension)
            .map((row) => (
              <tr key={`${dimension}${row.party}`}>
                <th scope="row">{t(`attribution.dimension.${dimension}`)}</th>
                <td>{partyWords(row, t)}</td>
                <td className="kj-figure">
                  <MeasureAmount unit={row.unit} amount={row.amount} quarter={props.quarter} />
                </td>
                <td>
                  <span className="kj-quiet">
                    {tk(`attribution.rule.${row.basis.rule.split('.')[0]}`, row.basis.rule)}
                  </span>
                  <Months row={row} />
                </td>
              </tr>
            )),
        )}
      </tbody>
    </table>
  );
}

function partyWords(row: PartRow, t: ReturnType<typeof useSay>['t']): string {
  if (row.party === unassigned) return t('attribution.unassigned');
  return row.party === disputed ? t('attribution.disputed') : row.partyName;
}

function Months({ row }: { readonly row: PartRow }) {
  const { t, tk } = useSay();
  if (row.basis.months.length === 0) return null;
  return (
    <details open={row.basis.months.length <= 3}>
      <summary className="kj-quiet">{t('attribution.page.months')}</summary>
      {row.basis.months.map((one, at) => (
        <div key={`${one.month}${at}`} className="kj-quiet kj-figure">
          {one.month} · {one.days} {t('attribution.field.days')} × <Rate millionths={one.share} />
          {one.by === undefined ? null : (
            <>
              {' · '}
              {tk(`attribution.rule.${one.by.rule}`)} {one.by.ref}
            </>
          )}
        </div>
      ))}
    </details>
  );
}
