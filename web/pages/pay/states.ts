import type { Tone } from '../../kit/figures.tsx';

/** Tones of what waits for, has, or was refused a second person's word. */
export const stateTones: Readonly<Record<string, Tone>> = {
  waiting: 'warn',
  approved: 'good',
  returned: 'calm',
};

/** Tones of what happened to a part of performance pay. */
export const eventTones: Readonly<Record<string, Tone>> = {
  paid: 'good',
  stopped: 'warn',
  clawed_back: 'bad',
  settled: 'calm',
};

/** Tones of the answer to an objection. */
export const answerTones: Readonly<Record<string, Tone>> = {
  open: 'warn',
  upheld: 'good',
  dismissed: 'calm',
};
