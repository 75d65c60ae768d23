import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { contactStandardKind, type PeriodName } from '../policy.ts';
import { decideAlarm, decideStandard, neededIn, periodAround, standardOf } from './standard.ts';

const policy = contactStandardKind.schema.parse(contactStandardKind.initial);

describe('the standard of a customer (B1, domain rules 5)', () => {
  it.each(
    table(`
      class   | tier   | owes
      premium | -      | visit 1 month, plan 1 quarter, alarm 3
      -       | large  | visit 1 month, plan 1 quarter, alarm 3
      general | -      | contact 1 quarter
      poor    | -      | contact 1 quarter
      -       | middle | contact 1 quarter
      -       | small  | call 1 half_year
      -       | -      | nothing
    `),
  )('class $class, tier $tier: $owes', (row) => {
    const orNull = (text: string) => (text === '-' ? null : text);
    const found = standardOf(policy, { class: orNull(row.class), tier: orNull(row.tier) });
    const parts = (found?.requirements ?? []).map(
      (one) => `${one.key} ${one.countLeast} ${one.period}`,
    );
    if (found !== null && found.alarmMonths !== null) parts.push(`alarm ${found.alarmMonths}`);
    expect(parts.length === 0 ? 'nothing' : parts.join(', ')).toBe(row.owes);
  });
});

describe('calendar periods', () => {
  it.each(
    table(`
      period    | on         | from       | until
      month     | 2026-02-28 | 2026-02-01 | 2026-03-01
      month     | 2026-12-31 | 2026-12-01 | 2027-01-01
      quarter   | 2026-04-01 | 2026-04-01 | 2026-07-01
      half_year | 2026-06-30 | 2026-01-01 | 2026-07-01
      half_year | 2026-07-01 | 2026-07-01 | 2027-01-01
    `),
  )('$period of $on', ({ period, on, from, until }) => {
    expect(periodAround(period as PeriodName, day(on))).toEqual({ from, until });
  });
});

describe('a first period counts by the days left, rounded half up', () => {
  it.each(
    table(`
      begins     | least | needed
      2026-03-31 | 1     | 1
      2026-04-01 | 1     | 1
      2026-04-16 | 1     | 1
      2026-04-17 | 1     | 0
      2026-04-30 | 1     | 0
      2026-05-01 | 1     | 0
      2026-04-08 | 4     | 3
      2026-04-22 | 4     | 1
    `),
  )('from $begins, $least in April: $needed', ({ begins, least, needed }) => {
    const april = { from: day('2026-04-01'), until: day('2026-05-01') };
    expect(neededIn(april, Number(least), day(begins))).toBe(Number(needed));
  });
});

describe('met, open, due soon, overdue', () => {
  it.each(
    table(`
      # now and before: contacts that count in this period and in the one before
      period    | least | begins     | now | before | last       | on         | state    | by         | overdue
      month     | 1     | 2026-01-01 | 1   | 1      | 2026-05-03 | 2026-05-04 | met      | 2026-05-31 | 0
      month     | 1     | 2026-01-01 | 0   | 1      | 2026-04-30 | 2026-05-23 | open     | 2026-05-31 | 0
      month     | 1     | 2026-01-01 | 0   | 1      | 2026-04-30 | 2026-05-24 | due_soon | 2026-05-31 | 0
      month     | 1     | 2026-01-01 | 0   | 1      | 2026-04-30 | 2026-05-31 | due_soon | 2026-05-31 | 0
      # the day after a month without a visit is the first day overdue
      month     | 1     | 2026-01-01 | 0   | 0      | 2026-04-30 | 2026-06-01 | overdue  | 2026-05-31 | 1
      month     | 1     | 2026-01-01 | 0   | 0      | 2026-03-02 | 2026-06-01 | overdue  | 2026-04-30 | 32
      month     | 1     | 2026-01-01 | 0   | 0      | -          | 2026-06-01 | overdue  | 2026-01-31 | 121
      # a late contact makes up for the month missed: this month is judged again
      month     | 1     | 2026-01-01 | 1   | 0      | 2026-06-02 | 2026-06-02 | met      | 2026-06-30 | 0
      # two are owed and one came: still open, not overdue
      month     | 2     | 2026-01-01 | 1   | 2      | 2026-06-02 | 2026-06-03 | open     | 2026-06-30 | 0
      month     | 2     | 2026-01-01 | 0   | 1      | 2026-05-02 | 2026-06-03 | overdue  | 2026-05-31 | 3
      # who came on the 20th owes nothing for that month, and is not overdue after it
      month     | 1     | 2026-05-20 | 0   | 0      | -          | 2026-05-25 | met      | 2026-05-31 | 0
      month     | 1     | 2026-05-20 | 0   | 0      | -          | 2026-06-10 | open     | 2026-06-30 | 0
      month     | 1     | 2026-05-20 | 0   | 0      | -          | 2026-07-01 | overdue  | 2026-06-30 | 1
      quarter   | 1     | 2026-01-01 | 0   | 1      | 2026-03-01 | 2026-06-15 | open     | 2026-06-30 | 0
      quarter   | 1     | 2026-01-01 | 0   | 1      | 2026-03-01 | 2026-06-16 | due_soon | 2026-06-30 | 0
      half_year | 1     | 2025-01-01 | 0   | 1      | 2025-12-31 | 2026-05-30 | open     | 2026-06-30 | 0
      half_year | 1     | 2025-01-01 | 0   | 1      | 2025-12-31 | 2026-05-31 | due_soon | 2026-06-30 | 0
      half_year | 1     | 2025-01-01 | 0   | 0      | 2025-06-30 | 2026-01-05 | overdue  | 2025-12-31 | 5
    `),
  )('$least a $period, last $last, on $on: $state by $by', (row) => {
    const decision = decideStandard(
      policy,
      { countLeast: Number(row.least), period: row.period as PeriodName },
      {
        begins: day(row.begins),
        inPeriod: Number(row.now),
        inPeriodBefore: Number(row.before),
        lastDay: row.last === '-' ? null : day(row.last),
      },
      day(row.on),
    );
    expect([decision.state, decision.byDay, decision.overdueDays]).toEqual([
      row.state,
      row.by,
      Number(row.overdue),
    ]);
  });
});

describe('a core customer without contact for three months raises an alarm (CRMEXAM)', () => {
  it.each(
    table(`
      months | last       | begins     | on         | days
      3      | 2026-03-15 | 2026-01-01 | 2026-06-14 | none
      3      | 2026-03-15 | 2026-01-01 | 2026-06-15 | 0
      3      | 2026-03-15 | 2026-01-01 | 2026-06-16 | 1
      3      | 2025-11-30 | 2025-01-01 | 2026-02-27 | none
      3      | 2025-11-30 | 2025-01-01 | 2026-02-28 | 0
      3      | -          | 2026-01-01 | 2026-04-02 | 1
      none   | -          | 2020-01-01 | 2026-04-02 | none
    `),
  )('last $last, on $on: $days', ({ months, last, begins, on, days }) => {
    const found = decideAlarm(
      months === 'none' ? null : Number(months),
      { begins: day(begins), lastDay: last === '-' ? null : day(last) },
      day(on),
    );
    expect(found === null ? 'none' : String(found)).toBe(days);
  });
});

describe('the policy', () => {
  it('names its faults by place', () => {
    const standards = [
      ...policy.standards,
      {
        dimension: 'tier' as const,
        values: ['premium' as const, 'small' as const],
        requirements: [
          { key: 'a', channels: ['fax'], countLeast: 1, period: 'month' as const },
          { key: 'a', channels: ['visit'], countLeast: 1, period: 'month' as const },
        ],
        alarmMonths: null,
      },
    ];
    const furtherChannels = [{ key: 'visit', zh: '拜访', en: 'Visit' }, ...policy.furtherChannels];
    const faults = contactStandardKind.check!({ ...policy, standards, furtherChannels });
    expect(faults.map((fault) => fault.at)).toEqual([
      'furtherChannels.0.key',
      'standards.5.values.0',
      'standards.5.values.1',
      'standards.5.requirements.0.channels',
      'standards.5.requirements.1.key',
    ]);
    expect(contactStandardKind.check!(policy)).toEqual([]);
  });
});
