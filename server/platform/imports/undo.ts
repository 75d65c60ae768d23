import type { Actor } from '../../../core/actor.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { refuse } from './messages.ts';
import type { ImportHouse } from './run.ts';
import * as store from './store.ts';

const foreignKeyViolation = '23503';

export interface Undone {
  readonly batchId: bigint;
  readonly rowsRemoved: number;
  /** By kind of record, in the order in which they went. */
  readonly counts: readonly { readonly entity: string; readonly removed: number }[];
}

/**
 * Takes an import out again as a whole, in one transaction; the batch, its files and its
 * quarantine stay as a record. Refuses: unknown, undone before, a later import stands (the last
 * goes first, ASSUMED: later rows may lean on earlier ones), a sealed period used it, other
 * records lean on its rows. `rehearse` does all of it and takes it back: what would go?
 */
export async function undoImport(
  database: Database,
  actor: Actor,
  given: { batchId: bigint; reason: string; rehearse?: boolean },
  house: Pick<ImportHouse, 'targets' | 'sealedUse'>,
): Promise<Undone | Refusal> {
  const { batchId, reason } = given;
  try {
    const work = async (tx: Tx): Promise<Undone | Refusal> => {
      if (!(await store.lockImports(tx))) return refuse('imports.busy');
      const state = await store.loadBatchState(tx, batchId);
      if (state === null) return refuse('imports.batch_unknown', { batch: batchId });
      if (state.undoneAt !== null) {
        return refuse('imports.already_undone', { batch: batchId, at: state.undoneAt });
      }
      const later = await store.laterBatches(tx, batchId);
      if (later.length > 0) {
        return refuse('imports.later_batches', { batch: batchId, later: later.join(', ') });
      }
      const sealed = await house.sealedUse(tx, batchId);
      if (sealed !== null) return sealed;
      const counts = await store.undoTargets(tx, batchId, house.targets);
      const removed = counts.reduce((sum, one) => sum + one.removed, 0);
      await store.insertUndo(tx, { batchId, removed, reason });
      await recordAudit(tx, {
        verb: 'imports.undo',
        subject: 'import',
        subjectKey: String(batchId),
        detail: { removed, reason },
      });
      return { batchId, rowsRemoved: removed, counts };
    };
    return await database.transaction(actor, work, { rollBack: given.rehearse ?? false });
  } catch (error) {
    const fault = error as { code?: string; table?: string };
    if (fault.code !== foreignKeyViolation) throw error;
    return refuse('imports.still_used', { batch: batchId, table: fault.table ?? '' });
  }
}
