import type { Actor } from '../../../../core/actor.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { LetterSide, LetterState } from '../contract.ts';
import { refuse, targetsMessages } from '../messages.ts';
import { hasMark, letterState, markOfSide } from './letter-state.ts';

/** A letter as the rules of its verbs see it. */
export interface LetterStanding {
  readonly letterNo: string;
  readonly staffId: bigint;
  readonly rmName: string;
  readonly bodyHash: string;
  /** What happened to it (letter-state.ts). */
  readonly marks: number;
  readonly signatures: readonly {
    readonly side: LetterSide;
    readonly signerName: string;
    readonly signedAt: string;
  }[];
}

type Person = Pick<Actor, 'staffId' | 'roles'>;

const isOwn = (letter: Pick<LetterStanding, 'staffId'>, actor: Person) =>
  actor.staffId === letter.staffId;

/** A team head or branch president other than the RM himself speaks for the bank. */
export function speaksForBank(letter: Pick<LetterStanding, 'staffId'>, actor: Person): boolean {
  const leads = actor.roles.includes('team_head') || actor.roles.includes('branch_president');
  return leads && !isOwn(letter, actor);
}

/** Refuses whoever may not speak for a side: the RM's only himself, the bank's only a leader. */
export function decideSide(
  letter: Pick<LetterStanding, 'letterNo' | 'staffId' | 'rmName'>,
  actor: Person,
  side: LetterSide,
): Refusal | null {
  const { letterNo, rmName } = letter;
  if (side === 'rm') {
    return isOwn(letter, actor)
      ? null
      : refuse('targets.letter_not_own_not_allowed', { letterNo, name: rmName });
  }
  return speaksForBank(letter, actor) ? null : refuse('targets.letter_bank_side_not_allowed');
}

function ended(letter: LetterStanding): Refusal | null {
  const { letterNo, marks } = letter;
  if (hasMark(marks, 'adopted')) return refuse('targets.letter_adopted', { letterNo });
  if (hasMark(marks, 'withdrawn')) return refuse('targets.letter_withdrawn', { letterNo });
  if (hasMark(marks, 'replaced')) return refuse('targets.letter_replaced', { letterNo });
  return null;
}

/**
 * Whether an actor may sign a letter he can see for one side (C3e). The RM's side only by himself
 * and after reading it, the bank's by a leader and not while a refusal waits for an answer; each
 * side once; a sent letter, neither adopted nor taken back; only the text he read.
 */
export function decideSignature(
  letter: LetterStanding,
  actor: Person,
  wanted: { readonly side: LetterSide; readonly bodyHash: string },
): Refusal | null {
  const { letterNo, marks } = letter;
  const over = ended(letter) ?? decideSide(letter, actor, wanted.side);
  if (over !== null) return over;
  const before = letter.signatures.find((one) => one.side === wanted.side);
  if (before !== undefined) {
    const { zh, en } = targetsMessages[`targets.side.${wanted.side}`];
    const params = { letterNo, side: en, sideZh: zh, signer: before.signerName };
    return refuse('targets.letter_already_signed', params);
  }
  if (!hasMark(marks, 'sent')) return refuse('targets.letter_not_sent', { letterNo });
  if (wanted.side === 'rm' && !hasMark(marks, 'read')) {
    return refuse('targets.letter_not_read', { letterNo });
  }
  if (letterState(marks) === 'refused' && wanted.side === 'bank') {
    return refuse('targets.letter_refusal_waits', { letterNo, name: letter.rmName });
  }
  return wanted.bodyHash === letter.bodyHash
    ? null
    : refuse('targets.letter_text_differs', { letterNo });
}

/** The marks after a side has signed. */
export function signedMarks(marks: number, side: LetterSide): number {
  return hasMark(marks, markOfSide(side)) ? marks : marks + (side === 'rm' ? 16 : 32);
}

/** A leader sends a draft, once. */
export function decideSending(letter: LetterStanding, actor: Person): Refusal | null {
  const { letterNo, marks } = letter;
  const over = ended(letter) ?? decideSide(letter, actor, 'bank');
  if (over !== null) return over;
  return hasMark(marks, 'sent') ? refuse('targets.letter_already_sent', { letterNo }) : null;
}

/** The RM opens his own letter once it was sent. 'known': he did before. */
export function decideReading(letter: LetterStanding, actor: Person): Refusal | 'known' | null {
  const { letterNo, marks } = letter;
  const over = ended(letter) ?? decideSide(letter, actor, 'rm');
  if (over !== null) return over;
  if (!hasMark(marks, 'sent')) return refuse('targets.letter_not_sent', { letterNo });
  return hasMark(marks, 'read') ? 'known' : null;
}

/** The RM refuses what he has read and not signed, once; the bank then answers. */
export function decideRefusal(letter: LetterStanding, actor: Person): Refusal | null {
  const { letterNo, marks } = letter;
  const over = ended(letter) ?? decideSide(letter, actor, 'rm');
  if (over !== null) return over;
  const own = letter.signatures.find((one) => one.side === 'rm');
  if (own !== undefined) {
    return refuse('targets.letter_signed_by_rm', { letterNo });
  }
  if (hasMark(marks, 'refused')) return refuse('targets.letter_already_refused', { letterNo });
  return hasMark(marks, 'read') ? null : refuse('targets.letter_not_read', { letterNo });
}

/** The bank takes back or replaces a letter that the RM has not signed. */
export function decideTakingBack(letter: LetterStanding, actor: Person): Refusal | null {
  const { letterNo } = letter;
  const over = ended(letter) ?? decideSide(letter, actor, 'bank');
  if (over !== null) return over;
  const own = letter.signatures.find((one) => one.side === 'rm');
  return own === undefined ? null : refuse('targets.letter_signed_by_rm', { letterNo });
}

const waitsForRm: readonly LetterState[] = ['sent', 'read', 'bank_signed'];

/** A leader reminds an RM who has a letter to sign. */
export function decideReminder(letter: LetterStanding, actor: Person): Refusal | null {
  const over = ended(letter) ?? decideSide(letter, actor, 'bank');
  if (over !== null) return over;
  return waitsForRm.includes(letterState(letter.marks))
    ? null
    : refuse('targets.letter_nothing_waits', { letterNo: letter.letterNo });
}
