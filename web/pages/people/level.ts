import type { Tone } from '../../kit/figures.tsx';

/** Higher grades stand out. */
export const levelTones: Readonly<Record<string, Tone>> = {
  trainee: 'calm',
  junior: 'good',
  middle: 'strong',
  senior: 'gold',
};

/** How far a grade may go with a customer. */
export const modeTones: Readonly<Record<string, Tone>> = {
  none: 'calm',
  assist: 'calm',
  with_approval: 'warn',
  alone: 'good',
};
