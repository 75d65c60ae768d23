import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { quarter } from '../../../../core/period.ts';
import type { Role } from '../../../../core/actor.ts';
import { table } from '../../../platform/testing/table.ts';
import { assessmentCycleKind } from '../policy/cycle.ts';
import { decideMark, markOf } from './marks.ts';

const cycle = assessmentCycleKind.schema.parse(assessmentCycleKind.initial);

describe('a rater marks an RM', () => {
  it.each(
    table(`
      rater role         | rater | RM   | today      | sealed | published  | line     | shown | present | answer
      team_head          | 9     | 1    | 2026-06-30 | no     |            | attitude |       |         | yes
      branch_president   | 9     | 1    | 2026-06-30 | no     |            | attitude |       |         | yes
      department_officer | 9     | 1    | 2026-07-01 | no     |            | attitude |       |         | yes
      hr                 | 9     | 1    | 2026-07-01 | no     |            | attitude |       |         | assessment.rater_role_not_allowed
      rm                 | 9     | 1    | 2026-07-01 | no     |            | attitude |       |         | assessment.rater_role_not_allowed
      team_head          |       | 1    | 2026-07-01 | no     |            | attitude |       |         | assessment.rater_no_staff_not_allowed
      team_head          | 1     | 1    | 2026-07-01 | no     |            | attitude |       |         | assessment.mark_own_not_allowed
      team_head          | 9     |      | 2026-07-01 | no     |            | attitude |       |         | assessment.rm_unknown
      team_head          | 9     | 1    | 2026-07-01 | no     |            | deposits |       |         | assessment.mark_line_unknown
      team_head          | 9     | 1    | 2026-06-29 | no     |            | attitude |       |         | assessment.marks_not_begun
      team_head          | 9     | 1    | 2026-07-01 | yes    |            | attitude |       |         | assessment.quarter_sealed
      team_head          | 9     | 1    | 2026-07-02 | no     | 2026-07-01 | attitude |       |         | assessment.marks_over
      # he replaces the mark he saw; another window was quicker, or the page is old
      team_head          | 9     | 1    | 2026-07-01 | no     |            | attitude | 5     | 5       | yes
      team_head          | 9     | 1    | 2026-07-01 | no     |            | attitude | 5     | 6       | assessment.mark_changed
      team_head          | 9     | 1    | 2026-07-01 | no     |            | attitude |       | 5       | assessment.mark_changed
      team_head          | 9     | 1    | 2026-07-01 | no     |            | attitude | 5     |         | assessment.mark_changed
    `),
  )('$rater role $rater on $today, line $line: $answer', (row) => {
    const id = (text: string) => (text === '' ? null : BigInt(text));
    const rm = id(row.RM);
    const decided = decideMark(
      cycle,
      {
        quarter: quarter('2026Q2'),
        lastDay: day('2026-06-30'),
        today: day(row.today),
        sealed: row.sealed === 'yes',
        closedOn: row.published === '' ? null : day(row.published),
        rm: rm === null ? null : { staffId: rm, name: '王明' },
        metrics: ['attitude'],
        present: id(row.present),
      },
      { staffId: id(row.rater), roles: [row['rater role'] as Role] },
      { metric: row.line, replaces: id(row.shown) },
    );
    expect(decided?.refused ?? 'yes').toBe(row.answer);
  });

  it('follows the roles that the bank names', () => {
    const heads = { ...cycle, marks: { ...cycle.marks, raterRoles: ['team_head' as const] } };
    const facts = {
      quarter: quarter('2026Q2'),
      lastDay: day('2026-06-30'),
      today: day('2026-06-30'),
      sealed: false,
      closedOn: null,
      rm: { staffId: 1n, name: '王明' },
      metrics: ['attitude'],
      present: null,
    };
    const mark = (roles: readonly Role[]) =>
      decideMark(heads, facts, { staffId: 9n, roles }, { metric: 'attitude', replaces: null });
    expect(mark(['branch_president'])?.refused).toBe('assessment.rater_role_not_allowed');
    expect(mark(['branch_president', 'team_head'])).toBe(null);
  });
});

describe('a typed mark', () => {
  it.each([
    ['0', 0n],
    ['7.5', 7_500_000n],
    ['85', 85_000_000n],
    ['85.25', 85_250_000n],
    ['100', 100_000_000n],
    ['100.00', 100_000_000n],
  ])('%s is %d millionths', (text, millionths) => {
    expect(markOf(text)).toBe(millionths);
  });
});
