import type { LetterState } from '../../../server/modules/targets/contract.ts';
import type { AmendmentState } from '../../../server/modules/targets/contract.ts';
import { Choice, type Tone } from '../../kit/figures.tsx';

const letterTones: Readonly<Record<LetterState, Tone>> = {
  drafted: 'calm',
  sent: 'warn',
  read: 'warn',
  refused: 'bad',
  rm_signed: 'calm',
  bank_signed: 'calm',
  locked: 'good',
  adopted: 'gold',
  withdrawn: 'calm',
  replaced: 'calm',
};

const amendmentTones: Readonly<Record<AmendmentState, Tone>> = {
  proposed: 'warn',
  rm_signed: 'calm',
  bank_signed: 'calm',
  in_force: 'good',
  ended: 'calm',
};

export function StateOfLetter({ state }: { readonly state: LetterState }) {
  return <Choice module="targets" property="state" value={state} tones={letterTones} />;
}

export function StateOfAmendment({ state }: { readonly state: AmendmentState }) {
  return <Choice module="targets" property="amended" value={state} tones={amendmentTones} />;
}
