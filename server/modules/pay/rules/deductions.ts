import { applyRate, divide, fen, sumFen, zeroFen, type Fen } from '../../../../core/money.ts';
import type { PayScheme } from '../policy.ts';
import type { ItemOf, Value } from '../policy/items.ts';
import { againstOf } from './corrections.ts';
import { isFor, type Amounts, type PayLine, type RmFacts } from './facts.ts';
import { decideDeduction } from './floor.ts';
import { unmet } from './items.ts';
import { names, shareText, sumAfterGates } from './kinds.ts';
import {
  bandOf,
  figure,
  priced,
  priceText,
  quantityOf,
  quantityText,
  yuan,
  type MetricFacts,
  type Quantity,
} from './quantity.ts';

const monthsInQuarter = 3n;

interface Facts {
  readonly rm: RmFacts;
  readonly team: MetricFacts;
  readonly amounts: Amounts;
  /** Base pay of the quarter: the wage that bears deductions. */
  readonly base: Fen;
  /** A bonus that came out below 0. */
  readonly shortfall: Fen;
}

interface Wanted {
  readonly amount: Fen;
  readonly inputs: Record<string, string>;
  readonly formula: string;
}

/**
 * What is taken off (D2c): what earlier quarters carried, the penalty of a low score and a bonus
 * below 0 first, then corrections against him, then the scheme's deductions in their order, all
 * together within the legal floor (G42); the rest is carried on.
 */
export function decideTaking(
  scheme: PayScheme,
  facts: Facts,
): {
  readonly deducted: Fen;
  readonly carried: Fen;
  readonly lines: readonly PayLine[];
} {
  const penalty = penaltyOf(scheme, { base: facts.base, total: facts.rm.total });
  const first = fen(penalty.amount + facts.rm.carriedIn + facts.shortfall);
  const items = scheme.items.filter((item) => item.kind === 'deduction');
  const own = items
    .filter((item) => isFor(item, facts.rm))
    .map((item) => ({ item, wanted: wantedOf(scheme, item, facts) }));
  const corrections = againstOf(facts.rm.corrections ?? []);
  const floor = decideDeduction(scheme, {
    wagePerMonth: fen(divide(facts.base, monthsInQuarter, 'floor')),
    months: 3,
    wanted: sumFen([
      first,
      ...corrections.map((one) => one.wanted),
      ...own.map((one) => one.wanted.amount),
    ]),
    minimumWages: facts.rm.minimumWages?.perMonth,
  });
  let open = floor.deducted;
  const take = (wanted: Fen): Fen => {
    const taken = wanted < open ? wanted : open;
    open = fen(open - taken);
    return taken;
  };
  const firstTaken = take(first);
  const corrected: PayLine[] = corrections.map(({ wanted, explanation }) => ({
    item: 'correction',
    part: 'deducted',
    amount: fen(-take(wanted)),
    explanation,
  }));
  const lines: PayLine[] = own.map(({ item, wanted }) => {
    const taken = take(wanted.amount);
    return {
      item: item.key,
      part: 'deducted',
      amount: fen(-taken),
      explanation: {
        rule: 'pay.rule.deduction',
        formula: wanted.formula,
        inputs: { ...wanted.inputs, result: yuan(wanted.amount), taken: yuan(taken) },
      },
    };
  });
  lines.unshift(...corrected);
  lines.push({
    item: 'deducted',
    part: 'deducted',
    amount: fen(-firstTaken),
    explanation: {
      rule: 'pay.rule.deducted',
      formula: 'pay.formula.deducted',
      inputs: {
        penaltyFen: String(penalty.amount),
        penaltyShare: String(penalty.share),
        carriedInFen: String(facts.rm.carriedIn),
        ...(facts.shortfall === 0n ? {} : { shortfallFen: String(facts.shortfall) }),
        ...placeOf(facts.rm),
        mostFen: String(floor.most),
        carriedOutFen: String(floor.carried),
      },
    },
  });
  return { deducted: floor.deducted, carried: floor.carried, lines };
}

/** Where a region's minimum wage holds, the explanation names it with its highest month. */
function placeOf({ minimumWages }: RmFacts): Record<string, string> {
  if (minimumWages === undefined) return {};
  const highest = minimumWages.perMonth.reduce((most, one) => (one > most ? one : most), zeroFen);
  return { region: minimumWages.region, minimumWageFen: String(highest) };
}

function penaltyOf(
  scheme: PayScheme,
  facts: { readonly base: Fen; readonly total: bigint },
): { readonly amount: Fen; readonly share: bigint } {
  const share = scheme.penalties.find((one) => facts.total >= one.from)!.shareOfBase;
  return { amount: applyRate(facts.base, share, 'half_up'), share };
}

/** What a deduction asks before the legal floor; never below 0. */
function wantedOf(scheme: PayScheme, item: ItemOf<'deduction'>, facts: Facts): Wanted {
  const metricsOf = (value: Value) => (value.whose === 'team' ? facts.team : facts.rm.metrics);
  const none = unmet(item, { metricsOf });
  if (none !== null) {
    return { amount: zeroFen, inputs: none.inputs, formula: 'pay.formula.unmet' };
  }
  const quantity = short(quantityOf(item.of, metricsOf(item.of)), item.shortOf);
  const { zh, en } = quantity.words;
  const basis = { basis: en, basisZh: zh, volume: quantityText(quantity) };
  if (item.take.by === 'price') {
    const raw = quantity.numerator > 0n ? priced(quantity, item.take.price) : zeroFen;
    const inputs = { ...basis, price: priceText(item.take.price), ...mostOf(item) };
    return { amount: limited(item, raw), inputs, formula: 'pay.formula.deduction' };
  }
  const { items, bands, edge } = item.take;
  const band = bandOf(quantity, bands, edge);
  const sum = sumAfterGates(items, scheme, facts);
  const raw = sum > 0n ? applyRate(sum, band.share, 'half_up') : zeroFen;
  return {
    amount: limited(item, raw),
    inputs: {
      ...basis,
      ...names(items, scheme),
      sum: yuan(sum),
      share: shareText(band.share),
      ...mostOf(item),
    },
    formula: 'pay.formula.deduction_share',
  };
}

/** What is missing to a number, when that is what counts. */
function short(quantity: Quantity, to: bigint | null): Quantity {
  if (to === null) return quantity;
  const wanted = figure(to, quantity.unit);
  return {
    ...quantity,
    numerator: to * quantity.denominator - quantity.numerator,
    words: {
      zh: `${wanted} − ${quantity.words.zh}`,
      en: `${wanted} − ${quantity.words.en}`,
    },
  };
}

function limited(item: ItemOf<'deduction'>, amount: Fen): Fen {
  return item.most !== null && amount > item.most ? fen(item.most) : amount;
}

function mostOf(item: ItemOf<'deduction'>): Record<string, string> {
  return item.most === null ? {} : { most: yuan(item.most) };
}
