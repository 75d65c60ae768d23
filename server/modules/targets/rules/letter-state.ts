import type { LetterSide, LetterState } from '../contract.ts';

/** What happened to a letter, as the view targets_v_letter adds it up. */
export const letterMarks = {
  adopted: 1,
  sent: 2,
  read: 4,
  refused: 8,
  rmSigned: 16,
  bankSigned: 32,
  withdrawn: 64,
  replaced: 128,
} as const;
export type LetterMark = keyof typeof letterMarks;

const allMarks = 255;

export function hasMark(marks: number, mark: LetterMark): boolean {
  return (marks & letterMarks[mark]) !== 0;
}

/**
 * The state of a letter from what happened to it (C3e). What ended it counts first; two signatures
 * lock it; the RM's own signature outweighs his earlier refusal; a refusal outweighs the bank's
 * signature.
 */
export function letterState(marks: number): LetterState {
  const has = (mark: LetterMark) => hasMark(marks, mark);
  if (has('adopted')) return 'adopted';
  if (has('replaced')) return 'replaced';
  if (has('withdrawn')) return 'withdrawn';
  if (has('rmSigned')) return has('bankSigned') ? 'locked' : 'rm_signed';
  if (has('refused')) return 'refused';
  if (has('bankSigned')) return 'bank_signed';
  if (has('read')) return 'read';
  return has('sent') ? 'sent' : 'drafted';
}

/** Every sum of marks that means a state: a list asks the database for these. */
export function marksOfState(state: LetterState): number[] {
  return Array.from({ length: allMarks + 1 }, (_none, marks) => marks).filter(
    (marks) => letterState(marks) === state,
  );
}

/** The mark of a side's signature. */
export function markOfSide(side: LetterSide): LetterMark {
  return side === 'rm' ? 'rmSigned' : 'bankSigned';
}
