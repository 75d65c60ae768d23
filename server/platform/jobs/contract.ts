import { z } from 'zod';
import { countText, instantText, route } from '../../../core/schema.ts';

export const progressStates = ['running', 'done', 'failed'] as const;

export const progress = z.object({
  key: z.string(),
  state: z.enum(progressStates),
  /** Pieces done, and in all when that is known. */
  done: countText,
  total: countText.nullable(),
  /** Pieces a second since the start. */
  perSecond: countText,
  /** Whole seconds that the rest takes at that rate; null when not known. */
  secondsLeft: z.int().nullable(),
  note: z.string(),
  startedAt: instantText,
  updatedAt: instantText,
});
export type Progress = z.infer<typeof progress>;

export const jobsApi = {
  readProgress: route({
    method: 'get',
    path: '/progress/:key',
    right: 'signed_in',
    summary: 'How far long work is, with its rate and the time left',
    params: z.object({ key: z.string().min(1).max(200) }),
    response: progress,
  }),
};
