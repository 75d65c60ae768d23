import { divide, fen, moneyText } from '../../../core/money.ts';
import type { Explanation } from '../../../core/schema.ts';
import { unitOfBasis, type Basis, type MeasureUnit } from './contract.ts';
import { lastYearSuffix } from './policy/faults.ts';
import type { MeasureRule, MetricCatalogue, MetricRule, SourceOf, Term } from './policy/shape.ts';

/** A measure as attribution splits it, with those of last year that increments bring along. */
export interface Measure extends Omit<MeasureRule, 'basis'> {
  readonly basis: Basis;
  readonly unit: MeasureUnit;
  /** Last year's daily average of the customer for each day: what an increment counts above. */
  readonly lastYear: boolean;
}

/** All that decides a metric of one RM. */
export interface MetricInputs {
  /** The measures of the catalogue by key. */
  readonly catalogue: ReadonlyMap<string, Measure>;
  /** Sum of each measure over the year to date; one that is not there is 0. */
  readonly sums: ReadonlyMap<string, bigint>;
  /** Calendar days of the year to date. */
  readonly days: bigint;
  /** Whether some quarter of last year is closed, so that increments have a base. */
  readonly lastYear: boolean;
  /** Certified figures of this metric in the year to date, oldest quarter first. */
  readonly figures: readonly { readonly quarter: string; readonly amount: bigint }[];
}

export interface Measured {
  /** In the metric's unit: fen, a count, or millionths. */
  readonly value: bigint;
  readonly explanation: Explanation;
}

const one = 1_000_000n;

/** The measures of a catalogue by key, last year's of every increment among them. */
export function measuresOf(catalogue: MetricCatalogue): ReadonlyMap<string, Measure> {
  const above = new Set(
    catalogue.metrics.flatMap(({ source }) =>
      source.kind === 'increment' ? source.of.map((term) => term.measure) : [],
    ),
  );
  return new Map(
    catalogue.measures.flatMap((rule) => {
      const basis = rule.basis as Basis;
      const own = { ...rule, basis, unit: unitOfBasis[basis], lastYear: false };
      if (!above.has(rule.key)) return [[own.key, own] as const];
      const key = `${own.key}${lastYearSuffix}`;
      const name = { zh: `${own.name.zh}（上年基数）`, en: `${own.name.en}, last year's base` };
      return [[own.key, own] as const, [key, { ...own, key, name, lastYear: true }] as const];
    }),
  );
}

/** What a booked fact says about itself, for the filters of a measure. */
export interface CountedFact {
  readonly customer: 'corporate' | 'individual';
  /** Code of the product; null for what belongs to the customer himself. */
  readonly product: string | null;
  /** Principal of the loan, or the average deposit of a new customer, in fen; null: no size. */
  readonly sizeFen: bigint | null;
}

/**
 * How many times a fact counts in a measure: 0 when its customer or product is not of it, else 1,
 * or what its size is converted to (Taiyuan scheme, domain rules 3.2). A customer counts once for
 * each product that applies to him.
 */
export function timesCounted(measure: Measure, fact: CountedFact): bigint {
  if (measure.customers !== 'any' && measure.customers !== fact.customer) return 0n;
  if (measure.basis === 'products_applicable') return BigInt(measure.products.length);
  if (fact.product !== null) {
    if (measure.products.length > 0 && !measure.products.includes(fact.product)) return 0n;
    if (measure.without.includes(fact.product)) return 0n;
  }
  if (measure.sizes.length === 0) return 1n;
  const size = fact.sizeFen ?? 0n;
  return measure.sizes.findLast((row) => size >= row.fromFen)?.counts ?? 0n;
}

/**
 * The measures that a metric is made of, with the weight by which customers behind it are ordered:
 * the way down to customers. What is under a ratio's line orders nothing.
 */
export function termsBehind(metric: MetricRule): ReadonlyMap<string, bigint> {
  const { source } = metric;
  const weighed = (terms: readonly Term[], sign = 1n) =>
    terms.map((term) => [term.measure, term.weight * sign] as const);
  switch (source.kind) {
    case 'increment':
      return new Map([...weighed(source.of), ...weighed(baseTerms(source.of), -1n)]);
    case 'ratio':
      return new Map([...weighed(source.under, 0n), ...weighed(source.over)]);
    case 'manual':
      return new Map();
    default:
      return new Map(weighed(source.of));
  }
}

/** Keys of the measures that a metric is made of, those above the line first. */
export function measuresBehind(metric: MetricRule): string[] {
  const { source } = metric;
  if (source.kind !== 'ratio') return [...termsBehind(metric).keys()];
  return [...source.over, ...source.under].map((term) => term.measure);
}

/**
 * The value of a metric (P10): its formula over exact sums, rounded half up once at the end. An
 * average divides by the calendar days of the year to date; an increment takes last year's average
 * of the same customers off first; a ratio without anything under the line, and an entry by hand
 * that nobody certified, have the value that the catalogue names. Golden case G40.
 */
export function measureMetric(metric: MetricRule, inputs: MetricInputs): Measured {
  const { source } = metric;
  switch (source.kind) {
    case 'average':
      return average(metric, source, inputs);
    case 'increment':
      return increment(metric, source, inputs);
    case 'flow':
      return flow(metric, source, inputs);
    case 'ratio':
      return ratioOf(metric, source, inputs);
    case 'manual':
      return byHand(metric, source, inputs);
    case 'balance':
    case 'rank':
      throw new Error(`metric ${metric.key}: a catalogue with a ${source.kind} is never approved`);
  }
}

function average(metric: MetricRule, source: SourceOf<'average'>, inputs: MetricInputs): Measured {
  const value = divide(sumOf(source.of, inputs), one * inputs.days, 'half_up');
  return measured(metric, 'average', value, {
    terms: termsText(source.of, inputs),
    days: String(inputs.days),
    ...amounts(source.of, inputs),
  });
}

function increment(
  metric: MetricRule,
  source: SourceOf<'increment'>,
  inputs: MetricInputs,
): Measured {
  if (!inputs.lastYear && source.withoutLastYear === 'nothing') {
    return measured(metric, 'increment_none', 0n, amounts(source.of, inputs));
  }
  const before = baseTerms(source.of);
  const base = inputs.lastYear ? sumOf(before, inputs) : 0n;
  const value = divide(sumOf(source.of, inputs) - base, one * inputs.days, 'half_up');
  return measured(metric, 'increment', value, {
    terms: termsText(source.of, inputs),
    base: inputs.lastYear ? termsText(before, inputs) : '0',
    days: String(inputs.days),
    ...amounts([...source.of, ...(inputs.lastYear ? before : [])], inputs),
  });
}

function flow(metric: MetricRule, source: SourceOf<'flow'>, inputs: MetricInputs): Measured {
  const value = divide(sumOf(source.of, inputs), one, 'half_up');
  return measured(metric, 'flow', value, {
    terms: termsText(source.of, inputs),
    ...amounts(source.of, inputs),
  });
}

/** Products are divided by the days when the other side is not one: lost ÷ average held. */
function ratioOf(metric: MetricRule, source: SourceOf<'ratio'>, inputs: MetricInputs): Measured {
  const over = sumOf(source.over, inputs);
  const under = sumOf(source.under, inputs);
  const inDays = (terms: readonly Term[]) => isDays(unitOf(terms, inputs));
  const words = {
    over: termsText(source.over, inputs),
    under: termsText(source.under, inputs),
    ...amounts([...source.over, ...source.under], inputs),
  };
  if (under <= 0n) return measured(metric, 'ratio_empty', source.whenEmpty, words);
  const same = inDays(source.over) === inDays(source.under);
  const above = same || inDays(source.over) ? over : over * inputs.days;
  const below = same || inDays(source.under) ? under : under * inputs.days;
  const value = divide(above * one, below, 'half_up');
  return same
    ? measured(metric, 'ratio', value, words)
    : measured(metric, 'ratio_of_average', value, { ...words, days: String(inputs.days) });
}

function byHand(metric: MetricRule, source: SourceOf<'manual'>, inputs: MetricInputs): Measured {
  const { figures } = inputs;
  const last = figures.at(-1);
  if (last === undefined) return measured(metric, 'manual_none', source.whenEmpty, {});
  const sum = figures.reduce((all, figure) => all + figure.amount, 0n);
  const value =
    source.over === 'latest'
      ? last.amount
      : source.over === 'sum'
        ? sum
        : divide(sum, BigInt(figures.length), 'half_up');
  return measured(metric, `manual_${source.over}`, value, {
    figures: String(figures.length),
    ...Object.fromEntries(
      figures.map((figure) => [figure.quarter, valueText(metric.unit, figure.amount)]),
    ),
  });
}

function baseTerms(terms: readonly Term[]): Term[] {
  return terms.map((term) => ({ ...term, measure: `${term.measure}${lastYearSuffix}` }));
}

function sumOf(terms: readonly Term[], { sums }: MetricInputs): bigint {
  return terms.reduce((sum, term) => sum + (sums.get(term.measure) ?? 0n) * term.weight, 0n);
}

function unitOf(terms: readonly Term[], { catalogue }: MetricInputs): MeasureUnit | null {
  return catalogue.get(terms[0]?.measure ?? '')?.unit ?? null;
}

function isDays(unit: MeasureUnit | null): boolean {
  return unit === 'fen_days' || unit === 'customer_days';
}

/** '7300000.00 × 1 + 365000.00 × 0.3': the sums with their weights, money in yuan. */
function termsText(terms: readonly Term[], inputs: MetricInputs): string {
  const texts = terms.map(
    (term) => `${amountText(term.measure, inputs)} × ${decimalText(term.weight)}`,
  );
  return texts.length === 1 ? texts[0]! : `(${texts.join(' + ')})`;
}

/** Each sum by the name of its measure. */
function amounts(terms: readonly Term[], inputs: MetricInputs): Record<string, string> {
  return Object.fromEntries(
    terms.map(({ measure }) => {
      const name = inputs.catalogue.get(measure)?.name;
      const label = name === undefined ? measure : `${name.zh} / ${name.en}`;
      return [label, amountText(measure, inputs)];
    }),
  );
}

function amountText(measure: string, { catalogue, sums }: MetricInputs): string {
  const amount = sums.get(measure) ?? 0n;
  const unit = catalogue.get(measure)?.unit;
  return unit === 'fen' || unit === 'fen_days' ? moneyText(fen(amount)) : String(amount);
}

function measured(
  metric: MetricRule,
  rule: string,
  value: bigint,
  inputs: Record<string, string>,
): Measured {
  return {
    value,
    explanation: {
      rule: `metrics.rule.${rule}`,
      formula: `metrics.formula.${rule}`,
      inputs: { ...inputs, value: valueText(metric.unit, value) },
    },
  };
}

/** A value for people: yuan, a count, a percentage or marks. */
export function valueText(unit: MetricRule['unit'], value: bigint): string {
  if (unit === 'fen') return moneyText(fen(value));
  if (unit === 'rate') return `${decimalText(value * 100n)}%`;
  return unit === 'score' ? decimalText(value) : String(value);
}

function decimalText(millionths: bigint): string {
  const size = millionths < 0n ? -millionths : millionths;
  const rest = String(size % one)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${millionths < 0n ? '-' : ''}${size / one}${rest === '' ? '' : `.${rest}`}`;
}
