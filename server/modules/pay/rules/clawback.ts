import { applyRate, fen, sumFen, type Fen } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { clawbackCauses, type ClawbackCause, type PartKind } from '../contract/book.ts';
import { refuse } from '../messages.ts';

/** A part of performance pay and where it stands: granted = paid + due + stopped + clawed. */
export interface PayPart {
  readonly part: PartKind;
  readonly grantId: bigint;
  readonly number: number;
  readonly dueYear: number;
  readonly granted: Fen;
  /** Paid and not taken back. */
  readonly paid: Fen;
  /** Not paid yet. */
  readonly due: Fen;
}

export interface Taking {
  readonly part: PayPart;
  /** Unpaid: it will not be paid. */
  readonly stop: Fen;
  /** Paid: the person owes it. */
  readonly claim: Fen;
}

export interface Clawback {
  /** Performance pay of the period. */
  readonly granted: Fen;
  /** The share asked for. */
  readonly wanted: Fen;
  readonly stopped: Fen;
  readonly claimed: Fen;
  readonly takings: readonly Taking[];
}

/**
 * What a claw-back takes (2021 guidance; G41): the share of all performance pay granted for the
 * period, half-up to the fen. What the bank still holds is stopped first, the farthest due first
 * (ASSUMED: the order); the rest becomes a claim on what was paid, the latest first. What earlier
 * claw-backs took is gone: never more than was granted.
 */
export function decideTaking(parts: readonly PayPart[], shareMillionths: bigint): Clawback {
  const granted = sumFen(parts.map((one) => one.granted));
  const wanted = applyRate(granted, shareMillionths, 'half_up');
  const latestFirst = parts.toSorted(
    (a, b) => b.dueYear - a.dueYear || order[b.part] - order[a.part] || b.number - a.number,
  );
  let rest: bigint = wanted;
  const take = (available: Fen) => {
    const taken = fen(available < rest ? available : rest);
    rest -= taken;
    return taken;
  };
  const stops = latestFirst.map((part) => take(part.due));
  const claims = latestFirst.map((part) => take(part.paid));
  return {
    granted,
    wanted,
    stopped: sumFen(stops),
    claimed: sumFen(claims),
    takings: latestFirst
      .map((part, at) => ({ part, stop: stops[at]!, claim: claims[at]! }))
      .filter((one) => one.stop > 0n || one.claim > 0n),
  };
}

const order: Readonly<Record<PartKind, number>> = {
  now: 0,
  held: 1,
  settlement: 2,
  instalment: 3,
  settlement_instalment: 4,
};

export interface ClawbackWish {
  readonly cause: ClawbackCause;
  readonly duty: 'main' | 'other';
  readonly fromQuarter: string;
  readonly untilQuarter: string;
  readonly shareMillionths: bigint;
  readonly heardOn: string;
  readonly staffId: bigint;
}

/**
 * Whether a claw-back may be proposed. Refused: a period that ends before it begins; a cause that
 * obliges the bank (应当) with less than everything from the person chiefly responsible; a person
 * heard in the future; a period without performance pay, or whose pay is gone already; one's own.
 */
export function decideProposal(
  wish: ClawbackWish,
  facts: {
    readonly today: string;
    readonly parts: readonly PayPart[];
    readonly actorStaffId: bigint | null;
  },
): Refusal | Clawback {
  if (facts.actorStaffId === wish.staffId) return refuse('pay.own_pay');
  if (wish.fromQuarter > wish.untilQuarter) {
    return refuse('pay.clawback_period', { from: wish.fromQuarter, until: wish.untilQuarter });
  }
  const whole = wish.shareMillionths === 1_000_000n;
  if (clawbackCauses[wish.cause] === 'must' && wish.duty === 'main' && !whole) {
    return refuse('pay.clawback_must_be_whole', { share: String(wish.shareMillionths / 10_000n) });
  }
  if (wish.heardOn > facts.today) {
    return refuse('pay.clawback_not_heard', { heardOn: wish.heardOn, today: facts.today });
  }
  const decided = decideTaking(facts.parts, wish.shareMillionths);
  if (decided.stopped + decided.claimed > 0n) return decided;
  return refuse('pay.clawback_nothing', { from: wish.fromQuarter, until: wish.untilQuarter });
}

/**
 * The second pair of eyes: refused when the same person prepared it, when it is about his own pay,
 * and when a word was given before.
 */
export function decideSecond(
  of: {
    readonly preparedBy: bigint;
    readonly verdict: 'approved' | 'returned' | null;
    readonly staffId: bigint | null;
  },
  actor: { readonly accountId: bigint; readonly staffId: bigint | null },
): Refusal | null {
  if (of.verdict !== null) return refuse('pay.ruled_before');
  if (of.preparedBy === actor.accountId) return refuse('pay.same_person');
  if (of.staffId !== null && of.staffId === actor.staffId) return refuse('pay.own_pay');
  return null;
}
