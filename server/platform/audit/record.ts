import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';

export interface Deed {
  /** What was done: `<module>.<verb>`. */
  readonly verb: string;
  /** Kind of thing, and its business key. */
  readonly subject: string;
  readonly subjectKey: string;
  /** Figures and reasons; never a secret, never an unmasked identity. bigints become digits. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes who did what, in the transaction of the deed: it exists exactly when the deed does. */
export async function recordAudit(tx: Tx, deed: Deed): Promise<void> {
  const detail = JSON.stringify(deed.detail ?? {}, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  await sql`
    insert into audit_record (account_id, login, verb, subject, subject_key, detail)
    values (
      ${tx.actor.accountId},
      ${tx.actor.login},
      ${deed.verb},
      ${deed.subject},
      ${deed.subjectKey},
      ${detail}::jsonb
    )
  `.execute(tx.db);
}
