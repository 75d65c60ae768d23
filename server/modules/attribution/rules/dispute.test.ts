import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { month, quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { disputed } from '../contract.ts';
import {
  correctionOf,
  disputeState,
  settleDisputes,
  withCorrections,
  type DisputeTerm,
} from './dispute.ts';
import type { Part } from './split.ts';

/** 'B:600 C:300' → parts of April 2026. */
const partsOf = (text: string): Part[] =>
  text.split(' ').map((one) => {
    const [party = '', amount = ''] = one.split(':');
    const part = BigInt(amount);
    const basis = { month: month('2026-04'), amount: 1000n, days: 30, share: 1_000_000n, part };
    return { party, amount: part, rule: 'days_owned', months: [basis] };
  });
const shown = (parts: readonly Part[]) =>
  parts.map((one) => `${one.party}:${one.amount}`).join(' ');

const dispute = (claimantShare: bigint | null): DisputeTerm => ({
  no: 'ZY1',
  quarter: quarter('2026Q2'),
  measure: null,
  claimant: 'A',
  respondent: 'B',
  ruling:
    claimantShare === null
      ? null
      : [
          { party: 'A', shareMillionths: claimantShare },
          { party: 'B', shareMillionths: 1_000_000n - claimantShare },
        ],
});

describe('disputes', () => {
  const parts = () => partsOf('A:100 B:600 C:300');
  const rows = table(`
    ruling  | parts
    # both persons' parts are out until somebody rules; a third keeps his
    none    | C:300 disputed:700
    0       | B:700 C:300
    1000000 | A:700 C:300
    500000  | A:350 B:350 C:300
    1       | B:700 C:300
  `);
  it.each(rows)('ruled $ruling: $parts', ({ ruling, parts: due }) => {
    const term = dispute(ruling === 'none' ? null : BigInt(ruling));
    expect(shown(settleDisputes(parts(), [term]))).toBe(due);
  });
  it('freezes what the respondent has when the claimant has nothing', () => {
    const got = settleDisputes(partsOf('B:1000'), [dispute(null)]);
    expect(shown(got)).toBe(`${disputed}:1000`);
  });
  it('of persons without a part changes nothing', () => {
    const got = partsOf('C:1000');
    expect(settleDisputes(got, [dispute(null)])).toEqual(got);
  });
});

describe('a ruling on a sealed quarter', () => {
  const rows = table(`
    sealed                | ruling  | moves
    disputed:700 C:300    | 500000  | A:350 B:350 disputed:-700
    B:700 C:300           | 500000  | A:350 B:-350
    A:100 B:600 C:300     | 1000000 | A:600 B:-600
    A:100 B:600 C:300     | 142857  |
    C:300                 | 500000  |
    B:-3                  | 500000  | A:-2 B:2
  `);
  it.each(rows)('$sealed by $ruling moves $moves', ({ sealed, ruling, moves }) => {
    const amounts = sealed.split(' ').map((one) => {
      const [party = '', amount = ''] = one.split(':');
      return { party, amount: BigInt(amount) };
    });
    const got = correctionOf(dispute(BigInt(ruling)), amounts);
    expect(got.map((one) => `${one.party}:${one.amount}`).join(' ')).toBe(moves);
    expect(got.reduce((sum, one) => sum + one.amount, 0n)).toBe(0n);
  });
  it('is a part of the open quarter that names the dispute', () => {
    const open = partsOf('B:1000');
    const moved = [
      { party: 'A', amount: 350n, no: 'ZY1', month: month('2026-07') },
      { party: 'B', amount: -350n, no: 'ZY1', month: month('2026-07') },
    ];
    const got = withCorrections(open, moved);
    expect(shown(got)).toBe('A:350 B:650');
    expect(got[1]!.rule).toBe('several');
    expect(got[0]!.months[0]!.by).toEqual({ rule: 'correction', ref: 'ZY1' });
  });
});

describe('a correction', () => {
  it('adds up to nothing, whatever was sealed and ruled', () => {
    const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
    const party = fc.constantFrom('A', 'B', 'C', disputed);
    const sealed = fc.array(fc.record({ party, amount }), { maxLength: 4 });
    fc.assert(
      fc.property(sealed, fc.bigInt({ min: 0n, max: 1_000_000n }), (had, share) => {
        const moves = correctionOf(dispute(share), had);
        expect(moves.reduce((total, one) => total + one.amount, 0n)).toBe(0n);
      }),
      { seed: 1514, numRuns: 300 },
    );
  });
});

describe('where a dispute stands', () => {
  const rows = table(`
    withdrawn | ruled | today      | state
    no        | no    | 2026-02-12 | open
    no        | no    | 2026-02-13 | open
    no        | no    | 2026-02-14 | overdue
    no        | yes   | 2026-02-14 | ruled
    yes       | no    | 2026-02-14 | withdrawn
  `);
  it.each(rows)('on $today: $state', ({ withdrawn, ruled, today, state }) => {
    const given = {
      withdrawn: withdrawn === 'yes',
      ruled: ruled === 'yes',
      rulingDue: day('2026-02-13'),
    };
    expect(disputeState(given, day(today))).toBe(state);
  });
});
