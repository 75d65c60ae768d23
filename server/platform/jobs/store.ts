import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';

export interface ProgressRow {
  readonly key: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: bigint;
  readonly total: bigint | null;
  readonly note: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  /** Milliseconds from the start to the last report. */
  readonly elapsedMs: bigint;
}

export async function loadProgress(tx: Tx, key: string): Promise<ProgressRow | null> {
  const { rows } = await sql<ProgressRow>`
    select key,
           state,
           done,
           total,
           note,
           started_at as "startedAt",
           updated_at as "updatedAt",
           (extract(epoch from updated_at - started_at) * 1000)::bigint as "elapsedMs"
    from platform_progress
    where key = ${key}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** The progress of several works. */
export async function loadProgressOf(
  tx: Tx,
  keys: readonly string[],
): Promise<readonly ProgressRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<ProgressRow>`
    select key,
           state,
           done,
           total,
           note,
           started_at as "startedAt",
           updated_at as "updatedAt",
           (extract(epoch from updated_at - started_at) * 1000)::bigint as "elapsedMs"
    from platform_progress
    where key = any(${[...keys]}::text[])
    order by key
  `.execute(tx.db);
  return rows;
}

/** Writes the state of the work; `begin` starts its clock anew. */
export async function saveProgress(
  tx: Tx,
  given: Omit<ProgressRow, 'startedAt' | 'updatedAt' | 'elapsedMs'> & { readonly begin: boolean },
): Promise<void> {
  await sql`
    insert into platform_progress as p (key, state, done, total, note)
    values (${given.key}, ${given.state}, ${given.done}, ${given.total}, ${given.note})
    on conflict (key) do update
    set state = excluded.state,
        done = excluded.done,
        total = excluded.total,
        note = excluded.note,
        started_at = case when ${given.begin} then now() else p.started_at end,
        updated_at = now()
  `.execute(tx.db);
}

/** Work that a crash left running: nobody works on it any more. */
export async function failRunning(tx: Tx, note: string): Promise<number> {
  const { rows } = await sql<{ key: string }>`
    update platform_progress
    set state = 'failed', note = ${note}, updated_at = now()
    where state = 'running'
    returning key
  `.execute(tx.db);
  return rows.length;
}
