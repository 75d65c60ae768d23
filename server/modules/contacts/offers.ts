import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { contactStandardKind } from './policy.ts';
import { decideMarketing, offersBarred, type BarredOffer } from './rules/consent.ts';
import { loadBook } from './store/note.ts';
import * as store from './store/offers.ts';

/**
 * Which of these customers the bank may offer something by a channel on the business day, by the
 * rule that refuses a marketing contact (`decideMarketing`; PIPL 13-15, 24). Whom the caller does
 * not see is not among them.
 */
export async function mayOffer(
  tx: Tx,
  channel: string,
  customerIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  const today = await businessDay(tx);
  const { body } = await policyInForce(tx, contactStandardKind, today);
  const facts = await store.loadConsentFacts(tx, customerIds, today);
  const wish = { act: 'written', purpose: 'marketing', initiative: 'bank', channel } as const;
  const free = facts.filter((one) => decideMarketing(body, wish, one) === null);
  return new Set(free.map((one) => one.customerId));
}

interface BookRow {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly noOffer: readonly BarredOffer[];
}

/** So many customers a phone keeps for writing without network. */
const bookMost = 5000;

/**
 * The customers an RM leads or assists, as his phone keeps them: name, number, and by which
 * channels nothing may be offered on the business day, so that the phone refuses without network.
 */
export async function bookOf(
  tx: Tx,
  staffId: bigint,
): Promise<{ readonly rows: readonly BookRow[]; readonly capped: boolean }> {
  const found = await loadBook(tx, staffId, bookMost + 1);
  const kept = found.slice(0, bookMost);
  const today = await businessDay(tx);
  const { body } = await policyInForce(tx, contactStandardKind, today);
  const ids = kept.map((one) => one.customerId);
  const facts = new Map(
    (await store.loadConsentFacts(tx, ids, today)).map((one) => [one.customerId, one] as const),
  );
  const rows = kept.map((one) => {
    const said = facts.get(one.customerId);
    return { ...one, noOffer: said === undefined ? [] : offersBarred(body, said) };
  });
  return { rows, capped: found.length > bookMost };
}
