import type { Customer } from '../../customer-tab.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { ClaimButtons } from './claims.tsx';
import { OfCustomer } from './of-customer.tsx';
import { QuarterSelect, useClosedQuarter } from './quarter-choice.tsx';

/** 归属: how this customer's results of a closed quarter were split, and claims on them. */
export function AttributionTab({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const choice = useClosedQuarter();
  const { quarter } = choice;
  if (quarter === null) return <NoDataYet words={t('attribution.page.no_quarter')} />;
  if (quarter === undefined) return null;
  return (
    <div className="kj-page">
      <div className="kj-bar">
        <QuarterSelect choice={choice} />
        <ClaimButtons customerId={customer.customerId} quarter={quarter} />
      </div>
      <OfCustomer customerId={customer.customerId} quarter={quarter} />
    </div>
  );
}
