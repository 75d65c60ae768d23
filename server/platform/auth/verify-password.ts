import type { Tx } from '../db/transaction.ts';
import { passwordFits } from './passwords.ts';
import { accountByLogin } from './store.ts';

/**
 * Whether this is the password of the signed-in account: a signature asks for it again. Row
 * security shows an actor no other account's hash, so another account's id never fits.
 */
export async function verifyPassword(
  tx: Tx,
  accountId: bigint,
  password: string,
): Promise<boolean> {
  const account = await accountByLogin(tx, tx.actor.login);
  const known = account?.account_id === accountId ? account.hash : undefined;
  return passwordFits(known, password);
}
