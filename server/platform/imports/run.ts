import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Actor } from '../../../core/actor.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { refuse } from './messages.ts';
import { keptRecord } from './secrecy.ts';
import { openStaging, type Staging } from './staging.ts';
import * as store from './store.ts';
import {
  ImportStop,
  type Adapter,
  type ImportBatch,
  type ImportTarget,
  type ReadRecord,
  type SourceFile,
} from './target.ts';

/** What imports need of the house; given by composition, for the platform names no module. */
export interface ImportHouse {
  /** In the order of the modules: what a record refers to is merged before it. */
  readonly targets: readonly ImportTarget[];
  /** Gives the database to the adapter's bank, or refuses: one bank, one database. */
  readonly claimBank: (tx: Tx, adapter: Adapter) => Promise<Refusal | null>;
  /** Installs the policies of the adapter's bank, once. */
  readonly putPolicies: (tx: Tx, adapter: Adapter) => Promise<void>;
  /** Refuses when a sealed period used rows of the import. */
  readonly sealedUse: (tx: Tx, batchId: bigint) => Promise<Refusal | null>;
}

/** From so many rows on, the planner is told at once and not left to find out. */
const manyRows = 10_000;

export type ImportPhase = 'read' | 'merge' | 'totals';

export interface ImportProgress {
  readonly phase: ImportPhase;
  /** Bytes of the files read, of all bytes. */
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Records read so far. */
  readonly rows: number;
}

export interface ImportOutcome {
  readonly batchId: bigint;
  readonly adapter: string;
  readonly rowsRead: number;
  readonly rowsAdded: number;
  readonly rowsAlreadyThere: number;
  readonly rowsFaulty: number;
  readonly rowsWarned: number;
  readonly counts: readonly store.EntityCount[];
  readonly totals: readonly store.TotalRow[];
  /** Accounts whose stated balance is not the sum of their movements. */
  readonly differences: number;
}

export interface ImportOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  /** The import whose quarantined rows these files correct. */
  readonly corrects?: bigint;
  /** Everything is done and taken back: what would come of it? */
  readonly dryRun?: boolean;
  /** Asked first inside the transaction; a refusal ends the import. */
  readonly before?: (tx: Tx) => Promise<Refusal | null>;
  /** Last inside the transaction: the checked rows still stand in their temporary tables. */
  readonly inspect?: (tx: Tx, outcome: ImportOutcome) => Promise<void>;
}

/**
 * Loads a set of files as one whole: reads and checks them as a stream, copies them to temporary
 * tables, merges each kind of record, compares totals with the source, commits. A refusal, a fault
 * of the program or a kill leaves nothing. The same files again add no rows. Faulty records go to
 * quarantine and do not stop the others.
 */
export async function runImport(
  database: Database,
  actor: Actor,
  adapter: Adapter,
  dir: string,
  house: ImportHouse,
  options: ImportOptions = {},
): Promise<ImportOutcome | Refusal> {
  const files = await adapter.files(dir);
  if (isRefusal(files)) return files;
  const hashes = await Promise.all(files.map((file) => sha256Of(path.join(dir, file.name))));
  try {
    const load = async (tx: Tx): Promise<ImportOutcome | Refusal> => {
      if (!(await store.lockImports(tx))) return refuse('imports.busy');
      const refusal = (await options.before?.(tx)) ?? (await house.claimBank(tx, adapter));
      if (refusal !== null) return refusal;
      await house.putPolicies(tx, adapter);
      const work = { tx, adapter, dir, files, hashes, house, options };
      const outcome = await loadInto(work);
      await options.inspect?.(tx, outcome);
      return outcome;
    };
    return await database.transaction(actor, load, { rollBack: options.dryRun ?? false });
  } catch (error) {
    if (error instanceof ImportStop) return error.refusal;
    throw error;
  }
}

interface Work {
  readonly tx: Tx;
  readonly adapter: Adapter;
  readonly dir: string;
  readonly files: readonly SourceFile[];
  readonly hashes: readonly string[];
  readonly house: ImportHouse;
  readonly options: ImportOptions;
}

async function loadInto(work: Work): Promise<ImportOutcome> {
  const { tx, adapter, house, options } = work;
  const batch: ImportBatch = { batchId: await store.nextBatchId(tx), adapter: adapter.name };
  const report = progressOf(work);
  const staging = await openStaging(tx, house.targets);
  for await (const records of adapter.read(work.dir, report.onBytes)) {
    await staging.add(records);
    report.onRows(records.length);
  }
  await staging.finish();

  report.phase('merge');
  const merged = new Map<string, { added: number; alreadyThere: number }>();
  for (const target of house.targets) {
    if ((staging.rowsRead.get(target.entity) ?? 0) === 0) continue;
    merged.set(target.entity, await target.merge(tx, batch));
  }

  report.phase('totals');
  const rows = [...staging.rowsRead.values()].reduce((sum, one) => sum + one, 0);
  if (rows >= manyRows && options.dryRun !== true) await store.refreshStatistics(tx);
  const totals: store.TotalRow[] = [];
  for (const { name, unit, stated, ours } of adapter.totals()) {
    totals.push({ name, unit, stated, ours: await ours(tx) });
  }
  const differences: store.DifferenceRow[] = [];
  for (const { name, differences: find } of adapter.comparisons?.() ?? []) {
    for (const one of await find(tx)) differences.push({ name, ...one });
  }
  await fillRecords(work);

  const faulty = await store.countFaulty(tx);
  const counts = house.targets
    .filter((target) => (staging.rowsRead.get(target.entity) ?? 0) > 0)
    .map(({ entity }) => ({
      entity,
      rowsRead: staging.rowsRead.get(entity) ?? 0,
      rowsAdded: merged.get(entity)?.added ?? 0,
      rowsAlreadyThere: merged.get(entity)?.alreadyThere ?? 0,
      rowsFaulty: faulty.get(entity)?.faulty ?? 0,
      rowsWarned: faulty.get(entity)?.warned ?? 0,
    }));
  const outcome = { ...batch, ...sumOf(counts), counts, totals, differences: differences.length };
  await store.insertBatch(tx, { ...outcome, corrects: options.corrects ?? null });
  await store.insertFiles(tx, batch.batchId, filesOf(work, staging));
  await store.insertCounts(tx, batch.batchId, counts);
  await store.insertTotals(tx, batch.batchId, totals);
  await store.insertDifferences(tx, batch.batchId, differences);
  await store.insertFaults(tx, batch.batchId);
  if (options.corrects !== undefined) {
    const entities = counts.map((one) => one.entity);
    await store.insertCorrections(tx, batch.batchId, options.corrects, entities);
  }
  await recordAudit(tx, {
    verb: 'imports.load',
    subject: 'import',
    subjectKey: String(batch.batchId),
    detail: { adapter: adapter.name, ...sumOf(counts), files: filesOf(work, staging) },
  });
  return outcome;
}

/**
 * Faults found while merging know their place only: their records are read again from the files,
 * so that quarantine keeps every record as it was read. A second pass is rare; keeping a million
 * raw records would cost every import.
 */
async function fillRecords({ tx, adapter, dir, house }: Work): Promise<void> {
  const wanted = new Set(await store.placesWithoutRecord(tx));
  if (wanted.size === 0) return;
  const found = new Map<string, ReadRecord>();
  for await (const records of adapter.read(dir, () => undefined)) {
    for (const one of records) {
      const key = store.placeKey(one.entity, one.place.file, one.place.row);
      if (wanted.has(key) && !found.has(key)) found.set(key, one);
    }
  }
  const targets = new Map(house.targets.map((target) => [target.entity, target]));
  const records = [...found.values()].map((one) => ({
    found: one,
    kept: keptRecord(targets.get(one.entity)!, one.record),
  }));
  await store.fillRecords(tx, records);
}

function sumOf(counts: readonly store.EntityCount[]) {
  const sum = (pick: (one: store.EntityCount) => number): number =>
    counts.reduce((total, one) => total + pick(one), 0);
  return {
    rowsRead: sum((one) => one.rowsRead),
    rowsAdded: sum((one) => one.rowsAdded),
    rowsAlreadyThere: sum((one) => one.rowsAlreadyThere),
    rowsFaulty: sum((one) => one.rowsFaulty),
    rowsWarned: sum((one) => one.rowsWarned),
  };
}

function filesOf(work: Work, staging: Staging): store.FileRow[] {
  const all = [...staging.rowsOfFile.values()].reduce((sum, one) => sum + one, 0);
  return work.files.map(({ name, bytes }, at) => ({
    name,
    bytes,
    sha256: work.hashes[at]!,
    // Rows of a dropped file stand under its name with a mark: a single file has them all.
    rowsRead: staging.rowsOfFile.get(name) ?? (work.files.length === 1 ? all : 0),
  }));
}

function progressOf({ files, options }: Work) {
  const bytesTotal = files.reduce((sum, file) => sum + file.bytes, 0);
  let phase: ImportPhase = 'read';
  let bytes = 0;
  let rows = 0;
  const tell = (): void => options.onProgress?.({ phase, bytes, bytesTotal, rows });
  return {
    onBytes: (more: number) => {
      bytes = Math.min(bytes + more, bytesTotal);
    },
    onRows: (more: number) => {
      rows += more;
      tell();
    },
    phase: (next: ImportPhase) => {
      phase = next;
      tell();
    },
  };
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(file)) hash.update(block as Buffer);
  return hash.digest('hex');
}
