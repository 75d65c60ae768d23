import type { Day } from '../../../../core/day.ts';
import { divide } from '../../../../core/money.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { OwnershipKind, PartyKind } from '../contract/relations.ts';
import { refuse } from '../messages.ts';
import { nameKey } from '../rules.ts';

export const whole = 1_000_000n;

/** An entry of a firm's book as it stands: what an owner has from a day on. */
export interface OwnershipEntry {
  readonly ownerKey: string;
  readonly kind: OwnershipKind;
  readonly state: 'holds' | 'ended';
  readonly share: bigint | null;
  readonly fromDay: Day;
}

/** The key of a party within a book: a customer by id, anybody else by name and what he is. */
export function partyKeyOf(party: {
  readonly kind: PartyKind;
  readonly customerId: bigint | null;
  readonly name: string;
}): string {
  if (party.customerId !== null) return `c:${party.customerId}`;
  return `${party.kind === 'person' ? 'p' : 'f'}:${nameKey(party.name)}`;
}

/**
 * Decides whether an entry may be added to a firm's book. `book` is in the order it was written; of
 * two entries of one owner and day the later counts. Shares in millionths.
 * Refuses: a day that has not come; shares of more than the whole on any day from the entry's on
 * (`customers.shares_above_whole`, with the day, what the others hold and what is left); an entry
 * that says what stands already; an end of what does not stand.
 */
export function decideOwnership(
  book: readonly OwnershipEntry[],
  wish: OwnershipEntry,
  today: Day,
): Refusal | null {
  if (wish.fromDay > today) return refuse('customers.day_ahead', { day: wish.fromDay, today });
  const before = standing(book, wish.fromDay).get(keyOf(wish));
  if (wish.state === 'ended') {
    return before === undefined ? refuse('customers.nothing_to_end', { day: wish.fromDay }) : null;
  }
  if (before !== undefined && before.share === wish.share) {
    return refuse('customers.entry_stands', { day: before.fromDay });
  }
  if (wish.kind === 'controller') return null;
  const over = sumsAbove([...book, wish], wish.fromDay);
  if (over === null) return null;
  const own = standing([...book, wish], over.day).get(keyOf(wish))?.share ?? 0n;
  const others = over.sum - own;
  return refuse('customers.shares_above_whole', {
    day: over.day,
    sum: percentText(rate(over.sum)),
    others: percentText(rate(others)),
    share: percentText(rate(wish.share ?? 0n)),
    left: percentText(rate(others > whole ? 0n : whole - others)),
  });
}

/** The first day from `from` on which the shares of a book add up to more than the whole. */
export function sumsAbove(
  book: readonly OwnershipEntry[],
  from: Day,
): { readonly day: Day; readonly sum: bigint } | null {
  const days = [...new Set([from, ...book.map((one) => one.fromDay)])].filter((d) => d >= from);
  for (const day of days.toSorted()) {
    let sum = 0n;
    for (const one of standing(book, day).values()) sum += one.share ?? 0n;
    if (sum > whole) return { day, sum };
  }
  return null;
}

function keyOf(entry: Pick<OwnershipEntry, 'ownerKey' | 'kind'>): string {
  return `${entry.kind} ${entry.ownerKey}`;
}

/** What stands on a day: the last entry of each owner and kind, unless it is an end. */
function standing(book: readonly OwnershipEntry[], day: Day): ReadonlyMap<string, OwnershipEntry> {
  const last = new Map<string, OwnershipEntry>();
  for (const one of book) {
    if (one.fromDay > day) continue;
    const known = last.get(keyOf(one));
    if (known === undefined || known.fromDay <= one.fromDay) last.set(keyOf(one), one);
  }
  return new Map([...last].filter(([, one]) => one.state === 'holds'));
}

/** Whether an entry of related parties says something new; refuses as `decideOwnership` does. */
export function decideParty(
  standsFrom: Day | null,
  wish: { readonly state: 'holds' | 'ended'; readonly fromDay: Day },
  today: Day,
): Refusal | null {
  if (wish.fromDay > today) return refuse('customers.day_ahead', { day: wish.fromDay, today });
  if (wish.state === 'ended') {
    return standsFrom === null ? refuse('customers.nothing_to_end', { day: wish.fromDay }) : null;
  }
  return standsFrom === null ? null : refuse('customers.entry_stands', { day: standsFrom });
}

/** One holding of the graph: who has how much of whom. A controller has no share. */
export interface Holding {
  readonly owner: string;
  readonly of: string;
  readonly kind: OwnershipKind;
  readonly share: bigint | null;
}

/** One step of a chain, from the person down: who holds the next one, and how much of it. */
export interface ChainStep {
  readonly node: string;
  readonly share: bigint | null;
}

export interface BeneficialOwner {
  readonly node: string;
  readonly by: 'share' | 'control';
  /** In millionths, rounded down for showing only. */
  readonly share: bigint;
  readonly chains: readonly (readonly ChainStep[])[];
}

export interface ControlAnswer {
  readonly owners: readonly BeneficialOwner[];
  /** A chain that comes back to a firm it had passed was left out. */
  readonly circular: boolean;
  /** There were more levels or chains than are looked at. */
  readonly cut: boolean;
}

/** Chains that are followed at most; beyond it the answer says that it is cut. */
const chainsMost = 2000;

/**
 * Who in the end owns or controls a firm: the natural persons whose shares, multiplied along each
 * chain and added over all chains, reach the threshold (the threshold itself does), and those who
 * control without such a share (反洗钱法 29; 受益所有人信息管理办法 6; ASSUMED: through firms of which more
 * than half is held). Shares in millionths; compared exactly, rounded down to be shown. A chain
 * ends where it would come back to a firm it has passed: a circle gives nobody more.
 */
export function beneficialOwners(
  holdings: readonly Holding[],
  isPerson: (node: string) => boolean,
  ask: { readonly firm: string; readonly least: bigint; readonly levelsMost: number },
): ControlAnswer {
  const above = Map.groupBy(holdings, (one) => one.of);
  const chains: ChainStep[][] = [];
  let circular = false;
  let cut = false;
  const climb = (node: string, below: readonly ChainStep[], passed: ReadonlySet<string>): void => {
    for (const one of above.get(node) ?? []) {
      if (passed.has(one.owner)) {
        circular = true;
        continue;
      }
      const chain = [{ node: one.owner, share: one.share }, ...below];
      if (isPerson(one.owner)) {
        if (chains.length < chainsMost) chains.push(chain);
        else cut = true;
      } else if (chain.length >= ask.levelsMost || chains.length >= chainsMost) {
        cut ||= (above.get(one.owner) ?? []).length > 0;
      } else {
        climb(one.owner, chain, new Set([...passed, one.owner]));
      }
    }
  };
  climb(ask.firm, [], new Set([ask.firm]));
  const owners = [...Map.groupBy(chains, (chain) => chain[0]!.node)].flatMap(([node, own]) => {
    const shared = own.filter((chain) => chain.every((step) => step.share !== null));
    const total = sumOf(shared, ask.levelsMost);
    const controls = own.some(isControl);
    const reaches = total >= ask.least * scaleOf(ask.levelsMost - 1);
    if (!reaches && !controls) return [];
    const share = divide(total, scaleOf(ask.levelsMost - 1), 'floor');
    return [{ node, by: reaches ? ('share' as const) : ('control' as const), share, chains: own }];
  });
  const inOrder = owners.toSorted((a, b) =>
    a.share === b.share ? (a.node < b.node ? -1 : 1) : a.share > b.share ? -1 : 1,
  );
  return { owners: inOrder, circular, cut };
}

/** A chain of control: somewhere by other means than shares, and nowhere by half or less. */
function isControl(chain: readonly ChainStep[]): boolean {
  const byOtherMeans = chain.some((step) => step.share === null);
  return byOtherMeans && chain.every((step) => step.share === null || step.share * 2n > whole);
}

/** The exact sum of the chains' products, as a number of millionths to the power of `levels`. */
function sumOf(chains: readonly (readonly ChainStep[])[], levels: number): bigint {
  let total = 0n;
  for (const chain of chains) {
    const product = chain.reduce((so, step) => so * step.share!, 1n);
    total += product * scaleOf(levels - chain.length);
  }
  return total;
}

function scaleOf(power: number): bigint {
  return whole ** BigInt(Math.max(0, power));
}

/** The part of a firm that its direct owners hold together, in millionths. */
export function recordedShare(holdings: readonly Holding[], firm: string): bigint {
  const own = holdings.filter((one) => one.of === firm && one.kind === 'shareholder');
  return own.reduce((sum, one) => sum + (one.share ?? 0n), 0n);
}
