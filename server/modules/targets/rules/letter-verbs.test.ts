import { describe, expect, it } from 'vitest';
import type { Role } from '../../../../core/actor.ts';
import { isRefusal } from '../../../../core/refusal.ts';
import { table } from '../../../platform/testing/table.ts';
import type { LetterSide } from '../contract.ts';
import { letterMarks, type LetterMark } from './letter-state.ts';
import * as verbs from './letter-verbs.ts';

const hash = 'a'.repeat(64);
const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** The letter of RM 1 after what happened to it. */
function letterAfter(happened: string): verbs.LetterStanding {
  const marks = words(happened) as LetterMark[];
  const signed = (mark: LetterMark, side: LetterSide) =>
    marks.includes(mark)
      ? [{ side, signerName: '李华', signedAt: '2026-01-05T01:00:00.000Z' }]
      : [];
  return {
    letterNo: '2026-责-0001',
    staffId: 1n,
    rmName: '王明',
    bodyHash: hash,
    marks: marks.reduce((sum, mark) => sum + letterMarks[mark], 0),
    signatures: [...signed('rmSigned', 'rm'), ...signed('bankSigned', 'bank')],
  };
}

const actorOf = (staff: string, roles: string) => ({
  staffId: staff === 'none' ? null : BigInt(staff),
  roles: words(roles) as Role[],
});

describe('who may sign', () => {
  const rows = table(`
    side | staff | roles            | happened                | hash | refused
    rm   | 1     | rm               | sent read               | same |
    rm   | 1     | rm               | sent read bankSigned    | same |
    rm   | 1     | rm               | sent read refused       | same |
    bank | 2     | team_head        | sent                    | same |
    bank | 2     | branch_president | sent read rmSigned      | same |
    bank | none  | branch_president | sent read               | same |
    rm   | 1     | rm               | sent                    | same | targets.letter_not_read
    rm   | 1     | rm               |                         | same | targets.letter_not_sent
    bank | 2     | team_head        |                         | same | targets.letter_not_sent
    bank | 2     | team_head        | sent read refused       | same | targets.letter_refusal_waits
    bank | 2     | team_head        | sent read refused rmSigned | same |
    rm   | 2     | rm               | sent read               | same | targets.letter_not_own_not_allowed
    rm   | 2     | team_head        | sent read               | same | targets.letter_not_own_not_allowed
    rm   | none  | branch_president | sent read               | same | targets.letter_not_own_not_allowed
    bank | 1     | rm team_head     | sent read               | same | targets.letter_bank_side_not_allowed
    bank | 2     | rm               | sent read               | same | targets.letter_bank_side_not_allowed
    bank | 2     | hr               | sent read               | same | targets.letter_bank_side_not_allowed
    rm   | 1     | rm               | sent read rmSigned      | same | targets.letter_already_signed
    bank | 2     | team_head        | sent read bankSigned    | same | targets.letter_already_signed
    rm   | 1     | rm               | adopted sent            | same | targets.letter_adopted
    bank | 2     | team_head        | adopted sent            | same | targets.letter_adopted
    rm   | 1     | rm               | sent read withdrawn     | same | targets.letter_withdrawn
    bank | 2     | team_head        | sent read replaced      | same | targets.letter_replaced
    rm   | 1     | rm               | sent read               | old  | targets.letter_text_differs
  `);
  it.each(rows)('$side by $staff ($roles), "$happened" $hash: $refused', (row) => {
    const bodyHash = row.hash === 'same' ? hash : 'b'.repeat(64);
    const wanted = { side: row.side as LetterSide, bodyHash };
    const got = verbs.decideSignature(
      letterAfter(row.happened),
      actorOf(row.staff, row.roles),
      wanted,
    );
    expect(got?.refused ?? '').toBe(row.refused);
  });
});

describe('the way of a letter, by the RM (1) and his leader (2)', () => {
  const rows = table(`
    verb     | who | happened                  | refused
    send     | 2   |                           |
    send     | 2   | sent                      | targets.letter_already_sent
    send     | 1   |                           | targets.letter_bank_side_not_allowed
    send     | 2   | withdrawn                 | targets.letter_withdrawn
    read     | 1   | sent                      |
    read     | 1   | sent read                 | known
    read     | 1   |                           | targets.letter_not_sent
    read     | 2   | sent                      | targets.letter_not_own_not_allowed
    read     | 1   | adopted sent              | targets.letter_adopted
    refuse   | 1   | sent read                 |
    refuse   | 1   | sent read bankSigned      |
    refuse   | 1   | sent                      | targets.letter_not_read
    refuse   | 1   | sent read refused         | targets.letter_already_refused
    refuse   | 1   | sent read rmSigned        | targets.letter_signed_by_rm
    refuse   | 2   | sent read                 | targets.letter_not_own_not_allowed
    takeBack | 2   | sent read refused         |
    takeBack | 2   |                           |
    takeBack | 2   | sent bankSigned           |
    takeBack | 2   | sent read rmSigned        | targets.letter_signed_by_rm
    takeBack | 2   | sent withdrawn            | targets.letter_withdrawn
    takeBack | 2   | sent replaced             | targets.letter_replaced
    takeBack | 1   | sent read                 | targets.letter_bank_side_not_allowed
    remind   | 2   | sent                      |
    remind   | 2   | sent read                 |
    remind   | 2   | sent bankSigned           |
    remind   | 2   |                           | targets.letter_nothing_waits
    remind   | 2   | sent read refused         | targets.letter_nothing_waits
    remind   | 2   | sent read rmSigned        | targets.letter_nothing_waits
    remind   | 1   | sent                      | targets.letter_bank_side_not_allowed
  `);
  const decide = {
    send: verbs.decideSending,
    read: verbs.decideReading,
    refuse: verbs.decideRefusal,
    takeBack: verbs.decideTakingBack,
    remind: verbs.decideReminder,
  };
  it.each(rows)('$verb by $who, "$happened": $refused', ({ verb, who, happened, refused }) => {
    const actor = actorOf(who, who === '1' ? 'rm' : 'branch_president');
    const got = decide[verb as keyof typeof decide](letterAfter(happened), actor);
    expect(isRefusal(got) ? got.refused : (got ?? '')).toBe(refused);
  });
});

it('adds a side’s signature to what happened once', () => {
  const { sent, rmSigned, bankSigned } = letterMarks;
  expect(verbs.signedMarks(sent, 'rm')).toBe(sent + rmSigned);
  expect(verbs.signedMarks(sent + rmSigned, 'bank')).toBe(sent + rmSigned + bankSigned);
  expect(verbs.signedMarks(sent + rmSigned, 'rm')).toBe(sent + rmSigned);
});
