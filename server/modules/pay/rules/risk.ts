import { divide, fen, zeroFen, type Fen } from '../../../../core/money.ts';
import { quarterIndex, quarterYear, type Quarter } from '../../../../core/period.ts';
import type { ItemOf } from '../policy/items.ts';
import { progressive } from './quantity.ts';

/** Risk money of one quarter: what is left of it after uses and returns. */
export interface Tranche {
  readonly quarter: Quarter;
  readonly left: Fen;
}

export interface RiskEntry {
  readonly kind: 'withheld' | 'used' | 'returned';
  /** The quarter whose money it is. */
  readonly of: Quarter;
  readonly amount: Fen;
}

/**
 * The risk money of a period (Jinan, old Taiyuan; G39): slice by slice on what the named items pay,
 * never more than that, and nothing on nothing (the program's flat 200 is a fault, domain rules
 * 3.3). Slices for a month are three times as wide for a quarter.
 */
export function decideWithholding(
  item: Pick<ItemOf<'risk_deposit'>, 'slices' | 'per'>,
  paid: Fen,
  months = 3n,
): Fen {
  const slices = item.slices.map(({ from, share }) => ({
    from,
    price: { by: 'share', share } as const,
  }));
  const times = item.per === 'month' ? months : 1n;
  return progressive({ numerator: paid, denominator: 1n }, slices, times);
}

/**
 * What becomes of the money kept before this quarter: first what was used for the RM's liability
 * (oldest money first, at most what there is), then what the release rule returns. `months`: a
 * quarter's money as a whole, once so many months have passed since the quarter's end. `years`: in
 * the first quarter of each year from that year on (the year of the first money counts as 1), one
 * part of last year-end's balance, less what was used now.
 */
export function decideRelease(
  release: ItemOf<'risk_deposit'>['release'],
  facts: {
    readonly quarter: Quarter;
    readonly tranches: readonly Tranche[];
    readonly used: Fen;
  },
): { readonly entries: readonly RiskEntry[]; readonly returned: Fen; readonly used: Fen } {
  const kept = facts.tranches.filter((one) => one.quarter < facts.quarter);
  const before = kept.reduce((sum, one) => sum + one.left, 0n);
  const used = takeOldest(kept, facts.used);
  const rest = kept.map((tranche, at) => ({
    quarter: tranche.quarter,
    left: fen(tranche.left - used[at]!),
  }));
  const usedSum = used.reduce((sum, amount) => sum + amount, 0n);
  const returned =
    release.after === 'months'
      ? rest.map((tranche) =>
          quartersBetween(tranche.quarter, facts.quarter) * 3 >= release.months
            ? tranche.left
            : zeroFen,
        )
      : takeOldest(
          rest,
          yearPart(release, { quarter: facts.quarter, kept, balance: before, used: usedSum }),
        );
  const entriesOf = (kind: RiskEntry['kind'], amounts: readonly Fen[]) =>
    rest.flatMap(({ quarter }, at) =>
      amounts[at]! > 0n ? [{ kind, of: quarter, amount: amounts[at]! }] : [],
    );
  return {
    entries: [...entriesOf('used', used), ...entriesOf('returned', returned)],
    returned: fen(returned.reduce((sum, amount) => sum + amount, 0n)),
    used: fen(usedSum),
  };
}

function yearPart(
  release: { readonly fromYear: number; readonly parts: number },
  facts: {
    readonly quarter: Quarter;
    readonly kept: readonly Tranche[];
    readonly balance: bigint;
    readonly used: bigint;
  },
): Fen {
  const [first] = facts.kept;
  if (first === undefined || quarterIndex(facts.quarter) !== 1) return zeroFen;
  const yearNo = quarterYear(facts.quarter) - quarterYear(first.quarter) + 1;
  if (yearNo < release.fromYear) return zeroFen;
  const part = divide(facts.balance, BigInt(release.parts), 'half_up') - facts.used;
  return fen(part > 0n ? part : 0n);
}

/** Takes an amount from the oldest money on; at most what is there. */
function takeOldest(tranches: readonly Tranche[], wanted: bigint): Fen[] {
  let open = wanted > 0n ? wanted : 0n;
  return tranches.map(({ left }) => {
    const taken = open < left ? open : left;
    open -= taken;
    return fen(taken);
  });
}

function quartersBetween(from: Quarter, to: Quarter): number {
  return (quarterYear(to) - quarterYear(from)) * 4 + quarterIndex(to) - quarterIndex(from);
}
