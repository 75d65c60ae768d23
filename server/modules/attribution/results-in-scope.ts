import { quarter, type Quarter } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { refuse } from './messages.ts';
import * as store from './store/reading.ts';

/** The valid closing of a quarter, or that it is not closed. */
export async function closingOf(
  tx: Tx,
  text: string,
): Promise<Refusal | { quarter: Quarter; runId: bigint; sealed: boolean }> {
  const of = quarter(text);
  const closing = await store.loadClosing(tx, of);
  return closing === null
    ? refuse('attribution.quarter_not_closed', { quarter: of })
    : { quarter: of, ...closing };
}

/**
 * The reader himself, or a person of a unit in his ranges. Of others he would see their parts of
 * shared customers only, a sum that means nothing.
 */
export async function staffInScope(tx: Tx, staffId: bigint): Promise<Refusal | { name: string }> {
  const staff = await store.loadStaff(tx, staffId);
  const { actor } = tx;
  const sees =
    staff !== null &&
    (actor.bankWide ||
      actor.staffId === staffId ||
      actor.ranges.some((range) => staff.unitPath >= range.from && staff.unitPath < range.until));
  return sees ? staff : refuse('attribution.staff_unknown');
}
