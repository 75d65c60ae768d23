import type { Day } from '../../../core/day.ts';
import { parsePercent } from '../../../core/rate.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { cleanText } from '../../../core/text.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { businessDay } from '../organisation/index.ts';
import type { OwnershipKind, PartyKind, PartyRole } from './contract/relations.ts';
import { refuse } from './messages.ts';
import { decideOwnership, decideParty, partyKeyOf } from './rules/ownership.ts';
import { loadFacts } from './store/customer.ts';
import * as store from './store/relations.ts';

/** Who is meant: a customer of the scope by number, or a name. */
export interface PartyWish {
  readonly kind: PartyKind;
  readonly customerNo?: string | undefined;
  readonly name?: string | undefined;
}

interface EntryWish extends PartyWish {
  readonly customerId: bigint;
  readonly state: 'holds' | 'ended';
  readonly fromDay: Day;
  readonly source: string;
  /** The last entry that the editor saw; another one meanwhile is refused. */
  readonly seen: number;
}

/**
 * Adds an entry to a firm's book of owners. Refuses as `decideOwnership` does, owners of a person,
 * a share that is none, a party outside the scope, and an entry made after the editor looked.
 */
export async function enterOwnership(
  tx: Tx,
  wish: EntryWish & { readonly as: OwnershipKind; readonly share?: string | undefined },
): Promise<Refusal | { turn: number }> {
  const opened = await openBook(tx, 'customers_ownership', wish);
  if (isRefusal(opened)) return opened;
  const { customer, party, today } = opened;
  if (customer.kind === 'individual') return refuse('customers.person_owned');
  const needsShare = wish.as === 'shareholder' && wish.state === 'holds';
  const share = needsShare ? parsePercent(wish.share ?? '') : null;
  if (needsShare && (share === null || share <= 0n || share > 1_000_000n)) {
    return refuse('customers.share_missing');
  }
  const book = await store.loadOwnershipBook(tx, wish.customerId);
  const entry = {
    ownerKey: partyKeyOf(party),
    kind: wish.as,
    state: wish.state,
    share,
    fromDay: wish.fromDay,
  };
  const refused = decideOwnership(book, entry, today);
  if (refused !== null) return refused;
  const turn = wish.seen + 1;
  await store.insertOwnership(tx, {
    ...entry,
    customerId: wish.customerId,
    turn,
    ownerKind: party.kind,
    ownerCustomerId: party.customerId,
    ownerName: party.name,
    source: wish.source,
  });
  await recordAudit(tx, {
    verb: 'customers.enter_ownership',
    subject: 'customer',
    subjectKey: customer.customerNo,
    detail: { owner: party.name, as: wish.as, state: wish.state, share, from: wish.fromDay },
  });
  return { turn };
}

/** Adds an entry to a customer's book of related parties; refuses as `decideParty` does. */
export async function enterParty(
  tx: Tx,
  wish: EntryWish & { readonly role: PartyRole },
): Promise<Refusal | { turn: number }> {
  const opened = await openBook(tx, 'customers_party', wish);
  if (isRefusal(opened)) return opened;
  const { customer, party, today } = opened;
  const partyKey = partyKeyOf(party);
  const stands = (await store.loadParties(tx, wish.customerId)).find(
    (one) =>
      one.partyKey === partyKey &&
      one.role === wish.role &&
      one.fromDay <= wish.fromDay &&
      (one.untilDay === null || one.untilDay > wish.fromDay),
  );
  const refused = decideParty(stands?.fromDay ?? null, wish, today);
  if (refused !== null) return refused;
  const turn = wish.seen + 1;
  await store.insertParty(tx, {
    customerId: wish.customerId,
    turn,
    partyKey,
    partyKind: party.kind,
    partyCustomerId: party.customerId,
    partyName: party.name,
    role: wish.role,
    state: wish.state,
    fromDay: wish.fromDay,
    source: wish.source,
  });
  await recordAudit(tx, {
    verb: 'customers.enter_party',
    subject: 'customer',
    subjectKey: customer.customerNo,
    detail: { party: party.name, role: wish.role, state: wish.state, from: wish.fromDay },
  });
  return { turn };
}

/** The customer under lock, the party and the day; refuses what somebody changed meanwhile. */
async function openBook(tx: Tx, book: 'customers_ownership' | 'customers_party', wish: EntryWish) {
  const customer = await loadFacts(tx, wish.customerId);
  if (customer === null) return refuse('customers.not_found');
  const party = await partyOf(tx, wish);
  if (isRefusal(party)) return party;
  if (party.customerId === wish.customerId) return refuse('customers.party_itself');
  await store.lockBooks(tx, wish.customerId);
  const turn = await store.lastTurn(tx, book, wish.customerId);
  if (turn !== wish.seen) return refuse('customers.changed_meanwhile', { turn });
  return { customer, party, today: await businessDay(tx) };
}

async function partyOf(tx: Tx, wish: PartyWish) {
  if (wish.kind === 'customer') {
    const no = cleanText(wish.customerNo ?? '');
    if (no === '') return refuse('customers.party_missing');
    const found = await store.loadByNo(tx, no);
    if (found === null) return refuse('customers.party_not_found', { no });
    return { kind: wish.kind, ...found };
  }
  const name = cleanText(wish.name ?? '');
  if (name === '') return refuse('customers.party_missing');
  return { kind: wish.kind, customerId: null, name };
}
