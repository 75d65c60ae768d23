import {
  addDays,
  addMonths,
  day as dayFrom,
  daysBetween,
  earlierDay,
  laterDay,
  monthOfYear,
  yearOf,
  type Day,
} from '../../../../core/day.ts';
import {
  monthOf,
  monthRange,
  quarterOf,
  quarterRange,
  type DayRange,
} from '../../../../core/period.ts';
import type { StandardState } from '../contract.ts';
import type { ContactStandard, PeriodName, Requirement, Standard } from '../policy.ts';

/** The standard of a customer by class (firms) or tier (persons); none while no value is known. */
export function standardOf(
  policy: ContactStandard,
  customer: { readonly class: string | null; readonly tier: string | null },
): Standard | null {
  const fits = (one: Standard) => {
    const value = one.dimension === 'class' ? customer.class : customer.tier;
    return value !== null && (one.values as readonly string[]).includes(value);
  };
  return policy.standards.find(fits) ?? null;
}

/** The calendar period that holds a day. */
export function periodAround(period: PeriodName, on: Day): DayRange {
  if (period === 'month') return monthRange(monthOf(on));
  if (period === 'quarter') return quarterRange(quarterOf(on));
  const from = dayFrom(`${String(yearOf(on)).padStart(4, '0')}-${half(on)}-01`);
  return { from, until: addMonths(from, 6) };
}

function half(on: Day): string {
  return monthOfYear(on) <= 6 ? '01' : '07';
}

/** The period before the one that holds a day. */
export function periodBefore(period: PeriodName, on: Day): DayRange {
  return periodAround(period, addMonths(periodAround(period, on).from, -1));
}

/** What happened with one customer, as far as one requirement looks. */
export interface ContactFacts {
  /** From this day contacts are owed: came, got his segment, or the bank began to keep contacts. */
  readonly begins: Day;
  /** Contacts that count, in the period of the day and in the one before. */
  readonly inPeriod: number;
  readonly inPeriodBefore: number;
  /** Day of the last contact that counts. */
  readonly lastDay: Day | null;
}

export interface StandardDecision {
  readonly state: StandardState;
  /** Last day in time: of the period missed first while overdue, else of this period. */
  readonly byDay: Day;
  /** 1 on the day after `byDay`; 0 unless overdue. */
  readonly overdueDays: number;
  readonly done: number;
  readonly needed: number;
}

/**
 * Whether one requirement is met on a day (B1, domain rules 5). Calendar periods; a first period
 * that is not whole counts by the days left, rounded half up (ASSUMED). A period missed stays
 * overdue until the next contact that counts; from then on this period is judged.
 */
export function decideStandard(
  policy: Pick<ContactStandard, 'dueSoonDays'>,
  requirement: Pick<Requirement, 'countLeast' | 'period'>,
  facts: ContactFacts,
  on: Day,
): StandardDecision {
  const { period, countLeast } = requirement;
  const now = periodAround(period, on);
  const before = periodBefore(period, on);
  const needed = neededIn(now, countLeast, facts.begins);
  const counted = { done: facts.inPeriod, needed };
  const missed = facts.inPeriodBefore < neededIn(before, countLeast, facts.begins);
  if (missed && facts.inPeriod === 0) {
    const since = earlierDay(firstMissed(requirement, facts), before.until);
    const byDay = addDays(since, -1);
    return { state: 'overdue', byDay, overdueDays: daysBetween(byDay, on), ...counted };
  }
  const byDay = addDays(now.until, -1);
  const state =
    facts.inPeriod >= needed
      ? 'met'
      : daysBetween(on, byDay) <= policy.dueSoonDays[period]
        ? 'due_soon'
        : 'open';
  return { state, byDay, overdueDays: 0, ...counted };
}

/** Contacts that a period asks for: all, or by the days left of a first one, rounded half up. */
export function neededIn(range: DayRange, countLeast: number, begins: Day): number {
  if (begins <= range.from) return countLeast;
  if (begins >= range.until) return 0;
  const days = daysBetween(begins, range.until);
  const whole = daysBetween(range.from, range.until);
  return Math.floor((2 * countLeast * days + whole) / (2 * whole));
}

/** The day after the first period that passed without a contact that counts. */
function firstMissed(
  { period, countLeast }: Pick<Requirement, 'countLeast' | 'period'>,
  { begins, lastDay }: ContactFacts,
): Day {
  if (lastDay !== null && lastDay >= begins) {
    return periodAround(period, periodAround(period, lastDay).until).until;
  }
  const first = periodAround(period, begins);
  return neededIn(first, countLeast, begins) > 0
    ? first.until
    : periodAround(period, first.until).until;
}

/**
 * Days beyond the months after which a core customer without any contact raises an alarm, 0 on the
 * first day; null: no alarm (domain rules 5, an item of the RM's exam).
 */
export function decideAlarm(
  alarmMonths: number | null,
  facts: { readonly begins: Day; readonly lastDay: Day | null },
  on: Day,
): number | null {
  if (alarmMonths === null) return null;
  const since = facts.lastDay === null ? facts.begins : laterDay(facts.lastDay, facts.begins);
  const from = addMonths(since, alarmMonths);
  return on < from ? null : daysBetween(from, on);
}
