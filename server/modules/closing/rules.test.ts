import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { table } from '../../platform/testing/table.ts';
import { decideClose, decideOpen, decideSeal, type QuarterFacts } from './rules.ts';

/** States as a bank would say them: "2026Q1 opened closed sealed, 2026Q2 opened". */
function facts(row: {
  quarter: string;
  today: string;
  states: string;
  cycle?: Partial<QuarterFacts['cycle']>;
  bankWide?: boolean;
}): QuarterFacts {
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
  const of = quarter(row.quarter);
  const cycle = {
    quarter: of,
    today: day(row.today),
    withoutWindow: true,
    sealed: false,
    closing: { runId: 7n, digest: 'd' },
    publication: null,
    objections: { unanswered: 0, overdue: 0, nextDue: null, unapplied: 0 },
    ...row.cycle,
  };
  return { quarter: of, today: day(row.today), states, cycle, bankWide: row.bankWide ?? true };
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

describe('a seal waits for what is fair to the RMs', () => {
  const closed = '2026Q2 opened closed';
  it.each(
    table(`
      backdated by policy without window | published run | objections until | today      | unanswered | overdue | unapplied | answer
      no  | none  |            | 2026-07-01 | 0 | 0 | 0 | closing.not_published
      yes | none  |            | 2026-07-01 | 0 | 0 | 0 | yes
      # the window: its last day still belongs to the RMs
      no  | valid | 2026-07-08 | 2026-07-07 | 0 | 0 | 0 | closing.window_open
      no  | valid | 2026-07-08 | 2026-07-08 | 0 | 0 | 0 | closing.window_open
      no  | valid | 2026-07-08 | 2026-07-09 | 0 | 0 | 0 | yes
      # once a backdated quarter is published it keeps to its window all the same
      yes | valid | 2026-07-08 | 2026-07-08 | 0 | 0 | 0 | closing.window_open
      yes | valid | 2026-07-08 | 2026-07-09 | 0 | 0 | 0 | yes
      no  | valid | 2026-07-08 | 2026-07-09 | 1 | 0 | 0 | closing.objections_unanswered
      no  | valid | 2026-07-08 | 2026-07-20 | 2 | 1 | 0 | closing.objections_unanswered
      no  | valid | 2026-07-08 | 2026-07-09 | 0 | 0 | 1 | closing.objections_unapplied
      no  | older | 2026-07-08 | 2026-07-09 | 0 | 0 | 0 | closing.published_other
      yes | older | 2026-07-08 | 2026-07-09 | 0 | 0 | 0 | closing.published_other
      no  | older | 2026-07-08 | 2026-07-09 | 1 | 0 | 1 | closing.objections_unanswered
    `),
  )('$today, published $published run, until $objections until: $answer', (row) => {
    const published = row['published run'];
    const cycle: Partial<QuarterFacts['cycle']> = {
      withoutWindow: row['backdated by policy without window'] === 'yes',
      publication:
        published === 'none'
          ? null
          : {
              runId: published === 'valid' ? 7n : 6n,
              publishedOn: day('2026-07-01'),
              objectionsUntil: day(row['objections until']),
            },
      objections: {
        unanswered: Number(row.unanswered),
        overdue: Number(row.overdue),
        nextDue: row.unanswered === '0' ? null : day('2026-07-10'),
        unapplied: Number(row.unapplied),
      },
    };
    const given = facts({ quarter: '2026Q2', today: row.today, states: closed, cycle });
    expect(decideSeal(given)?.refused ?? 'yes').toBe(row.answer);
  });

  it('names the days and numbers that the reader needs', () => {
    const publication = {
      runId: 7n,
      publishedOn: day('2026-07-01'),
      objectionsUntil: day('2026-07-08'),
    };
    const row = { quarter: '2026Q2', today: '2026-07-20', states: closed };
    const objections = {
      unanswered: 3,
      overdue: 2,
      nextDue: day('2026-07-14'),
      unapplied: 0,
    };
    const refused = decideSeal(facts({ ...row, cycle: { publication, objections } }));
    expect(refused?.params).toEqual({
      quarter: '2026Q2',
      unanswered: 3,
      overdue: 2,
      due: '2026-07-14',
    });
  });

  it('is refused to somebody who sees only a part of the bank', () => {
    const given = facts({
      quarter: '2026Q2',
      today: '2026-07-20',
      states: closed,
      bankWide: false,
    });
    expect(decideSeal(given)?.refused).toBe('closing.seal_part_not_allowed');
  });
});
