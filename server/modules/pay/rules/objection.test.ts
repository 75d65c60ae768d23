import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { decideObjection } from './objection.ts';

describe('an objection to a slip', () => {
  it.each(
    table(`
      who | until      | today      | objected | answer
      7   | 2026-04-17 | 2026-04-16 | no       | may
      7   | 2026-04-17 | 2026-04-17 | no       | may
      7   | 2026-04-17 | 2026-04-18 | no       | pay.objection_too_late
      7   | 2026-04-17 | 2026-04-17 | yes      | pay.objection_again
      7   | -          | 2026-04-17 | no       | pay.objection_too_early
      8   | 2026-04-17 | 2026-04-17 | no       | pay.objection_not_own
      -   | 2026-04-17 | 2026-04-17 | no       | pay.objection_not_own
    `),
  )('by $who on $today, window until $until: $answer', (row) => {
    const decided = decideObjection(
      {
        staffId: 7n,
        until: row.until === '-' ? null : row.until,
        objected: row.objected === 'yes',
      },
      { actorStaffId: row.who === '-' ? null : BigInt(row.who), today: row.today },
    );
    expect(decided?.refused ?? 'may').toBe(row.answer);
  });
});
