import type { Job } from '../../platform/module.ts';
import { makeMissingFiles } from './letter-files.ts';

/** Signed files of letters that were signed many at once are made soon after. */
export const targetsJobs: readonly Job[] = [
  { name: 'targets.files', cron: '*/5 * * * *', run: makeMissingFiles },
];
