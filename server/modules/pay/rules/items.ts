import { allot, divide, fen, sumFen, zeroFen, type Fen } from '../../../../core/money.ts';
import type { PayScheme } from '../policy.ts';
import { isEarning, type Earning, type ItemOf, type PayItem } from '../policy/items.ts';
import {
  isFor,
  teamMetrics,
  type Amounts,
  type ItemAmount,
  type PayPeriod,
  type RmFacts,
} from './facts.ts';
import { basis, computeOne, sumOf, type Computed, type Desk } from './kinds.ts';
import { figure, quantityOf, quantityText, reaches, yuan, type Quantity } from './quantity.ts';

const one = 1_000_000n;

/**
 * The amounts of every item for every RM (domain rules 3.2), item by item in the scheme's order,
 * since a pool looks at the whole group. The order of the RMs given changes nothing: groups are
 * sorted by staff number before a fen is left over. Answers by staff number.
 */
export function computeItems(
  scheme: PayScheme,
  rms: readonly RmFacts[],
  period: PayPeriod,
): ReadonlyMap<string, Amounts> {
  const ordered = rms.toSorted((a, b) => (a.staffNo < b.staffNo ? -1 : 1));
  const teams = teamMetrics(ordered);
  const amounts = new Map(ordered.map((rm) => [rm.staffNo, new Map<string, ItemAmount>()]));
  const desks = ordered.map((rm): Desk => {
    const team = teams.get(rm.department)!;
    return {
      scheme,
      rm,
      metricsOf: (value) => (value.whose === 'team' ? team : rm.metrics),
      above: amounts.get(rm.staffNo)!,
    };
  });
  for (const item of scheme.items) {
    if (!isEarning(item)) continue;
    const concerned = desks.filter((desk) => isFor(item, desk.rm));
    const computed =
      item.kind === 'pool'
        ? sharePools(item, concerned)
        : concerned.map((desk) => computeOne(item, desk));
    concerned.forEach((desk, at) => {
      const found = unmet(item, desk) ?? inPeriod(item, computed[at]!, desk.rm, period);
      amounts.get(desk.rm.staffNo)!.set(item.key, explained(item, found));
    });
  }
  return amounts;
}

/** Every group's pot among its members: parts add up to the pot, odd fen by largest remainder. */
function sharePools(item: ItemOf<'pool'>, desks: readonly Desk[]): Computed[] {
  const groupOf = ({ rm }: Desk) =>
    item.within === 'bank' ? '' : item.within === 'branch' ? rm.branch : rm.department;
  const answers = new Map<Desk, Computed>();
  for (const members of Map.groupBy(desks, groupOf).values()) {
    const quantities = members.map((desk) => quantityOf(item.of, desk.metricsOf(item.of)));
    const meets = members.map((desk) => unmet(item, desk) === null);
    const weights = quantities.map(({ numerator }, at) =>
      numerator > 0n && meets[at]! ? numerator : 0n,
    );
    const volume = weights.reduce((all, weight) => all + weight, 0n);
    const pot = potOf(item, members);
    const shares = volume > 0n ? allot(pot, weights) : members.map(() => zeroFen);
    const group: Quantity = { ...quantities[0]!, numerator: volume };
    members.forEach((desk, at) =>
      answers.set(desk, {
        amount: shares[at]!,
        inputs: {
          ...basis(quantities[at]!),
          pot: yuan(pot),
          volume: quantityText({ ...quantities[at]!, numerator: weights[at]! }),
          group: quantityText(group),
          members: String(members.length),
        },
      }),
    );
  }
  return desks.map((desk) => answers.get(desk)!);
}

function potOf(item: ItemOf<'pool'>, members: readonly Desk[]): Fen {
  const { pot } = item;
  if (pot.by === 'amount') return fen(pot.amount);
  const sum = sumFen(members.map((desk) => sumOf(pot.items, desk.above)));
  const share = divide(sum * pot.weight, one, 'half_up');
  return fen(share > 0n ? share : 0n);
}

/** What a condition that does not hold makes of an item; null when all hold. */
export function unmet(item: PayItem, desk: Pick<Desk, 'metricsOf'>): Computed | null {
  for (const { value, atLeast, below } of item.when) {
    const quantity = quantityOf(value, desk.metricsOf(value));
    const low = atLeast !== null && !reaches(quantity, atLeast, 'at_least');
    const high = below !== null && reaches(quantity, below, 'at_least');
    if (!low && !high) continue;
    const bound = low
      ? `≥ ${figure(atLeast, quantity.unit)}`
      : `< ${figure(below!, quantity.unit)}`;
    const { zh, en } = quantity.words;
    return {
      amount: zeroFen,
      inputs: { basis: en, basisZh: zh, bound },
      formula: 'pay.formula.unmet',
    };
  }
  return null;
}

/** The quarter's share of what is a year's, less what earlier slips paid; never below 0. */
function inPeriod(item: Earning, computed: Computed, rm: RmFacts, period: PayPeriod): Computed {
  if (item.period === 'quarter') return computed;
  const quarters = item.period === 'annual' ? BigInt(period.quarterNo) : 4n;
  const earlier = rm.earlier.get(item.key) ?? zeroFen;
  const due = divide(computed.amount * quarters, 4n, 'half_up') - earlier;
  return {
    amount: fen(due > 0n ? due : 0n),
    inputs: {
      ...computed.inputs,
      whole: yuan(computed.amount),
      quarters: String(quarters),
      earlier: yuan(earlier),
    },
    formula: 'pay.formula.in_year',
  };
}

function explained(item: Earning, { amount, inputs, formula }: Computed): ItemAmount {
  return {
    amount,
    explanation: {
      rule: `pay.rule.${item.kind}`,
      formula: formula ?? `pay.formula.${item.kind}`,
      inputs: { ...inputs, result: yuan(amount) },
    },
  };
}
