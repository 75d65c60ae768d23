import { mask } from '../log.ts';
import { refuse } from './messages.ts';
import type { Refusal } from '../../../core/refusal.ts';

const messageMost = 240;

/** SQLSTATE and codes of the system, by what they mean to an administrator. */
const known = [
  [/^(53100|ENOSPC|EDQUOT)$/, 'jobs.reason.disk_full'],
  [/^(57P0[123]|08\w{3}|ECONN\w+|EPIPE)$/, 'jobs.reason.database_gone'],
  [/^(40001|40P01|55P03)$/, 'jobs.reason.locked'],
  [/^57014$/, 'jobs.reason.stopped'],
  [/^23\w{3}$/, 'jobs.reason.data'],
] as const;

/**
 * Why a job failed, in words, from what the queue kept of its error: the process died, it ran too
 * long, the disk, the database, a lock, a rule of the tables, or else the program's own message
 * with identity and phone numbers masked.
 */
export function reasonOf(output: unknown): Refusal | null {
  if (output === null || typeof output !== 'object') return null;
  const found = 'value' in output ? (output.value as Record<string, unknown>) : { ...output };
  const { message, code } = found as { message?: unknown; code?: unknown };
  const text = typeof message === 'string' ? message : '';
  if (text === 'job timed out') return refuse('jobs.reason.timed_out');
  if (text === 'job heartbeat timeout') return refuse('jobs.reason.process_gone');
  const sign = typeof code === 'string' ? code : '';
  const meaning = known.find(([form]) => form.test(sign));
  const shown = mask(text.split('\n')[0] ?? '').slice(0, messageMost);
  return meaning === undefined
    ? refuse('jobs.reason.fault', { message: shown })
    : refuse(meaning[1], { message: shown });
}
