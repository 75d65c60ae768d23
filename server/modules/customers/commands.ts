import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { openText } from '../../platform/files/secret.ts';
import { refuse } from './messages.ts';
import { decidePurpose } from './rules.ts';
import { loadFacts, loadSealed } from './store/customer.ts';
import { insertLeads, updateSegments, type LeadRow, type SegmentRow } from './store/management.ts';

/**
 * Gives customers their lead RM from a day on, in bulk: one row a customer in one call. Writes the
 * history (append only; an entry that already holds is not repeated, so a run may be repeated) and
 * the columns that decide who sees the customer. Returns how many entries were new. Paper clauses
 * P1 and C2a.
 */
export function assignLead(tx: Tx, rows: Iterable<LeadRow>): Promise<number> {
  return insertLeads(tx, rows);
}

/** Writes the present class, tier, type and rating beside the customers, for lists and filters. */
export function markSegments(tx: Tx, rows: Iterable<SegmentRow>): Promise<number> {
  return updateSegments(tx, rows);
}

/**
 * Shows a full identity or phone number. Refuses without a purpose, outside the scope and when
 * none is on record; the audit record with the purpose is written in the same transaction
 * (domain-rules 10.4).
 */
export async function viewIdentity(
  tx: Tx,
  view: { customerId: bigint; what: 'identity' | 'phone'; purpose: string },
): Promise<Refusal | { number: string }> {
  const purpose = decidePurpose(view.purpose);
  if (isRefusal(purpose)) return purpose;
  const customer = await loadFacts(tx, view.customerId);
  if (customer === null) return refuse('customers.not_found');
  const sealed = await loadSealed(tx, view.customerId, view.what);
  if (sealed === null) return refuse('customers.number_missing');
  await recordAudit(tx, {
    verb: 'customers.view_identity',
    subject: 'customer',
    subjectKey: customer.customerNo,
    detail: { what: view.what, purpose },
  });
  return { number: openText(sealed) };
}
