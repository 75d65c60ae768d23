import {
  attributionApi,
  dimensions,
  disputed,
  unassigned,
} from '../../../server/modules/attribution/contract.ts';
import type { PartRow } from '../../../server/modules/attribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import type { Say } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { countWritten, fenWords, percentShort } from '../../kit/format.ts';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ClaimButtons } from './claims.tsx';
import { shownOfMonth, unitOf } from './measure-figures.ts';
import { MeasureAmount, useMeasureName } from './measure.tsx';
import { QuarterSelect, useClosedQuarter } from './quarter-choice.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

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
      actions={
        <>
          {typeof quarter === 'string' ? (
            <ClaimButtons customerId={customerId} quarter={quarter} />
          ) : null}
          <QuarterSelect choice={choice} />
        </>
      }
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
  const say = useSay();
  const { t, tk } = say;
  return (
    <SmallTable
      rows={dimensions.flatMap((dimension) =>
        props.rows.filter((row) => row.dimension === dimension),
      )}
      keyOf={(row) => `${row.dimension}${row.party}`}
      columns={[
        { names: true, render: (row) => t(`attribution.dimension.${row.dimension}`) },
        { render: (row) => partyWords(row, say) },
        {
          figure: true,
          render: (row) => (
            <MeasureAmount unit={row.unit} amount={row.amount} quarter={props.quarter} />
          ),
        },
      ]}
      renderBelow={(row) => (
        <>
          <span className="kj-quiet">
            {tk(`attribution.rule.${row.basis.rule.split('.')[0]}`, row.basis.rule)}
          </span>
          <Months row={row} />
        </>
      )}
    />
  );
}

/** Who has a part: a name, or that nobody or a dispute has it. */
export function partyWords(
  row: Pick<PartRow, 'party' | 'partyName'>,
  { t, named }: Pick<Say, 't' | 'named'>,
): string {
  if (row.party === unassigned) return t('attribution.unassigned');
  return row.party === disputed ? t('attribution.disputed') : named(row.partyName);
}

type MonthLine = PartRow['basis']['months'][number];

/** Why somebody has his part: each month in words, with the claim that gave it. */
function Months({ row }: { readonly row: PartRow }) {
  const { t } = useSay();
  if (row.basis.months.length === 0) return null;
  return (
    <details open={row.basis.months.length <= 3}>
      <summary className="kj-quiet">{t('attribution.page.months')}</summary>
      {row.basis.months.map((one, at) => (
        <div key={`${one.month}${at}`} className="kj-quiet">
          <MonthWords line={one} unit={row.unit} />
        </div>
      ))}
    </details>
  );
}

const ruled: readonly string[] = ['disputed', 'ruling'];

function MonthWords(props: { readonly line: MonthLine; readonly unit: PartRow['unit'] }) {
  const { t, tk, locale } = useSay();
  const { currency } = useSession().bank;
  const { month, days, share, by } = props.line;
  const figure = (amount: string) => {
    const shown = shownOfMonth(props.unit, amount, month);
    return unitOf(props.unit) === 'fen' ? fenWords(shown, locale, currency) : countWritten(shown);
  };
  const numbers = {
    month,
    whole: figure(props.line.amount),
    share: `${percentShort(share)} %`,
    part: figure(props.line.part),
  };
  const rule = by?.rule ?? '';
  const words =
    rule === 'correction'
      ? t('attribution.page.why_corrected', numbers)
      : ruled.includes(rule)
        ? t('attribution.page.why_ruled', numbers)
        : t('attribution.page.why', { ...numbers, days });
  return (
    <>
      {words}
      {by === undefined ? null : ` · ${tk(`attribution.rule.${by.rule}`)} ${by.ref}`}
    </>
  );
}
