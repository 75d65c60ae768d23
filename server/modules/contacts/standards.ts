import { laterDay, type Day } from '../../../core/day.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import type { StandardRow, StandardState } from './contract.ts';
import {
  contactStandardKind,
  periodNames,
  type ContactStandard,
  type PeriodName,
  type Requirement,
} from './policy.ts';
import {
  decideAlarm,
  decideStandard,
  periodAround,
  periodBefore,
  standardOf,
} from './rules/standard.ts';
import { loadBeginning } from './store/note.ts';
import * as store from './store/standards.ts';

/** A requirement of one customer on a day, decided. */
export interface Owed extends Omit<StandardRow, 'customerId'> {
  readonly customerId: bigint;
  readonly staffId: bigint;
  readonly state: StandardState;
}

/**
 * What some RMs owe their customers in contacts on a day (B1): facts come in two statements for all
 * of their customers, each is decided by the pure rule. Overdue first, the oldest before; then by
 * the day until which a contact still is in time.
 */
export async function owedBy(tx: Tx, staffIds: readonly bigint[], on: Day): Promise<Owed[]> {
  const { body: policy } = await policyInForce(tx, contactStandardKind, on);
  const customers = await store.loadStandardCustomers(tx, staffIds);
  const facts = Map.groupBy(
    await store.loadChannelFacts(tx, staffIds, on, periodsOf(on)),
    (fact) => fact.customerId,
  );
  const beginning = (await loadBeginning(tx)) ?? on;
  const owed = customers.flatMap((customer) =>
    owedTo(policy, { customer, facts: facts.get(customer.customerId) ?? [], beginning }, on),
  );
  return owed.toSorted(inUrgency);
}

function periodsOf(on: Day): Record<PeriodName, store.Periods> {
  const of = (period: PeriodName) => ({
    now: periodAround(period, on),
    before: periodBefore(period, on),
  });
  return Object.fromEntries(periodNames.map((period) => [period, of(period)])) as Record<
    PeriodName,
    store.Periods
  >;
}

interface Known {
  readonly customer: store.StandardCustomer;
  readonly facts: readonly store.ChannelFact[];
  readonly beginning: Day;
}

function owedTo(policy: ContactStandard, known: Known, on: Day): Owed[] {
  const { customer, facts, beginning } = known;
  const standard = standardOf(policy, customer);
  if (standard === null) return [];
  const came = laterDay(customer.openedOn, beginning);
  const begins = customer.since === null ? came : laterDay(customer.since, came);
  const last = facts.reduce<store.ChannelFact | null>(
    (latest, fact) => (latest === null || fact.lastDay > latest.lastDay ? fact : latest),
    null,
  );
  const alarmDays = decideAlarm(
    standard.alarmMonths,
    { begins: came, lastDay: last?.lastDay ?? null },
    on,
  );
  const segment = (standard.dimension === 'class' ? customer.class : customer.tier) ?? '';
  return standard.requirements.map((requirement) => {
    const decision = decideStandard(policy, requirement, factsFor(requirement, facts, begins), on);
    const { customerId, customerNo, name, staffId } = customer;
    const { channels, countLeast, period } = requirement;
    return {
      standardId: `${customerId}.${requirement.key}`,
      customerName: name,
      customerNo,
      segment,
      requirement: { channels, countLeast, period },
      ...decision,
      lastDay: last?.lastDay ?? null,
      lastChannel: last?.channel ?? null,
      alarmDays,
      customerId,
      staffId,
    };
  });
}

function factsFor(requirement: Requirement, facts: readonly store.ChannelFact[], begins: Day) {
  const { period } = requirement;
  let [inPeriod, inPeriodBefore] = [0, 0];
  let lastDay: Day | null = null;
  for (const fact of facts) {
    if (!requirement.channels.includes(fact.channel)) continue;
    const [now, before] = countsOf(fact, period);
    inPeriod += now;
    inPeriodBefore += before;
    if (lastDay === null || fact.lastDay > lastDay) lastDay = fact.lastDay;
  }
  return { begins, inPeriod, inPeriodBefore, lastDay };
}

function countsOf(fact: store.ChannelFact, period: PeriodName): readonly [number, number] {
  if (period === 'month') return [fact.month, fact.monthBefore];
  if (period === 'quarter') return [fact.quarter, fact.quarterBefore];
  return [fact.halfYear, fact.halfYearBefore];
}

const rank: Readonly<Record<StandardState, number>> = { overdue: 0, due_soon: 1, open: 2, met: 3 };

function inUrgency(a: Owed, b: Owed): number {
  const byState = rank[a.state] - rank[b.state];
  if (byState !== 0) return byState;
  if (a.byDay !== b.byDay) return a.byDay < b.byDay ? -1 : 1;
  return a.standardId < b.standardId ? -1 : 1;
}

/** Numbers over some requirements. */
export function sumsOf(owed: readonly Owed[]) {
  const of = (state: StandardState) => owed.filter((one) => one.state === state).length;
  const customers = new Set(owed.map((one) => one.customerId));
  const alarmed = new Set(
    owed.filter((one) => one.alarmDays !== null).map((one) => one.customerId),
  );
  return {
    customers: customers.size,
    requirements: owed.length,
    met: of('met'),
    open: of('open'),
    dueSoon: of('due_soon'),
    overdue: of('overdue'),
    alarms: alarmed.size,
  };
}
