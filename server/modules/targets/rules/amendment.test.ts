import { describe, expect, it } from 'vitest';
import type { Role } from '../../../../core/actor.ts';
import { quarter } from '../../../../core/period.ts';
import { isRefusal } from '../../../../core/refusal.ts';
import { table } from '../../../platform/testing/table.ts';
import type { LetterSide, MetricKey } from '../contract.ts';
import {
  amendmentState,
  decideAmendment,
  decideAmendmentSignature,
  decideChanges,
  decideEnd,
} from './amendment.ts';
import { letterMarks, type LetterMark } from './letter-state.ts';
import { bookOf } from './metric-book.ts';

const words = (text: string) => text.split(' ').filter((word) => word !== '');
const actorOf = (staff: string, role: string) => ({
  staffId: BigInt(staff),
  roles: [role as Role],
});
/** Q1 sealed, Q2 closed, Q3 and Q4 open. */
const quarters = ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((text, at) => ({
  quarter: quarter(text),
  sealed: at === 0,
  closed: at <= 1,
}));
const book = bookOf([]);
const inForce = new Map<MetricKey, bigint>([
  ['deposit_average', 1000n],
  ['npl_rate', 20_000n],
]);

describe('proposing an amendment', () => {
  const rows = table(`
    who | role             | happened                 | open | from   | to   | refused
    1   | rm               | sent read rmSigned bankSigned |  | 2026Q3 | 1100 |
    2   | branch_president | sent read rmSigned bankSigned |  | 2026Q4 | 900  |
    2   | team_head        | adopted sent             |      | 2026Q3 | 1100 |
    1   | rm               | sent read rmSigned bankSigned |  | 2026Q2 | 1100 | targets.amendment_closed
    1   | rm               | sent read rmSigned bankSigned |  | 2026Q1 | 1100 | targets.amendment_sealed
    1   | rm               | sent read rmSigned bankSigned |  | 2027Q1 | 1100 | targets.amendment_other_year
    1   | rm               | sent read rmSigned bankSigned |  | 2026Q3 | 1000 | targets.change_nothing
    1   | rm               | sent read rmSigned bankSigned |  | 2026Q3 | -1   | targets.change_out_of_range
    1   | rm               | sent read rmSigned bankSigned | 1 | 2026Q3 | 1100 | targets.amendment_open
    1   | rm               | sent read rmSigned       |      | 2026Q3 | 1100 | targets.amendment_of_unsigned
    1   | rm               | sent                     |      | 2026Q3 | 1100 | targets.amendment_of_unsigned
    2   | rm               | sent read rmSigned bankSigned |  | 2026Q3 | 1100 | targets.letter_bank_side_not_allowed
    2   | hr               | sent read rmSigned bankSigned |  | 2026Q3 | 1100 | targets.letter_bank_side_not_allowed
  `);
  it.each(rows)('$who $role "$happened" $open $from $to: $refused', (row) => {
    const marks = (words(row.happened) as LetterMark[]).map((mark) => letterMarks[mark]);
    const got = decideAmendment(
      {
        letterNo: '2026-责-0001',
        staffId: 1n,
        rmName: '王明',
        year: 2026,
        marks: marks.reduce((sum, mark) => sum + mark, 0),
        openNo: row.open === '' ? null : 1,
      },
      actorOf(row.who, row.role),
      {
        fromQuarter: quarter(row.from),
        changes: [{ metric: 'deposit_average', annual: BigInt(row.to) }],
      },
      { quarters, book, inForce },
    );
    expect(isRefusal(got) ? got.refused : '').toBe(row.refused);
  });
});

describe('changes against the figures in force (deposits 1000, bad loans 2 %)', () => {
  const rows = table(`
    changes                                       | kept                | refused
    deposit_average=1001                          | deposit_average     |
    deposit_average=0                             | deposit_average     |
    deposit_average=1000 npl_rate=15000           | npl_rate            |
    npl_rate=1000000                              | npl_rate            |
    npl_rate=1000001                              |                     | targets.change_out_of_range
    deposit_average=1000 npl_rate=20000           |                     | targets.change_nothing
    deposit_average=1001 deposit_average=1002     |                     | targets.change_twice
    fee_income=5                                  |                     | targets.change_of_missing
  `);
  it.each(rows)('$changes: $kept $refused', ({ changes, kept, refused }) => {
    const wanted = words(changes).map((one) => {
      const [metric, annual] = one.split('=') as [MetricKey, string];
      return { metric, annual: BigInt(annual) };
    });
    const got = decideChanges(book, wanted, inForce);
    expect(isRefusal(got) ? got.refused : '').toBe(refused);
    expect(isRefusal(got) ? '' : got.map((one) => one.metric).join(' ')).toBe(kept);
  });
});

const hash = 'a'.repeat(64);
const amendmentOf = (given: { signed: string; ended: string; from: string }) => ({
  letterNo: '2026-责-0001',
  amendmentNo: 1,
  staffId: 1n,
  rmName: '王明',
  fromQuarter: quarter(given.from),
  bodyHash: hash,
  ended: given.ended === 'yes',
  signatures: (words(given.signed) as LetterSide[]).map((side) => ({
    side,
    signerName: '李华',
    signedAt: '2026-07-05T01:00:00.000Z',
  })),
});

describe('signing an amendment', () => {
  const rows = table(`
    side | who | role             | signed | ended | from   | hash | refused
    rm   | 1   | rm               |        |       | 2026Q3 | same |
    bank | 2   | branch_president | rm     |       | 2026Q3 | same |
    rm   | 2   | branch_president |        |       | 2026Q3 | same | targets.letter_not_own_not_allowed
    bank | 1   | team_head        |        |       | 2026Q3 | same | targets.letter_bank_side_not_allowed
    rm   | 1   | rm               | rm     |       | 2026Q3 | same | targets.letter_already_signed
    rm   | 1   | rm               |        | yes   | 2026Q3 | same | targets.amendment_ended
    # the quarter was closed while it waited
    bank | 2   | branch_president | rm     |       | 2026Q2 | same | targets.amendment_closed
    bank | 2   | branch_president | rm     |       | 2026Q1 | same | targets.amendment_sealed
    rm   | 1   | rm               |        |       | 2026Q3 | old  | targets.letter_text_differs
  `);
  it.each(rows)('$side by $who $role, "$signed" $ended $from $hash: $refused', (row) => {
    const bodyHash = row.hash === 'same' ? hash : 'b'.repeat(64);
    const wanted = { side: row.side as LetterSide, bodyHash };
    const actor = actorOf(row.who, row.role);
    const got = decideAmendmentSignature(amendmentOf(row), actor, wanted, quarters);
    expect(got?.refused ?? '').toBe(row.refused);
  });
});

describe('ending a proposal', () => {
  const rows = table(`
    who | role             | signed  | ended | side | refused
    1   | rm               |         |       | rm   |
    2   | branch_president | rm      |       | bank |
    1   | rm               | rm      |       | rm   |
    2   | hr               |         |       |      | targets.letter_bank_side_not_allowed
    1   | rm               | rm bank |       |      | targets.amendment_in_force
    1   | rm               |         | yes   |      | targets.amendment_ended
  `);
  it.each(rows)('$who $role "$signed" $ended: $side $refused', (row) => {
    const got = decideEnd(amendmentOf({ ...row, from: '2026Q3' }), actorOf(row.who, row.role));
    expect(isRefusal(got) ? got.refused : '').toBe(row.refused);
    expect(isRefusal(got) ? '' : got).toBe(row.side);
  });
});

it.each(
  table(`
    signed  | ended | state
            |       | proposed
    rm      |       | rm_signed
    bank    |       | bank_signed
    rm bank |       | in_force
    rm      | yes   | ended
  `),
)('an amendment with "$signed" $ended is $state', ({ signed, ended, state }) => {
  expect(amendmentState(ended === 'yes', words(signed) as LetterSide[])).toBe(state);
});
