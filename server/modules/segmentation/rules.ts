import { addMonths, type Day } from '../../../core/day.ts';
import { divide } from '../../../core/money.ts';
import { monthRange, rangeDays, type Month } from '../../../core/period.ts';
import type { ClassName, Level, Segments, TierName } from './policy.ts';

/** Why a value was given: the rule's name and its figures as text. */
export type Reason = Readonly<{ rule: string } & Record<string, string>>;

export interface Decided<Value extends string> {
  readonly value: Value;
  readonly reason: Reason;
}

export interface Rating {
  readonly scale: string;
  readonly grade: string;
  readonly fromDay: Day;
  readonly defaulted: boolean | null;
}

/**
 * Class of a firm by its rating in force (C3c; golden case G18). Without a rating, or with a grade
 * that the bank's map does not know, it gets the class of the unrated, flagged by the rule's name.
 */
export function decideClass(policy: Segments, rating: Rating | null): Decided<ClassName> {
  if (rating === null) return { value: policy.unrated, reason: { rule: 'unrated' } };
  const { scale, grade } = rating;
  const figures = { scale, grade, ratedOn: rating.fromDay };
  const known = policy.scales[scale];
  const value = known?.grades[grade];
  if (known === undefined || value === undefined) {
    return { value: policy.unrated, reason: { rule: 'unknown_grade', ...figures } };
  }
  if (rating.defaulted === true && known.defaulted !== null) {
    return { value: known.defaulted, reason: { rule: 'defaulted', ...figures } };
  }
  return { value, reason: { rule: 'rated', ...figures } };
}

/** The tree of groups a firm belongs to: its head's name and how many members stand under it. */
export interface GroupFact {
  readonly head: string;
  readonly members: number;
}

/** System or independent (C3b; golden case G21): a system has enough members under one head. */
export function decideCorporateType(
  policy: Segments,
  group: GroupFact | null,
): Decided<'system' | 'independent'> {
  if (group === null) return { value: 'independent', reason: { rule: 'no_group' } };
  const figures = {
    head: group.head,
    members: String(group.members),
    least: String(policy.systemMembersLeast),
  };
  return group.members >= policy.systemMembersLeast
    ? { value: 'system', reason: { rule: 'group', ...figures } }
    : { value: 'independent', reason: { rule: 'small_group', ...figures } };
}

/**
 * Index of the highest level whose lower bound an average reaches; compared exactly, never
 * rounded.
 */
export function levelReached(
  levels: readonly Level[],
  average: { readonly productFenDays: bigint; readonly days: number },
): number {
  const { productFenDays, days } = average;
  const reached = levels.findLastIndex((one) => productFenDays >= one.fromFen * BigInt(days));
  return Math.max(0, reached);
}

/** Where a person stands before a month: his level and the months he has been below it in a row. */
export interface TierState {
  readonly level: number;
  readonly below: number;
  /** No month of his has been seen yet. */
  readonly isNew: boolean;
}

export interface MonthFact {
  readonly month: Month;
  /** Sum of end-of-day deposit balances of the month. */
  readonly productFenDays: bigint;
}

export interface TierChange {
  readonly dimension: 'tier' | 'watch';
  readonly value: TierName | 'watch' | 'none';
  readonly fromDay: Day;
  readonly reason: Reason;
}

/**
 * One month of the hysteresis (golden case G23): a reached level counts from the next month; below
 * his level a person is watched at once (from the month's first day); after as many months below
 * in a row as the level allows he falls, from the next month, to the level of the last one; one
 * month at his level or above ends the watch.
 */
export function decideMonth(
  policy: Segments,
  state: TierState,
  fact: MonthFact,
): { readonly state: TierState; readonly changes: readonly TierChange[] } {
  const { levels } = policy;
  const { from, until } = monthRange(fact.month);
  const days = rangeDays({ from, until });
  const reached = levelReached(levels, { productFenDays: fact.productFenDays, days });
  const average = divide(fact.productFenDays, BigInt(days), 'half_up');
  const figures = { month: fact.month, averageFen: String(average) };
  const watch = (value: 'watch' | 'none', fromDay: Day, rule: string): TierChange => ({
    dimension: 'watch',
    value,
    fromDay,
    reason: { rule, ...figures, level: levels[state.level]!.name },
  });
  const move = (rule: string): TierChange => tierRow(policy, reached, until, { rule, ...figures });

  if (reached >= state.level) {
    const changes = state.below > 0 ? [watch('none', from, 'recovered')] : [];
    if (reached > state.level) changes.push(move(state.isNew ? 'first_month' : 'reached'));
    return { state: { level: reached, below: 0, isNew: false }, changes };
  }
  const below = state.below + 1;
  const changes = below === 1 ? [watch('watch', from, 'below')] : [];
  if (below < levels[state.level]!.monthsBelow) {
    return { state: { level: state.level, below, isNew: false }, changes };
  }
  changes.push(move('below_too_long'), watch('none', until, 'demoted'));
  return { state: { level: reached, below: 0, isNew: false }, changes };
}

/**
 * Of several changes of one dimension on one day the last holds: someone who falls to a lower level
 * and is below that one too in the next month goes on being watched.
 */
export function lastOfDay<C extends { readonly dimension: string; readonly fromDay: Day }>(
  changes: readonly C[],
): C[] {
  return [...new Map(changes.map((one) => [`${one.dimension} ${one.fromDay}`, one])).values()];
}

/**
 * The row of a person whom the bank does not know yet: the lowest level until his first month is
 * over.
 */
export function newcomer(policy: Segments, fromDay: Day): TierChange {
  return tierRow(policy, 0, fromDay, { rule: 'new' });
}

function tierRow(policy: Segments, level: number, fromDay: Day, reason: Reason): TierChange {
  const { name, fromFen } = policy.levels[level]!;
  return {
    dimension: 'tier',
    value: policy.tiers[name]!,
    fromDay,
    reason: { ...reason, level: name, fromFen: String(fromFen) },
  };
}

/** What the rows of earlier runs say of a person on the first day of a month. */
export interface KnownTier {
  readonly value: string;
  readonly levelName: string | null;
  readonly isNew: boolean;
  /** First day of the watch he is under; null when he is under none. */
  readonly watchedSince: Day | null;
}

/**
 * The state that rows stand for. The months below are those since the watch began. A level that
 * the policy no longer has becomes its lowest level of the same tier.
 */
export function stateOf(policy: Segments, known: KnownTier, month: Month): TierState {
  const { levels, tiers } = policy;
  const byName = levels.findIndex((one) => one.name === known.levelName);
  const level = byName >= 0 ? byName : levels.findIndex((one) => tiers[one.name] === known.value);
  let below = 0;
  if (known.watchedSince !== null) {
    const { from } = monthRange(month);
    while (addMonths(known.watchedSince, below) < from) below += 1;
  }
  return { level: Math.max(0, level), below, isNew: known.isNew };
}
