import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';

/**
 * Whether an RM may object to a slip (domain rules 3.4): to his own, once, from its payment until
 * the window's last day. Refused: another's slip, one that is not paid yet, a closed window, a
 * second objection.
 */
export function decideObjection(
  slip: {
    readonly staffId: bigint;
    /** Last day of the window; null while the slip waits for payment. */
    readonly until: string | null;
    readonly objected: boolean;
  },
  of: { readonly actorStaffId: bigint | null; readonly today: string },
): Refusal | null {
  if (slip.staffId !== of.actorStaffId) return refuse('pay.objection_not_own');
  if (slip.until === null) return refuse('pay.objection_too_early');
  if (of.today > slip.until) {
    return refuse('pay.objection_too_late', { until: slip.until, today: of.today });
  }
  return slip.objected ? refuse('pay.objection_again') : null;
}
