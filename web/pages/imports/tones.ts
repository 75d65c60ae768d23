import type { Tone } from '../../kit/figures.tsx';

export const stateTones: Readonly<Record<string, Tone>> = { done: 'good', undone: 'calm' };
export const levelTones: Readonly<Record<string, Tone>> = { error: 'bad', warning: 'warn' };
