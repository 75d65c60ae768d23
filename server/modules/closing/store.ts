import { sql } from 'kysely';
import type { StationNote } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';

export interface Step {
  readonly runId: bigint;
  readonly position: number;
  readonly station: string;
  readonly rowCount: bigint;
  readonly digest: string;
  readonly notes: readonly StationNote[];
  readonly startedAt: string;
  readonly finishedAt: string;
}

export async function loadSteps(tx: Tx, runIds: readonly bigint[]): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select run_id as "runId",
           position,
           station,
           row_count as "rowCount",
           digest,
           notes,
           started_at as "startedAt",
           finished_at as "finishedAt"
    from closing_step
    where run_id = any (${runIds.map(String)}::bigint[])
    order by run_id, position
    limit 5000
  `.execute(tx.db);
  return rows;
}

export async function insertStep(
  tx: Tx,
  step: Omit<Step, 'finishedAt' | 'rowCount'> & { rows: number },
): Promise<void> {
  await sql`
    insert into closing_step
      (run_id, position, station, row_count, digest, notes, started_at)
    values (
      ${step.runId},
      ${step.position},
      ${step.station},
      ${step.rows},
      ${step.digest},
      ${JSON.stringify(step.notes)}::jsonb,
      ${step.startedAt}
    )
  `.execute(tx.db);
}

/**
 * Whether anything a run reads changed after it began: an import, its undoing, or an approved
 * policy.
 */
export async function inputsChangedSince(tx: Tx, instant: string): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select exists (select 1 from audit_record
                   where at > ${instant}::timestamptz
                     and verb = any (${inputVerbs}::text[])) as changed
  `.execute(tx.db);
  return rows[0]!.changed;
}

/** Deeds that change what a run reads; they are recorded in the transaction of the deed. */
const inputVerbs = [
  'imports.load',
  'imports.undo',
  'policy.approve',
  'metrics.certify',
  'metrics.withdraw',
];

const lockNotAvailable = '55P03';
/** One quarter run at a time, and none beside an import, whose own lock it is. */
const locks = ['7301', `hashtextextended('imports', 0)`];

/**
 * Keeps other quarter runs and imports out of this database. The locks live as long as the
 * connection: a killed run frees them, moments later, so they are waited for a little. False:
 * another run or an import is under way.
 */
export async function tryRunLock({ client }: Pick<Tx, 'client'>): Promise<boolean> {
  await client.query(`set lock_timeout = '3s'`);
  try {
    for (const lock of locks) await client.query(`select pg_advisory_lock(${lock})`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== lockNotAvailable) throw error;
    await releaseRunLock({ client });
    return false;
  } finally {
    await client.query('reset lock_timeout');
  }
}

export async function releaseRunLock({ client }: Pick<Tx, 'client'>): Promise<void> {
  await client.query('select pg_advisory_unlock_all()');
}
