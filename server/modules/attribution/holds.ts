import type { Hold } from '../allocation/index.ts';
import { refuse } from './messages.ts';
import { loadOpenDisputes } from './store/holds.ts';

/**
 * Whose results are in dispute is neither claimed, recycled nor handed over with others until the
 * arbiter rules: a new lead would inherit the quarrel. The policy `pool` turns it off.
 */
export const disputeHold: Hold = async (tx, { policy, customerIds }) => {
  if (!policy.dispute) return new Map();
  const open = await loadOpenDisputes(tx, customerIds);
  return new Map(
    open.map((one) => [
      one.customerId,
      refuse('attribution.hold_dispute', {
        customer: one.customerNo,
        no: `ZY${one.disputeId}`,
        quarter: one.quarter,
        due: one.rulingDue,
      }),
    ]),
  );
};
