import { day as dayOf, addDays, daysBetween, type Day } from '../../../../core/day.ts';
import { fen, moneyText, sumFen, type Fen } from '../../../../core/money.ts';
import { quarterOf, type Quarter } from '../../../../core/period.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { ApproverRole, Purse, Subject } from '../contract.ts';
import { refuse } from '../messages.ts';
import type { ExpenseScheme } from '../policy.ts';
import { validIn } from './balance.ts';

export interface Wish {
  readonly purse: Purse;
  readonly kind: string;
  readonly plannedDay: Day;
  readonly amount: Fen;
  readonly guests: number;
  readonly attendants: number;
  readonly subject: Subject;
}

/** What is known when somebody applies, read under the lock of his purse and the customer. */
export interface ApplicationFacts {
  readonly today: Day;
  /** Quarters opened so far: money of a quarter that is not open is not there. */
  readonly left: Fen;
  /** Committed for the customer, and by the RM, in the quarter of the planned day. */
  readonly customerQuarter: Fen;
  readonly personQuarter: Fen;
  readonly customerClass: 'premium' | 'general' | 'poor' | null;
}

/** One rule with its numbers; it holds when present + adding stay within the limit. */
export interface Check {
  readonly rule: 'left' | 'per_application' | 'per_customer' | 'per_person' | 'per_head';
  readonly limit: Fen;
  readonly present: Fen;
  readonly adding: Fen;
  readonly holds: boolean;
}

/**
 * Every amount an application is held against: what is left in the purse, and the caps of the
 * scheme for an application, a customer and an RM in a quarter, and a head.
 */
export function checksOf(scheme: ExpenseScheme, wish: Wish, facts: ApplicationFacts): Check[] {
  const { caps } = scheme;
  const heads = BigInt(wish.guests + wish.attendants);
  const check = (rule: Check['rule'], limit: bigint | null, present: bigint): Check[] => {
    if (limit === null) return [];
    const holds = present + wish.amount <= limit;
    return [{ rule, limit: fen(limit), present: fen(present), adding: wish.amount, holds }];
  };
  const perHead = caps.perHeadFen === null ? null : caps.perHeadFen * heads;
  return [
    ...check('left', facts.left, 0n),
    ...check('per_application', caps.perApplicationFen, 0n),
    ...check('per_customer', caps.perCustomerQuarterFen, facts.customerQuarter),
    ...check('per_person', caps.perPersonQuarterFen, facts.personQuarter),
    ...check('per_head', perHead, 0n),
  ];
}

const codes = {
  left: 'expenses.nothing_left',
  per_application: 'expenses.over_application_cap',
  per_customer: 'expenses.over_customer_cap',
  per_person: 'expenses.over_person_cap',
  per_head: 'expenses.over_head_cap',
} as const;

/**
 * Whether an RM may ask for it (domain rules 4.2; C1b): apply first and spend after, in the time
 * what is granted is valid, an allowed kind, never more of the bank's people than guests, no barred
 * class of customer, and every amount within its limit. Null: he may.
 */
export function decideApplication(
  scheme: ExpenseScheme,
  wish: Wish,
  facts: ApplicationFacts,
): Refusal | null {
  const kind = scheme.kinds.find((one) => one.key === wish.kind);
  if (kind === undefined) return refuse('expenses.kind_unknown', { kind: wish.kind });
  if (!kind.allowed) return refuse('expenses.kind_barred', { kind: kind.name });
  if (facts.customerClass !== null && scheme.customers.barredClasses.includes(facts.customerClass))
    return refuse('expenses.class_barred', {
      class: `expenses.barredClasses.${facts.customerClass}`,
    });
  if (wish.attendants > wish.guests) {
    return refuse('expenses.too_many_attendants', {
      attendants: wish.attendants,
      guests: wish.guests,
    });
  }
  const { plannedDay, amount } = wish;
  if (plannedDay < facts.today) {
    return refuse('expenses.planned_in_the_past', { plannedDay, today: facts.today });
  }
  if (!validIn(quarterOf(facts.today), quarterOf(plannedDay), scheme.validity)) {
    return refuse('expenses.planned_too_late', { plannedDay, today: facts.today });
  }
  const broken = checksOf(scheme, wish, facts).find((one) => !one.holds);
  if (broken === undefined) return null;
  return refuse(codes[broken.rule], {
    limit: moneyText(broken.limit),
    present: moneyText(broken.present),
    amount: moneyText(amount),
    heads: wish.guests + wish.attendants,
  });
}

/** Whether compliance must look first: guests the scheme names. */
export function needsClearance(scheme: ExpenseScheme, subject: Subject): boolean {
  return scheme.customers.clearedSubjects.includes(subject);
}

export interface Neighbour {
  readonly applicationId: bigint;
  readonly name: string;
  readonly plannedDay: string;
  readonly amount: Fen;
}

export interface Splitting {
  readonly limit: Fen;
  readonly together: Fen;
  readonly rows: readonly Neighbour[];
}

/**
 * Whether applications for one customer look like one that was split to stay below a limit: planned
 * fewer days apart than the scheme says, each within the limit, together above it (domain rules
 * 4.2). The lowest limit that is passed is named. Flags only; null: nothing to see.
 */
export function findSplitting(
  scheme: ExpenseScheme,
  own: { readonly plannedDay: Day; readonly amount: Fen },
  others: readonly Neighbour[],
): Splitting | null {
  const { withinDays } = scheme.splitting;
  const near = others.filter(
    (one) => Math.abs(daysBetween(own.plannedDay, dayOf(one.plannedDay))) < withinDays,
  );
  const limits = [...scheme.approval.map((step) => step.limitFen), scheme.caps.perApplicationFen]
    .filter((limit) => limit !== null)
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  for (const limit of limits) {
    if (own.amount > limit) continue;
    const rows = near.filter((one) => one.amount <= limit);
    const together = sumFen([own.amount, ...rows.map((one) => one.amount)]);
    if (rows.length > 0 && together > limit) return { limit: fen(limit), together, rows };
  }
  return null;
}

/** The first step of the scheme whose limit reaches the amount. */
export function approverOf(scheme: ExpenseScheme, amount: bigint): ApproverRole {
  const step = scheme.approval.find((one) => one.limitFen === null || amount <= one.limitFen);
  return step!.role;
}

/** The widest own-approval limit among a person's roles; undefined: he approves nothing. */
export function ownLimit(
  scheme: ExpenseScheme,
  roles: readonly string[],
): { readonly limitFen: bigint | null } | undefined {
  return scheme.approval.findLast((step) => roles.includes(step.role));
}

/** An application as its approver, and compliance, meet it. */
export interface Pending {
  readonly state: string;
  readonly amount: Fen;
  readonly staffId: bigint;
  readonly appliedBy: bigint;
  readonly needsClearance: boolean;
  readonly cleared: boolean;
}

export interface Person {
  readonly accountId: bigint;
  readonly staffId: bigint | null;
  readonly roles: readonly string[];
}

/**
 * Whether a person may rule on an application: never his own, only one that waits, not before
 * compliance where it is needed, and approved only within his own limit; above it the next step
 * decides. Null: he may.
 */
export function decideRuling(
  scheme: ExpenseScheme,
  application: Pending,
  person: Person,
  verdict: 'approved' | 'returned',
): Refusal | null {
  if (isOwn(application, person)) return refuse('expenses.own_application');
  if (application.state !== 'submitted') {
    return refuse('expenses.not_waiting', { state: `expenses.state.${application.state}` });
  }
  const limit = ownLimit(scheme, person.roles);
  if (limit === undefined) return refuse('expenses.not_allowed');
  if (verdict === 'returned') return null;
  if (application.needsClearance && !application.cleared) return refuse('expenses.not_cleared');
  if (limit.limitFen !== null && application.amount > limit.limitFen) {
    return refuse('expenses.above_own_limit', {
      amount: moneyText(application.amount),
      limit: moneyText(fen(limit.limitFen)),
      next: `role.${approverOf(scheme, application.amount)}`,
    });
  }
  return null;
}

/** Whether compliance may speak: never on his own, once, before the ruling, where it is needed. */
export function decideClearance(application: Pending, person: Person): Refusal | null {
  if (isOwn(application, person)) return refuse('expenses.own_application');
  if (!application.needsClearance) return refuse('expenses.clearance_not_needed');
  if (application.cleared) return refuse('expenses.cleared_already');
  return application.state === 'submitted'
    ? null
    : refuse('expenses.not_waiting', { state: `expenses.state.${application.state}` });
}

/** Whether the applicant may take it back: his own, not claimed, not ended. */
export function decideWithdrawal(
  application: Pick<Pending, 'state' | 'staffId'>,
  person: Person,
): Refusal | null {
  if (application.staffId !== person.staffId) return refuse('expenses.not_own');
  return ['submitted', 'approved'].includes(application.state)
    ? null
    : refuse('expenses.not_open', { state: `expenses.state.${application.state}` });
}

export function isOwn(
  application: Pick<Pending, 'staffId' | 'appliedBy'>,
  person: Person,
): boolean {
  return application.staffId === person.staffId || application.appliedBy === person.accountId;
}

/** The last day on which an application planned for a day may still be claimed. */
export function claimUntil(scheme: ExpenseScheme, plannedDay: Day): Day {
  return addDays(plannedDay, scheme.claim.withinDays);
}

/** Whether an application that nobody claimed has lapsed: its last day of claiming has passed. */
export function hasLapsed(
  scheme: ExpenseScheme,
  application: { readonly state: string; readonly plannedDay: Day },
  today: Day,
): boolean {
  return (
    ['submitted', 'approved'].includes(application.state) &&
    today > claimUntil(scheme, application.plannedDay)
  );
}

export function quarterPlanned(wish: Pick<Wish, 'plannedDay'>): Quarter {
  return quarterOf(wish.plannedDay);
}
