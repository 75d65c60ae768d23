import type { NewNotice } from '../../platform/notices/index.ts';
import type { LetterSide } from './contract.ts';
import { targetsMessages } from './messages.ts';
import type { LetterStanding } from './rules/letter-verbs.ts';

/** Who is told what about a responsibility letter (C3e): each side waits for the other. */
type Told = Pick<LetterStanding, 'letterNo' | 'staffId' | 'rmName'> & {
  readonly letterId: bigint;
};
type InUnit = Told & { readonly unitPath: string };

const bankSide = ['team_head', 'branch_president'] as const;
const linkOf = (letterId: bigint) => `/letters/${letterId}`;

/** The RM is told that his letter came, or is reminded of it. */
export function ofSending(letter: Told, kind: 'sent' | 'reminded'): NewNotice {
  return {
    code: `targets.notice.letter_${kind}`,
    params: { letterNo: letter.letterNo },
    link: linkOf(letter.letterId),
    to: { staffIds: [letter.staffId] },
  };
}

/** The other side is told of a signature. */
export function ofSignature(letter: InUnit, side: LetterSide, name: string): NewNotice {
  const { zh, en } = targetsMessages[`targets.side.${side}`];
  return {
    code: 'targets.notice.letter_signed',
    params: { letterNo: letter.letterNo, name, side: en, sideZh: zh },
    link: linkOf(letter.letterId),
    to:
      side === 'bank'
        ? { staffIds: [letter.staffId] }
        : { role: bankSide, unitPath: letter.unitPath },
  };
}

/** Those who speak for the bank are told that the RM refuses, and why. */
export function ofRefusal(letter: InUnit, reason: string): NewNotice {
  return {
    code: 'targets.notice.letter_refused',
    params: { letterNo: letter.letterNo, name: letter.rmName, reason },
    link: linkOf(letter.letterId),
    to: { role: bankSide, unitPath: letter.unitPath },
  };
}

/** The RM is told that the bank took his letter back. */
export function ofWithdrawal(letter: Told, reason: string): NewNotice {
  return {
    code: 'targets.notice.letter_withdrawn',
    params: { letterNo: letter.letterNo, reason },
    link: linkOf(letter.letterId),
    to: { staffIds: [letter.staffId] },
  };
}

/** The RM is told of a new version that stands in place of the one he has not signed. */
export function ofVersion(
  letter: Told,
  version: { readonly letterId: bigint; readonly letterNo: string; readonly reason: string },
): NewNotice {
  return {
    code: 'targets.notice.letter_replaced',
    params: { letterNo: letter.letterNo, newNo: version.letterNo, reason: version.reason },
    link: linkOf(version.letterId),
    to: { staffIds: [letter.staffId] },
  };
}
