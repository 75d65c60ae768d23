import { divide, fen, sumFen, zeroFen, type Fen } from '../../../../core/money.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import type { PayScheme } from '../policy.ts';
import { isEarning, type Earning, type ItemOf, type Value } from '../policy/items.ts';
import type { Amounts, RmFacts } from './facts.ts';
import {
  bandOf,
  decimal,
  figure,
  priced,
  priceText,
  progressive,
  quantityOf,
  quantityText,
  reaches,
  yuan,
  type MetricFacts,
  type Quantity,
} from './quantity.ts';

const one = 1_000_000n;
const monthsInQuarter = 3n;
const hundredPoints = 100_000_000n;

type Inputs = Record<string, string>;
/** An amount before its period is applied, with the numbers of its formula. */
export interface Computed {
  readonly amount: Fen;
  readonly inputs: Inputs;
  /** Another formula than that of the kind. */
  readonly formula?: string;
}

/** One RM while his items are computed. */
export interface Desk {
  readonly scheme: PayScheme;
  readonly rm: RmFacts;
  readonly metricsOf: (value: Value) => MetricFacts;
  /** Items above, already computed. */
  readonly above: Amounts;
}

/** The amount of an item that looks at one RM alone (domain rules 3.2); its period comes after. */
export function computeOne(item: Exclude<Earning, { kind: 'pool' }>, desk: Desk): Computed {
  switch (item.kind) {
    case 'by_grade':
      return byGrade(item, desk);
    case 'score_bonus':
      return scoreBonus(desk.scheme, desk.rm, item);
    case 'piece':
      return piece(item, desk);
    case 'tiers':
      return tiers(item, desk);
    case 'progressive':
      return slices(item, desk);
    case 'amount_by_band':
      return amountByBand(item, desk);
    case 'pro_rata':
      return proRata(item, desk);
    case 'multiplier':
      return multiplier(item, desk);
    case 'certified':
      return certified(item, desk);
  }
}

function byGrade(item: ItemOf<'by_grade'>, { scheme, rm }: Desk): Computed {
  const paid = item.by === 'earned' ? (rm.earned ?? rm.appointed) : rm.appointed;
  const step = `${paid.level}/${paid.step}`;
  const row = item.steps.find((candidate) => candidate.step === step);
  const each = row?.amount ?? (item.amounts ?? scheme.basePerMonth)[paid.level];
  const times = item.per === 'month' ? monthsInQuarter : 1n;
  const amount = fen(each * times);
  return {
    amount,
    inputs: {
      level: paid.level,
      step: String(paid.step),
      source: item.by === 'earned' && rm.earned !== null ? 'earned' : 'appointed',
      each: yuan(each),
      times: String(times),
    },
  };
}

/** Bonus = bonus at 100 points × score ÷ 100 × factor of the score's band; half-up to fen once. */
export function scoreBonus(
  scheme: PayScheme,
  facts: { readonly appointed: { readonly level: RmFacts['appointed']['level'] }; total: bigint },
  item?: ItemOf<'score_bonus'>,
): Computed {
  const atHundred = (item?.atHundred ?? scheme.bonusAtHundred)[facts.appointed.level];
  const factors = item?.factors ?? scheme.bonusFactors;
  const band = factors.find((candidate) => facts.total >= candidate.from)!;
  return {
    amount: fen(divide(atHundred * facts.total * band.factor, hundredPoints * one, 'half_up')),
    inputs: {
      atHundred: yuan(atHundred),
      score: decimal(facts.total),
      factor: decimal(band.factor),
      bandFrom: decimal(band.from),
    },
  };
}

function piece(item: ItemOf<'piece'>, desk: Desk): Computed {
  const quantity = quantityOf(item.of, desk.metricsOf(item.of));
  const price = priceFor(item, desk);
  const falling = quantity.numerator < 0n;
  const chosen = falling ? item.falling : price;
  const raw = chosen === null ? zeroFen : priced(quantity, chosen);
  const amount = item.most !== null && raw > item.most ? fen(item.most) : raw;
  return {
    amount,
    inputs: {
      ...basis(quantity),
      price: chosen === null ? '0' : priceText(chosen),
      ...(item.most === null ? {} : { most: yuan(item.most) }),
    },
    ...(falling && chosen === null ? { formula: 'pay.formula.piece_falling' } : {}),
  };
}

function priceFor(item: ItemOf<'piece'>, desk: Desk) {
  if (item.bySize === null) return item.price;
  const { of, edge, prices } = item.bySize;
  return bandOf(quantityOf(of, desk.metricsOf(of)), prices, edge).price;
}

function tiers(item: ItemOf<'tiers'>, desk: Desk): Computed {
  const quantity = counted(item, desk);
  const tier = bandOf(quantity, item.tiers, item.edge);
  const positive = quantity.numerator > 0n;
  return {
    amount: positive ? priced(quantity, tier.price) : zeroFen,
    inputs: {
      ...basis(quantity),
      bandFrom: figure(tier.from, quantity.unit),
      price: priceText(tier.price),
    },
  };
}

function slices(item: ItemOf<'progressive'>, desk: Desk): Computed {
  const quantity = counted(item, desk);
  return {
    amount: progressive(quantity, item.slices),
    inputs: { ...basis(quantity), slices: slicesText(item.slices, quantity.unit) },
  };
}

/** '0.00 + 10%; 2,000.00 + 20%': each slice by its lower bound and price, from the bottom. */
function slicesText(list: ItemOf<'progressive'>['slices'], unit: Quantity['unit']): string {
  return list
    .toReversed()
    .map(({ from, price }) => `> ${figure(from, unit)}: ${priceText(price)}`)
    .join('; ');
}

/** What tiers and slices are counted on: a value, or items above. */
function counted(item: ItemOf<'tiers'> | ItemOf<'progressive'>, desk: Desk): Quantity {
  if (item.of !== undefined) return quantityOf(item.of, desk.metricsOf(item.of));
  const sum = sumOf(item.items, desk.above);
  return { numerator: sum, denominator: 1n, unit: 'fen', words: namesOf(item.items, desk.scheme) };
}

function amountByBand(item: ItemOf<'amount_by_band'>, desk: Desk): Computed {
  const quantity = quantityOf(item.of, desk.metricsOf(item.of));
  const also = item.also.map((value) => quantityOf(value, desk.metricsOf(value)));
  const band =
    item.bands.find(
      (candidate) =>
        reaches(quantity, candidate.from, item.edge) &&
        also.every((other, at) => reaches(other, candidate.also[at]!, item.edge)),
    ) ?? item.bands.at(-1)!;
  const words = [quantity, ...also].map((each) => each.words);
  const bounds = [figure(band.from, quantity.unit)];
  also.forEach((other, at) => bounds.push(figure(band.also[at]!, other.unit)));
  return {
    amount: fen(band.amount),
    inputs: {
      basis: words.map((each) => each.en).join('; '),
      basisZh: words.map((each) => each.zh).join('；'),
      edge: item.edge === 'at_least' ? '≥' : '>',
      bandFrom: bounds.join('; '),
    },
  };
}

function proRata(item: ItemOf<'pro_rata'>, desk: Desk): Computed {
  const quantity = quantityOf(item.of, desk.metricsOf(item.of));
  const enough = reaches(quantity, item.threshold, 'at_least') && quantity.numerator > 0n;
  const whole = item.amount * quantity.numerator;
  const raw = enough ? divide(whole, quantity.denominator * item.reference, 'half_up') : 0n;
  return {
    amount: fen(item.most !== null && raw > item.most ? item.most : raw),
    inputs: {
      ...basis(quantity),
      atReference: yuan(item.amount),
      reference: figure(item.reference, quantity.unit),
      threshold: figure(item.threshold, quantity.unit),
      ...(item.most === null ? {} : { most: yuan(item.most) }),
    },
    ...(enough ? {} : { formula: 'pay.formula.pro_rata_below' }),
  };
}

/** A factor on items above; its line is what the factor adds or takes. */
function multiplier(item: ItemOf<'multiplier'>, desk: Desk): Computed {
  const sum = sumOf(item.on, desk.above);
  const found = item.factors.map(({ of, edge, bands }) => {
    const quantity = quantityOf(of, desk.metricsOf(of));
    return { quantity, factor: bandOf(quantity, bands, edge).factor };
  });
  const { numerator, denominator } = combined(
    item.combine,
    found.map((each) => each.factor),
  );
  const after = divide(sum * numerator, denominator, 'half_up');
  const values = found.map((each) => decimal(each.factor));
  const times = values.join(' × ');
  const less = `max(0, 1 − ${values.join(' − ')})`;
  return {
    amount: fen(after - sum),
    inputs: {
      ...names(item.on, desk.scheme),
      sum: yuan(sum),
      basis: found.map((each) => each.quantity.words.en).join('; '),
      basisZh: found.map((each) => each.quantity.words.zh).join('；'),
      factor: item.combine === 'times' ? times : less,
      after: yuan(after),
    },
  };
}

/** The product of factors, or 1 less their sum and never below 0 (Taiyuan: 1 − G2 − G3). */
function combined(
  combine: 'times' | 'less',
  factors: readonly bigint[],
): { readonly numerator: bigint; readonly denominator: bigint } {
  if (combine === 'less') {
    const rest = one - factors.reduce((all, each) => all + each, 0n);
    return { numerator: rest > 0n ? rest : 0n, denominator: one };
  }
  return {
    numerator: factors.reduce((all, each) => all * each, 1n),
    denominator: one ** BigInt(factors.length),
  };
}

function certified(item: ItemOf<'certified'>, { rm }: Desk): Computed {
  const fact = rm.metrics.get(item.metric);
  const amount = fen(fact?.quarter ?? 0n);
  const name = fact?.name ?? { zh: item.metric, en: item.metric };
  return { amount, inputs: { basis: name.en, basisZh: name.zh } };
}

export function basis(quantity: Quantity): Inputs {
  const { zh, en } = quantity.words;
  return { basis: en, basisZh: zh, volume: quantityText(quantity) };
}

/** Sum of items of one RM; an item that is not for him counts 0. */
export function sumOf(keys: readonly string[], amounts: Amounts): Fen {
  return sumFen(keys.map((key) => amounts.get(key)?.amount ?? 0n));
}

/** The same after the gates: a bonus that a gate took is 0. */
export function sumAfterGates(
  keys: readonly string[],
  scheme: Pick<PayScheme, 'items'>,
  facts: { readonly rm: RmFacts; readonly amounts: Amounts },
): Fen {
  const kept = keys.filter((key) => {
    const item = scheme.items.find((candidate) => candidate.key === key);
    return !facts.rm.bonusVoid || (item !== undefined && isEarning(item) && item.part === 'base');
  });
  return sumOf(kept, facts.amounts);
}

/** Names of items in both languages. */
export function namesOf(
  keys: readonly string[],
  scheme: Pick<PayScheme, 'items'>,
): { readonly zh: string; readonly en: string } {
  const found = keys.map((key) => scheme.items.find((item) => item.key === key)?.name);
  return {
    zh: found.map((name, at) => name?.zh ?? keys[at]).join('、'),
    en: found.map((name, at) => name?.en ?? keys[at]).join(', '),
  };
}

export function names(keys: readonly string[], scheme: Pick<PayScheme, 'items'>): Inputs {
  const { zh, en } = namesOf(keys, scheme);
  return { items: en, itemsZh: zh };
}

/** A share for people. */
export function shareText(millionths: bigint): string {
  return percentText(rate(millionths));
}
