import type { Day } from '../../../../core/day.ts';
import { parseDecimal } from '../../../../core/decimal.ts';
import { parseMoney } from '../../../../core/money.ts';
import { quarterRange, type Quarter } from '../../../../core/period.ts';
import { parsePercent } from '../../../../core/rate.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { FigureState } from '../contract/figures.ts';
import type { MetricUnit } from '../contract.ts';
import { refuse } from '../messages.ts';
import type { MetricRule } from '../policy/shape.ts';
import { valueText } from '../rules.ts';

/** A figure as people write it, in the metric's unit; null when it is none or too exact. */
export function parseFigure(unit: MetricUnit, text: string): bigint | null {
  switch (unit) {
    case 'fen':
      return parseMoney(text);
    case 'count':
      return parseDecimal(text, 0);
    case 'rate':
      return parsePercent(text);
    case 'score':
      return parseDecimal(text, 6);
  }
}

/** What an entry is decided on. */
export interface EntryFacts {
  readonly staffNo: string;
  readonly quarter: Quarter;
  readonly metric: string;
  readonly value: string;
  /** The RM in the caller's scope; null when there is none. */
  readonly staff: { readonly staffId: bigint } | null;
  /** The metric of the quarter's catalogue; null when it has none of that key. */
  readonly rule: MetricRule | null;
  readonly today: Day;
  readonly sealed: boolean;
  /** State of the entry of this RM, quarter and metric that stands; null: none does. */
  readonly standing: 'entered' | 'certified' | null;
  /** The person who enters; null: an account without one. */
  readonly entererStaffId: bigint | null;
}

/**
 * Whether a figure may be entered, and its amount (domain rules 1.2, data truth). Refused: a metric
 * that the system measures, a value that is none or out of bounds, a quarter sealed or not begun,
 * an RM out of sight, a figure about oneself, a second figure while one stands.
 */
export function decideEntry(facts: EntryFacts): Refusal | { readonly amount: bigint } {
  const { staffNo, quarter, metric, rule, value } = facts;
  if (facts.staff === null) return refuse('metrics.staff_unknown', { staffNo });
  if (rule === null) return refuse('metrics.metric_unknown', { metric, quarter });
  const { source } = rule;
  if (source.kind !== 'manual') {
    return refuse('metrics.not_by_hand', { metric: `${rule.name.zh} / ${rule.name.en}` });
  }
  if (facts.staff.staffId === facts.entererStaffId) return refuse('metrics.about_oneself');
  if (facts.sealed) return refuse('metrics.quarter_sealed', { quarter });
  const begins = quarterRange(quarter).from;
  if (begins > facts.today) return refuse('metrics.quarter_not_begun', { quarter, begins });
  const amount = parseFigure(rule.unit, value);
  if (amount === null) return refuse('metrics.value_unreadable', { value, unit: rule.unit });
  if (amount < source.least || amount > source.most) {
    return refuse('metrics.out_of_bounds', {
      value: valueText(rule.unit, amount),
      least: valueText(rule.unit, source.least),
      most: valueText(rule.unit, source.most),
    });
  }
  if (facts.standing !== null) {
    return refuse(`metrics.stands_${facts.standing}`, { staffNo, quarter, metric });
  }
  return { amount };
}

/** What a ruling on a figure is decided on. */
export interface RulingFacts {
  readonly figureId: bigint;
  readonly staffId: bigint;
  readonly quarter: Quarter;
  readonly state: FigureState;
  readonly enteredBy: bigint;
  readonly entererStaffId: bigint | null;
  readonly sealed: boolean;
}

export interface Ruler {
  readonly accountId: bigint;
  readonly staffId: bigint | null;
}

/** The account that entered a figure, or another account of the same person. */
function isEnterer(facts: RulingFacts, ruler: Ruler): boolean {
  return (
    facts.enteredBy === ruler.accountId ||
    (ruler.staffId !== null && facts.entererStaffId === ruler.staffId)
  );
}

/**
 * Whether a figure may be certified or returned: while it waits, by another person than who entered
 * it and than the RM it is about, before the quarter is sealed.
 */
export function decideRuling(facts: RulingFacts, ruler: Ruler): Refusal | null {
  const { quarter, state } = facts;
  if (isEnterer(facts, ruler)) return refuse('metrics.own_entry');
  if (ruler.staffId === facts.staffId) return refuse('metrics.about_oneself');
  if (state !== 'entered') return refuse(`metrics.was_${state}`, { figure: facts.figureId });
  return facts.sealed ? refuse('metrics.quarter_sealed', { quarter }) : null;
}

/**
 * Whether a figure may be withdrawn: one that waits by who entered it; a certified one by anybody
 * who may enter but the RM himself, before the quarter is sealed. What is sealed is corrected in
 * the open quarter.
 */
export function decideWithdrawing(facts: RulingFacts, ruler: Ruler): Refusal | null {
  const { quarter, state } = facts;
  if (ruler.staffId === facts.staffId) return refuse('metrics.about_oneself');
  if (state === 'returned' || state === 'withdrawn') {
    return refuse(`metrics.was_${state}`, { figure: facts.figureId });
  }
  if (facts.sealed) return refuse('metrics.quarter_sealed', { quarter });
  return state === 'entered' && !isEnterer(facts, ruler)
    ? refuse('metrics.not_own_entry', { figure: facts.figureId })
    : null;
}
