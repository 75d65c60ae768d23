import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { table } from '../../platform/testing/table.ts';
import { decideClose, decideOpen, decideSeal, type QuarterFacts } from './rules.ts';

/** States as a bank would say them: "2026Q1 opened closed sealed, 2026Q2 opened". */
function facts(row: { quarter: string; today: string; states: string }): QuarterFacts {
  const states = row.states
    .split(',')
    .map((text) => text.trim().split(' '))
    .filter(([name]) => name !== '')
    .map(([name, ...done]) => ({
      quarter: quarter(name!),
      opened: done.includes('opened'),
      closed: done.includes('closed'),
      sealed: done.includes('sealed'),
    }));
  return { quarter: quarter(row.quarter), today: day(row.today), states };
}

describe('opening a quarter', () => {
  it.each(
    table(`
      quarter | today      | states                                | answer
      2026Q2  | 2026-03-31 |                                       | closing.not_begun
      2026Q2  | 2026-04-01 |                                       | on time
      2026Q2  | 2026-04-02 |                                       | backdated
      2026Q2  | 2026-04-01 | 2026Q1 opened                         | closing.previous_open
      2026Q2  | 2026-04-01 | 2026Q1 opened closed                  | on time
      2026Q2  | 2026-04-01 | 2026Q1 opened closed sealed           | on time
      2026Q2  | 2026-04-01 | 2025Q3 opened, 2026Q1 opened closed   | closing.previous_open
      2026Q2  | 2026-04-01 | 2026Q2 opened                         | closing.already_opened
      2026Q2  | 2026-08-01 | 2026Q3 opened                         | closing.later_opened
      2026Q2  | 2026-08-01 | 2026Q1 opened closed, 2026Q3 opened   | closing.later_opened
    `),
  )('$quarter on $today with "$states": $answer', (row) => {
    const decided = decideOpen(facts(row as never));
    const answer = isRefusal(decided)
      ? decided.refused
      : decided.backdated
        ? 'backdated'
        : 'on time';
    expect(answer).toBe(row.answer);
  });
});

describe('closing a quarter', () => {
  it.each(
    table(`
      quarter | today      | states                      | answer
      2026Q1  | 2026-04-01 |                             | closing.not_opened
      2026Q1  | 2026-03-31 | 2026Q1 opened               | closing.not_ended
      2026Q1  | 2026-04-01 | 2026Q1 opened               | yes
      2026Q1  | 2026-04-01 | 2026Q1 opened closed        | yes
      2026Q1  | 2026-04-01 | 2026Q1 opened closed sealed | closing.sealed
    `),
  )('$quarter on $today with "$states": $answer', (row) => {
    expect(decideClose(facts(row as never))?.refused ?? 'yes').toBe(row.answer);
  });
});

describe('sealing a quarter', () => {
  it.each(
    table(`
      quarter | today      | states                                           | answer
      2026Q2  | 2026-07-01 | 2026Q2 opened                                    | closing.not_closed
      2026Q2  | 2026-07-01 | 2026Q2 opened closed                             | yes
      2026Q2  | 2026-07-01 | 2026Q1 opened closed, 2026Q2 opened closed       | closing.previous_not_sealed
      2026Q2  | 2026-07-01 | 2026Q1 opened closed sealed, 2026Q2 opened closed | yes
      2026Q2  | 2026-07-01 | 2026Q2 opened closed sealed                      | closing.sealed
    `),
  )('$quarter on $today with "$states": $answer', (row) => {
    expect(decideSeal(facts(row as never))?.refused ?? 'yes').toBe(row.answer);
  });
});
