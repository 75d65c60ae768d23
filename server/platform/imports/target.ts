import type { RefusalParams } from '../../../core/refusal.ts';
import type { CopyValue } from '../db/copy.ts';
import type { Tx } from '../db/transaction.ts';

/**
 * Where a record stands in the source: with the batch it is the key of rows that have no id of
 * their own.
 */
export interface SourcePlace {
  readonly file: string;
  readonly row: number;
}

/** A value that could not be taken: goes to quarantine with file, row, column, value and reason. */
export interface ImportFault {
  readonly column: string;
  readonly value: string;
  /** Key of a phrase. */
  readonly code: string;
  readonly params?: RefusalParams;
  /** A warning keeps the row (flagged); an error quarantines it. */
  readonly level: 'error' | 'warning';
}

/**
 * One kind of record that imports can bring: owned by the module whose tables it fills.
 * Adapters only translate foreign files into records; validation and merging are here, once for all
 * sources. A record is plain text by field, as read; the target cleans and checks it.
 */
export interface ImportTarget {
  readonly entity: string;
  /** Fields a record may have, in order: also the columns of a correction file. */
  readonly fields: readonly string[];
  /**
   * Columns of the temporary staging table `staging_<entity>` as SQL, without the columns the
   * engine adds: `import_file text`, `import_row int`. */
  readonly staging: string;
  readonly stagingColumns: readonly string[];
  /**
   * Decides on one record, purely: values for the staging columns in order, or faults (or both, for
   * warnings).
   */
  readonly check: (record: ImportRecord) => CheckedRecord;
  /**
   * Set-based: writes faults of rows that cannot be merged (unknown references, conflicts) into the
   * temporary table `staging_fault(entity, import_file, import_row, column_name, value, code,
   * params jsonb, level)`, then inserts the rest into the module's tables with `batch_id`. Rows
   * that are there already are not added again.
   */
  readonly merge: (tx: Tx, batch: ImportBatch) => Promise<MergeCount>;
  /**
   * Removes what the batch added. Runs in reverse order of the targets; refuses by throwing
   * nothing: count only.
   */
  readonly undo: (tx: Tx, batchId: bigint) => Promise<number>;
}

export type ImportRecord = Readonly<Record<string, string | null | undefined>>;

export interface CheckedRecord {
  readonly values: readonly CopyValue[] | null;
  readonly faults: readonly ImportFault[];
}

export interface ImportBatch {
  readonly batchId: bigint;
  readonly adapter: string;
}

export interface MergeCount {
  readonly added: number;
  readonly alreadyThere: number;
}

/** One record on its way from an adapter to the target of its entity. */
export interface ReadRecord {
  readonly entity: string;
  readonly place: SourcePlace;
  readonly record: ImportRecord;
}

/** A total that the source itself states, or that its rows add up to, compared after the merge. */
export interface SourceTotal {
  readonly name: string;
  readonly stated: string;
  readonly ours: (tx: Tx, batch: ImportBatch) => Promise<string>;
}

/** A reader of a foreign bank's files. */
export interface Adapter {
  readonly name: string;
  /** The bank these files belong to; importing another bank into a database is refused. */
  readonly bank: { readonly code: string; readonly name: string; readonly currency: string };
  /** Refuses (a thrown StartFault-like one-liner is fine) when the directory lacks needed files. */
  readonly files: (dir: string) => Promise<readonly { name: string; bytes: number }[]>;
  /**
   * Streams records in the order of the targets' dependencies; reports bytes read for the progress
   * bar.
   */
  readonly read: (dir: string, onBytes: (bytes: number) => void) => AsyncIterable<ReadRecord[]>;
  readonly totals: (dir: string) => Promise<readonly SourceTotal[]>;
  /** Policy documents of this bank, each marked ASSUMED: kind → body. */
  readonly policies: Readonly<Record<string, unknown>>;
  /** Business days covered: `today` of the bank is the last one. */
  readonly today: string;
}
