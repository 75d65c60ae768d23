import { divide, fen, groupedDigits, moneyText, type Fen } from '../../../../core/money.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import type { Price, Value } from '../policy/items.ts';

/** A metric of one RM in one closing, as the metrics room measured it. */
export interface MetricFact {
  readonly unit: 'fen' | 'count' | 'rate' | 'score';
  readonly name: { readonly zh: string; readonly en: string };
  /** Cumulative target to the end of the quarter; null when he has none. */
  readonly target: bigint | null;
  /** Year to date. */
  readonly year: bigint;
  /** The quarter alone: what it added to a flow, its own average or ratio. */
  readonly quarter: bigint;
}
export type MetricFacts = ReadonlyMap<string, MetricFact>;

/** An exact figure: numerator ÷ denominator (above 0) in the unit. */
export interface Quantity {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly unit: MetricFact['unit'];
  /** The sum over its base in words, in both languages; figures are neutral. */
  readonly words: { readonly zh: string; readonly en: string };
}

const one = 1_000_000n;

/**
 * What a value is for an RM, exactly: nothing is rounded before it is compared (domain rules 3.3).
 * `metrics` are his own, or the sums of his team. Without a target or anything below the line it
 * is 0; a metric that nobody measured counts 0.
 */
export function quantityOf(value: Value, metrics: MetricFacts): Quantity {
  const span = value.as === 'completion' ? 'year' : value.span;
  const over = weighed(value.of, span, metrics);
  const [first] = value.of;
  const unit = metrics.get(first!.metric)?.unit ?? 'count';
  switch (value.as) {
    case 'amount':
      return { numerator: over.sum, denominator: one, unit, words: over.words };
    case 'ratio': {
      const under = weighed(value.under, span, metrics);
      return quotient(over, { sum: under.sum, words: under.words });
    }
    case 'completion': {
      const target = targetOf(value, metrics);
      const words = both(target === 0n ? '—' : figure(target / one, unit));
      return quotient(over, { sum: target, words });
    }
    case 'against':
      return quotient(over, {
        sum: value.reference * one,
        words: both(figure(value.reference, unit)),
      });
  }
}

interface Weighed {
  readonly sum: bigint;
  readonly words: Quantity['words'];
}

/** Σ metric × weight, in millionths of the unit. */
function weighed(parts: Value['of'], span: Value['span'], metrics: MetricFacts): Weighed {
  const terms = parts.map(({ metric, weight }) => {
    const fact = metrics.get(metric);
    const amount = fact?.[span] ?? 0n;
    const said = figure(amount, fact?.unit ?? 'count');
    const times = weight === one ? '' : ` × ${decimal(weight)}`;
    const name = fact?.name ?? both(metric);
    return {
      sum: amount * weight,
      zh: `${name.zh} ${said}${times}`,
      en: `${name.en} ${said}${times}`,
    };
  });
  return {
    sum: terms.reduce((all, term) => all + term.sum, 0n),
    words: {
      zh: terms.map((term) => term.zh).join(' + '),
      en: terms.map((term) => term.en).join(' + '),
    },
  };
}

/** Targets are those of the year to date whatever the span; in millionths of the unit. */
function targetOf(value: Value, metrics: MetricFacts): bigint {
  return value.of.reduce((all, { metric, weight }) => {
    const target = metrics.get(metric)?.target ?? 0n;
    return all + target * weight;
  }, 0n);
}

/** One sum over another as a rate; 0 when there is nothing below the line. */
function quotient(over: Weighed, under: Weighed): Quantity {
  const empty = under.sum <= 0n;
  const numerator = empty ? 0n : over.sum * one;
  const denominator = empty ? 1n : under.sum;
  const share = shown(numerator, denominator);
  const join = (language: 'zh' | 'en') => {
    const top = over.words[language];
    const bracket = top.includes(' + ') ? `(${top})` : top;
    return `${bracket} ÷ ${under.words[language]} = ${share}`;
  };
  return { numerator, denominator, unit: 'rate', words: { zh: join('zh'), en: join('en') } };
}

/** A percentage for people; the comparison itself is exact. */
function shown(numerator: bigint, denominator: bigint): string {
  const whole = divide(numerator, denominator, 'half_up');
  const exact = whole * denominator === numerator;
  return `${exact ? '' : '≈ '}${percentText(rate(whole))}`;
}

/** Whether an exact figure is on the upper side of a bound. */
export function reaches(
  quantity: Pick<Quantity, 'numerator' | 'denominator'>,
  bound: bigint,
  edge: 'at_least' | 'above',
): boolean {
  const limit = bound * quantity.denominator;
  return edge === 'at_least' ? quantity.numerator >= limit : quantity.numerator > limit;
}

/**
 * The band that holds: the first, from the top, whose bound is reached. The last takes all that is
 * left, also below 0.
 */
export function bandOf<B extends { readonly from: bigint }>(
  quantity: Pick<Quantity, 'numerator' | 'denominator'>,
  bands: readonly B[],
  edge: 'at_least' | 'above',
): B {
  return bands.find((band) => reaches(quantity, band.from, edge)) ?? bands.at(-1)!;
}

/** A price as a fraction of fen for one unit of what it prices. */
export function priceFraction(price: Price): { readonly fen: bigint; readonly each: bigint } {
  return price.by === 'share'
    ? { fen: price.share, each: one }
    : { fen: price.amount, each: price.each };
}

/** A figure at a price: one rounding to fen, half up. */
export function priced(quantity: Pick<Quantity, 'numerator' | 'denominator'>, price: Price): Fen {
  const { fen: amount, each } = priceFraction(price);
  return fen(divide(quantity.numerator * amount, quantity.denominator * each, 'half_up'));
}

/**
 * Slice by slice (超额累进): each slice between its bound and the next above at its own price; the
 * sum is rounded once. `times` widens every slice (a month's slices on a quarter: 3). Nothing below
 * 0. Continuous, and rising as long as no price is negative.
 */
export function progressive(
  quantity: Pick<Quantity, 'numerator' | 'denominator'>,
  slices: readonly { readonly from: bigint; readonly price: Price }[],
  times = 1n,
): Fen {
  // Everything over one denominator, so that a boundary loses nothing.
  const { denominator } = quantity;
  const common = slices.reduce((all, { price }) => all * priceFraction(price).each, 1n);
  let left = quantity.numerator;
  let sum = 0n;
  for (const { from, price } of slices) {
    const bound = from * times * denominator;
    if (left <= bound) continue;
    const { fen: amount, each } = priceFraction(price);
    sum += (left - bound) * amount * (common / each);
    left = bound;
  }
  return fen(divide(sum, denominator * common, 'half_up'));
}

/** A figure in its unit, neutral in both languages: 3,000.00; 40; 1.8%. */
export function figure(amount: bigint, unit: MetricFact['unit']): string {
  switch (unit) {
    case 'fen':
      return yuan(amount);
    case 'count':
      return groupedDigits(String(amount));
    case 'rate':
      return percentText(rate(amount));
    case 'score':
      return decimal(amount);
  }
}

/** The figure itself for people: rounded to its unit's last digit, marked when it is not exact. */
export function quantityText({ numerator, denominator, unit }: Quantity): string {
  const whole = divide(numerator, denominator, 'half_up');
  return `${whole * denominator === numerator ? '' : '≈ '}${figure(whole, unit)}`;
}

/** 123450 fen → '1,234.50'. */
export function yuan(amount: bigint): string {
  return groupedDigits(moneyText(fen(amount)));
}

/** Millionths without needless zeros: 300000 → '0.3'. */
export function decimal(millionths: bigint): string {
  const size = millionths < 0n ? -millionths : millionths;
  const rest = String(size % one)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const whole = `${millionths < 0n ? '-' : ''}${size / one}`;
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** A price for people: '0.3%', '3.00 / 10,000.00', '150.00'. */
export function priceText(price: Price): string {
  if (price.by === 'share') return percentText(rate(price.share));
  const { amount, each, unit } = price;
  const money = yuan(amount);
  return unit === 'count' && each === 1n ? money : `${money} / ${figure(each, unit)}`;
}

function both(text: string): { zh: string; en: string } {
  return { zh: text, en: text };
}
