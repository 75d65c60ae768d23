import { describe, expect, it } from 'vitest';
import { addDays, day, isWorkingDay, type WorkCalendar } from '../../../../core/day.ts';
import { quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { assessmentCycleKind, cycleFaults } from '../policy/cycle.ts';
import {
  decideAnswer,
  decideAnswerDue,
  decideMayObject,
  decideObjection,
  decidePublish,
  decideWindow,
  decideWithdrawal,
  stepsOf,
  type CycleFacts,
} from './cycle.ts';

const cycle = assessmentCycleKind.schema.parse(assessmentCycleKind.initial);
const of = quarter('2026Q2');

/** Holidays and worked weekends of 2025 and 2026 as the State Council published them (G31). */
const calendar: WorkCalendar = {
  publishedYears: new Set([2025, 2026]),
  exceptions: new Map([
    ...offFrom('2025-01-28', 8),
    ...offFrom('2025-10-01', 8),
    ...offFrom('2026-02-15', 9),
    ...['2025-01-26', '2025-02-08', '2025-09-28', '2025-10-11', '2026-02-14', '2026-02-28'].map(
      (one) => [day(one), 'work'] as const,
    ),
  ]),
};

function offFrom(first: string, days: number) {
  return Array.from({ length: days }, (_none, at) => [addDays(day(first), at), 'off'] as const);
}

describe('the window for objections counts working days, from the day after the publication', () => {
  it.each(
    table(`
      published  | days | last day   | why
      2026-07-01 | 5    | 2026-07-08 | a Wednesday: Thu, Fri, Mon, Tue, Wed
      2026-07-03 | 5    | 2026-07-10 | a Friday: the whole next week
      2026-07-04 | 5    | 2026-07-10 | a Saturday counts like the Friday before
      2025-01-24 | 3    | 2025-02-05 | G31: Spring Festival, the Sunday before it is worked
      2025-09-29 | 3    | 2025-10-10 | G31: National Day
      2025-09-26 | 1    | 2025-09-28 | G31: a Sunday that is worked
      2026-02-13 | 3    | 2026-02-25 | G31: Spring Festival 2026, the Saturday before is worked
      2025-01-24 | 5    | 2025-02-07 | over the festival
      2026-07-01 | 1    | 2026-07-02 | the shortest window
    `),
  )('$published + $days → $last day ($why)', (row) => {
    const wish = {
      ...cycle,
      objection: { windowWorkingDays: Number(row.days), answerWorkingDays: Number(row.days) },
    };
    const found = decideWindow(wish, day(row.published), calendar);
    expect(found).toEqual({ until: row['last day'], fallbackYears: [] });
    expect(isWorkingDay(found.until, calendar)).toBe(true);
    expect(decideAnswerDue(wish, day(row.published), calendar)).toBe(row['last day']);
  });

  it('says which year has no published holidays', () => {
    expect(decideWindow(cycle, day('2026-12-30'), calendar)).toEqual({
      until: '2027-01-06',
      fallbackYears: [2027],
    });
  });
});

function facts(given: Partial<CycleFacts>): CycleFacts {
  return {
    quarter: of,
    today: day('2026-07-01'),
    withoutWindow: false,
    sealed: false,
    closing: { runId: 7n, digest: 'digest of 7' },
    publication: null,
    objections: { unanswered: 0, overdue: 0, nextDue: null, unapplied: 0 },
    ...given,
  };
}
const publication = {
  runId: 7n,
  publishedOn: day('2026-07-01'),
  objectionsUntil: day('2026-07-08'),
};

describe('publishing', () => {
  it.each(
    table(`
      scope | closed | sealed | published run | seen        | marks | newer marks | lacking raters     | answer
      bank  | yes    | no     | none          | digest of 7 | 0/0   | 0           | refuse_publication | yes
      bank  | yes    | no     | 6             | digest of 7 | 0/0   | 0           | refuse_publication | yes
      bank  | yes    | no     | 7             | digest of 7 | 0/0   | 0           | refuse_publication | assessment.already_published
      part  | yes    | no     | none          | digest of 7 | 0/0   | 0           | refuse_publication | assessment.publish_part_not_allowed
      bank  | no     | no     | none          | digest of 7 | 0/0   | 0           | refuse_publication | assessment.not_closed
      bank  | yes    | yes    | none          | digest of 7 | 0/0   | 0           | refuse_publication | assessment.quarter_sealed
      bank  | yes    | no     | none          | another     | 0/0   | 0           | refuse_publication | assessment.digest_differs
      bank  | yes    | no     | none          |             | 0/0   | 0           | refuse_publication | yes
      bank  | yes    | no     | none          | digest of 7 | 9/9   | 0           | refuse_publication | yes
      bank  | yes    | no     | none          | digest of 7 | 8/9   | 0           | refuse_publication | assessment.marks_lacking
      bank  | yes    | no     | none          | digest of 7 | 8/9   | 0           | publish            | yes
      bank  | yes    | no     | none          | digest of 7 | 9/9   | 1           | refuse_publication | assessment.marks_newer
      bank  | yes    | no     | none          | digest of 7 | 8/9   | 1           | publish            | assessment.marks_newer
    `),
  )('$scope, published $published run, marks $marks: $answer', (row) => {
    const [done, wanted] = row.marks.split('/').map(Number);
    const run = row['published run'];
    const given = facts({
      sealed: row.sealed === 'yes',
      ...(row.closed === 'yes' ? {} : { closing: null }),
      publication: run === 'none' ? null : { ...publication, runId: BigInt(run) },
    });
    const marks = { wanted: wanted!, done: done!, newer: Number(row['newer marks']) };
    const decided = decidePublish(given, marks, {
      bankWide: row.scope === 'bank',
      seen: row.seen === '' ? null : row.seen,
      lackingRaters: row['lacking raters'] as 'publish',
    });
    expect(decided?.refused ?? 'yes').toBe(row.answer);
  });
});

describe('objecting', () => {
  it.each(
    table(`
      sheet   | today      | until      | line            | before          | sealed | answer
      own     | 2026-07-08 | 2026-07-08 | deposit_average |                 | no     | yes
      own     | 2026-07-09 | 2026-07-08 | deposit_average |                 | no     | assessment.window_over
      own     | 2026-07-02 | 2026-07-08 | total           |                 | no     | yes
      own     | 2026-07-02 | 2026-07-08 | churn           |                 | no     | assessment.line_unknown
      own     | 2026-07-02 | 2026-07-08 | deposit_average | deposit_average | no     | assessment.objection_twice
      own     | 2026-07-02 | 2026-07-08 | fee_income      | deposit_average | no     | yes
      own     | 2026-07-02 | none       | deposit_average |                 | no     | assessment.not_published
      own     | 2026-07-02 | 2026-07-08 | deposit_average |                 | yes    | assessment.quarter_sealed
      another | 2026-07-02 | 2026-07-08 | deposit_average |                 | no     | assessment.objection_not_own_not_allowed
    `),
  )('$sheet sheet on $today, window until $until, $line: $answer', (row) => {
    const given = {
      quarter: of,
      today: day(row.today),
      own: row.sheet === 'own',
      sealed: row.sealed === 'yes',
      published: row.until === 'none' ? null : { objectionsUntil: day(row.until) },
      metrics: ['deposit_average', 'fee_income'],
      before: row.before === '' ? [] : [row.before],
    };
    expect(decideObjection(given, row.line)?.refused ?? 'yes').toBe(row.answer);
  });

  it('names the days of a window that is over', () => {
    const given = {
      quarter: of,
      today: day('2026-07-09'),
      own: true,
      sealed: false,
      published: { objectionsUntil: day('2026-07-08') },
      metrics: [],
      before: [],
    };
    expect(decideMayObject(given)?.params).toEqual({
      quarter: of,
      until: '2026-07-08',
      today: '2026-07-09',
    });
  });
});

describe('answering and withdrawing', () => {
  it.each(
    table(`
      who                  | answered | sealed | answer                               | withdraw
      somebody else        |          | no     | yes                                  | assessment.objection_not_own_not_allowed
      the RM               |          | no     | assessment.answer_own_not_allowed    | yes
      who made the figure  |          | no     | assessment.answer_figure_not_allowed | assessment.objection_not_own_not_allowed
      somebody else        | upheld   | no     | assessment.answered_already          | assessment.objection_not_own_not_allowed
      the RM               | rejected | no     | assessment.answered_already          | assessment.answered_already
      somebody else        |          | yes    | assessment.quarter_sealed            | assessment.objection_not_own_not_allowed
      the RM               |          | yes    | assessment.quarter_sealed            | assessment.quarter_sealed
    `),
  )('$who, answered "$answered": $answer / $withdraw', (row) => {
    const given = {
      quarter: of,
      sealed: row.sealed === 'yes',
      verdict: row.answered === '' ? null : row.answered,
      isRm: row.who === 'the RM',
      madeFigure: row.who === 'who made the figure',
    };
    expect(decideAnswer(given)?.refused ?? 'yes').toBe(row.answer);
    expect(decideWithdrawal(given)?.refused ?? 'yes').toBe(row.withdraw);
  });
});

describe('the steps of a quarter', () => {
  it.each(
    table(`
      ended | closed | marks | published | today      | open objections | sealed | skip | steps
      no    | no     | 0/0   | no        | 2026-06-30 | 0 | no  | no  | now waiting not_needed waiting waiting waiting
      yes   | no     | 0/0   | no        | 2026-07-01 | 0 | no  | no  | done now not_needed waiting waiting waiting
      yes   | yes    | 2/9   | no        | 2026-07-01 | 0 | no  | no  | done done now waiting waiting waiting
      # −2 of 9: two have raters enough, and the policy lets the quarter be published all the same
      yes   | yes    | -2/9  | no        | 2026-07-01 | 0 | no  | no  | done done now now waiting waiting
      yes   | yes    | 9/9   | no        | 2026-07-01 | 0 | no  | no  | done done done now waiting waiting
      yes   | yes    | 2/9   | yes       | 2026-07-02 | 0 | no  | no  | done done done done now waiting
      yes   | yes    | 0/0   | yes       | 2026-07-08 | 0 | no  | no  | done done not_needed done now waiting
      yes   | yes    | 0/0   | yes       | 2026-07-09 | 1 | no  | no  | done done not_needed done now waiting
      yes   | yes    | 0/0   | yes       | 2026-07-09 | 0 | no  | no  | done done not_needed done done now
      yes   | yes    | 0/0   | yes       | 2026-07-09 | 0 | yes | no  | done done not_needed done done done
      yes   | yes    | 0/0   | no        | 2026-07-09 | 0 | no  | yes | done done not_needed not_needed not_needed now
      yes   | yes    | 0/0   | no        | 2026-07-09 | 0 | yes | yes | done done not_needed not_needed not_needed done
    `),
  )('$today, closed $closed, published $published: $steps', (row) => {
    const [done, wanted] = row.marks.split('/').map(Number);
    const given = facts({
      today: day(row.today),
      sealed: row.sealed === 'yes',
      withoutWindow: row.skip === 'yes',
      ...(row.closed === 'yes' ? {} : { closing: null }),
      publication: row.published === 'yes' ? publication : null,
      objections: {
        unanswered: Number(row['open objections']),
        overdue: 0,
        nextDue: null,
        unapplied: 0,
      },
    });
    const found = stepsOf(given, {
      ended: row.ended === 'yes',
      marks: { wanted: wanted!, done: Math.abs(done!) },
      lackingRaters: row.marks.startsWith('-') ? 'publish' : 'refuse_publication',
    });
    expect(found.map((one) => one.state).join(' ')).toBe(row.steps);
  });
});

describe('the policy of the steps', () => {
  it('names a role once', () => {
    const marks = { ...cycle.marks, raterRoles: ['team_head' as const, 'team_head' as const] };
    expect(cycleFaults({ ...cycle, marks }).map((one) => one.at)).toEqual(['marks.raterRoles']);
    expect(cycleFaults(cycle)).toEqual([]);
  });

  it.each([
    ['windowWorkingDays', 0, false],
    ['windowWorkingDays', 1, true],
    ['windowWorkingDays', 60, true],
    ['windowWorkingDays', 61, false],
    ['answerWorkingDays', 0, false],
    ['answerWorkingDays', 1, true],
  ])('%s of %d: %s', (place, days, fits) => {
    const body = { ...cycle, objection: { ...cycle.objection, [place]: days } };
    expect(assessmentCycleKind.schema.safeParse(body).success).toBe(fits);
  });
});
