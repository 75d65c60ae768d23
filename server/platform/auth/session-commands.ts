import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import { refuse } from './messages.ts';
import { endOwnSessions } from './session-store.ts';

/**
 * Ends another session of one's own, as after a computer left unlocked. Refusals:
 * `auth.session_is_this` for the one in use (sign out instead), `auth.session_unknown` for one
 * that is not one's own or has ended.
 */
export async function endSession(
  tx: Tx,
  wanted: { readonly sessionId: bigint; readonly inUse: bigint },
): Promise<Refusal | { readonly ended: number }> {
  if (wanted.sessionId === wanted.inUse) return refuse('auth.session_is_this');
  const ended = await endOwnSessions(tx, { only: wanted.sessionId });
  if (ended === 0) return refuse('auth.session_unknown');
  await record(tx, ended);
  return { ended };
}

/** Ends all sessions of one's own but the one in use. */
export async function endOtherSessions(tx: Tx, inUse: bigint): Promise<{ readonly ended: number }> {
  const ended = await endOwnSessions(tx, { allBut: inUse });
  if (ended > 0) await record(tx, ended);
  return { ended };
}

async function record(tx: Tx, ended: number): Promise<void> {
  await recordAudit(tx, {
    verb: 'auth.end_sessions',
    subject: 'account',
    subjectKey: tx.actor.login,
    detail: { ended },
  });
}
