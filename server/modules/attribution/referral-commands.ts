import type { Day } from '../../../core/day.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay, lastSealedQuarter } from '../organisation/index.ts';
import { staffByNos } from '../people/index.ts';
import { numberOf, type ReferralState } from './contract.ts';
import { refuse } from './messages.ts';
import { attributionKind } from './policy.ts';
import { decideReferralRuling, decideRegistration, referralState } from './rules/referral.ts';
import { loadOwnFile, loadProductName, loadSeenCustomer, lockShares } from './store/people.ts';
import * as store from './store/referrals.ts';

/**
 * Registers who referred a customer or one of his products (domain-rules 7). Refuses as
 * decideRegistration does, a customer out of sight and a product that is not there.
 */
export async function registerReferral(
  tx: Tx,
  wanted: {
    customerId: bigint;
    staffNo: string;
    product: string | null;
    referredOn: Day;
    note: string;
  },
): Promise<Refusal | { no: string; id: bigint }> {
  const customer = await loadSeenCustomer(tx, wanted.customerId);
  if (customer === null) return refuse('attribution.customer_unknown');
  await lockShares(tx, customer.customerId);
  const { product, referredOn, staffNo } = wanted;
  if (product !== null && (await loadProductName(tx, product)) === null) {
    return refuse('attribution.product_missing', { product });
  }
  const today = await businessDay(tx);
  const [referrer] = await staffByNos(tx, [staffNo]);
  const refused = decideRegistration({
    referrer: {
      staffNo,
      staffId: referrer?.staffId ?? null,
      leftOn: referrer?.leftOn ?? null,
    },
    leadStaffId: customer.leadStaffId,
    product,
    referredOn,
    today,
    lastSealed: await lastSealedQuarter(tx),
    others: await store.loadReferralsOf(tx, customer.customerId),
    policy: (await policyInForce(tx, attributionKind, today)).body,
  });
  if (refused !== null) return refused;
  const id = await store.insertReferral(tx, {
    ...wanted,
    staffId: referrer!.staffId,
    unitPath: referrer!.unitPath,
  });
  const no = numberOf('referral', id);
  await recordAudit(tx, {
    verb: 'attribution.register_referral',
    subject: 'referral',
    subjectKey: no,
    detail: { customerNo: customer.customerNo, staffNo, product, referredOn },
  });
  return { no, id };
}

/** Whether the signed-in head's range holds the lead of a referral's customer. */
export function headsLead(tx: Tx, managingPath: string | null): boolean {
  const { bankWide, ranges } = tx.actor;
  if (managingPath === null) return false;
  return bankWide || ranges.some((one) => managingPath >= one.from && managingPath < one.until);
}

/** The head of the lead RM accepts or rejects a referral, once. Refuses as decideReferralRuling. */
export async function ruleReferral(
  tx: Tx,
  wanted: { referralId: bigint; verdict: 'accepted' | 'rejected'; reason: string },
): Promise<Refusal | { state: ReferralState }> {
  const referral = await store.loadReferral(tx, wanted.referralId);
  if (referral === null) return refuse('attribution.referral_unknown');
  const { verdict, reason } = wanted;
  const refused = decideReferralRuling({
    ruled: referral.verdict !== null,
    headsLead: headsLead(tx, referral.managingPath),
    isReferrer: referral.staffId === tx.actor.staffId,
    verdict,
    reason,
  });
  if (refused !== null) return refused;
  const { customerId, referralId, referredOn } = referral;
  const { name } = await loadOwnFile(tx);
  const first = await store.insertReferralRuling(tx, {
    customerId,
    referralId,
    verdict,
    reason,
    name,
  });
  if (!first) return refuse('attribution.referral_ruled');
  await recordAudit(tx, {
    verb: 'attribution.rule_referral',
    subject: 'referral',
    subjectKey: numberOf('referral', referralId),
    detail: { verdict, reason },
  });
  const today = await businessDay(tx);
  const { body } = await policyInForce(tx, attributionKind, today);
  return { state: referralState({ verdict, referredOn, terms: body.referral }, today) };
}
