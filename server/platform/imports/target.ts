import type { Phrase } from '../../../core/messages.ts';
import type { Refusal, RefusalParams } from '../../../core/refusal.ts';
import type { CopyValue } from '../db/copy.ts';
import type { Tx } from '../db/transaction.ts';

/**
 * Where a record stands in the source: with the batch it is the key of rows that have no id of
 * their own.
 */
export interface SourcePlace {
  readonly file: string;
  /** The heading is row 1, as a spreadsheet shows it. */
  readonly row: number;
}

/**
 * A value that could not be taken: goes to quarantine with file, row, column, value and reason.
 */
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
 * One kind of record that imports can bring: owned by the module whose tables it fills. Adapters
 * only translate foreign files into records; validation and merging are here, once for all
 * sources. A record is plain text by field, as read; the target cleans and checks it.
 */
export interface ImportTarget {
  readonly entity: string;
  /** Fields a record may have, in order: also the columns of a correction file. */
  readonly fields: readonly string[];
  /** Fields with personal numbers: quarantine keeps them sealed and lists show them masked. */
  readonly secret?: readonly string[];
  /** Fields without which only the merge refuses: references to other records. */
  readonly needed?: readonly string[];
  /** Fields that take one of a few words, in the words of the bank's books. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /**
   * Columns of the temporary staging table `staging_<entity>` as SQL, without the columns the
   * engine adds: `import_file text`, `import_row int`.
   */
  readonly staging: string;
  readonly stagingColumns: readonly string[];
  /**
   * Decides on one record, purely: values for the staging columns in order, or faults (or both,
   * for warnings).
   */
  readonly check: (record: ImportRecord) => CheckedRecord;
  /**
   * Set-based: writes faults of rows that cannot be merged (unknown references, conflicts) into
   * the temporary table `staging_fault(entity, import_file, import_row, column_name, value, code,
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
  /** What the reader found: an error quarantines the record without asking its target. */
  readonly faults?: readonly ImportFault[];
}

/** A total that the source itself states, or that its rows add up to, compared after the merge. */
export interface SourceTotal {
  readonly name: Phrase;
  readonly unit: 'count' | 'fen';
  readonly stated: bigint;
  readonly ours: (tx: Tx) => Promise<bigint>;
}

/**
 * A comparison account by account: only those that differ are answered, in the order of their
 * keys.
 */
export interface SourceComparison {
  readonly name: Phrase;
  readonly differences: (tx: Tx) => Promise<readonly SourceDifference[]>;
}

export interface SourceDifference {
  readonly key: string;
  readonly statedFen: bigint;
  readonly oursFen: bigint;
}

export interface SourceFile {
  /** Inside the directory. */
  readonly name: string;
  readonly bytes: number;
}

/** The bank that files belong to. One bank, one database. */
export interface SourceBank {
  readonly code: string;
  readonly name: string;
  /** Three letters; two decimals. */
  readonly currency: string;
  /** The fixed business day of a past book: its last covered day. */
  readonly today: string;
}

/**
 * A reader of a foreign bank's files. One object serves one run: what it adds up while reading it
 * keeps.
 */
export interface Adapter {
  readonly name: string;
  /** Null: the files belong to the bank of this database (uploads, corrections). */
  readonly bank: SourceBank | null;
  /** The files it will read; refuses a directory that lacks one it needs. */
  readonly files: (dir: string) => Promise<readonly SourceFile[] | Refusal>;
  /**
   * Streams records in batches, in any order of entities; reports bytes read for the progress bar.
   */
  readonly read: (
    dir: string,
    onBytes: (bytes: number) => void,
  ) => AsyncIterable<readonly ReadRecord[]>;
  /** Asked after reading and merging. */
  readonly totals: () => readonly SourceTotal[];
  readonly comparisons?: () => readonly SourceComparison[];
  /** Policy documents of this bank, each ASSUMED: installed before the merge, once. */
  readonly policies: readonly AdapterPolicy[];
}

export interface AdapterPolicy {
  readonly kind: string;
  /** The document, made from the one every new bank starts with. */
  readonly body: (initial: unknown) => unknown;
  readonly note: string;
  /** What is assumed, and why. */
  readonly assumed: string;
}

/**
 * Expected ends of an import that a reader meets deep inside: turned into a refusal by
 * `runImport`.
 */
export class ImportStop extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}
