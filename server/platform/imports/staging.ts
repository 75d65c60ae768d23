import { sql } from 'kysely';
import { copyRows, type CopyValue } from '../db/copy.ts';
import type { Tx } from '../db/transaction.ts';
import { refuse } from './messages.ts';
import { kept, keptRecord } from './secrecy.ts';
import { ImportStop, type ImportFault, type ImportTarget, type ReadRecord } from './target.ts';

/** Rows kept in memory for one kind of record before they are copied. */
const copyAt = 10_000;
/** More faulty rows than this mean that the files are not what the adapter reads. */
const faultyMax = 100_000;

const faultColumns = [
  'entity',
  'import_file',
  'import_row',
  'column_name',
  'value',
  'code',
  'params',
  'level',
  'record',
];

/**
 * Checks records and copies them into temporary tables while the next ones are read. Only one COPY
 * runs at a time on a connection; the others wait in small buffers, so memory does not grow with
 * the files.
 */
export interface Staging {
  readonly add: (records: readonly ReadRecord[]) => Promise<void>;
  /** Waits until all rows are copied and tells the planner about them. */
  readonly finish: () => Promise<void>;
  readonly rowsRead: ReadonlyMap<string, number>;
  readonly rowsOfFile: ReadonlyMap<string, number>;
}

/**
 * Makes `staging_<entity>` of every target and `staging_fault`; they vanish with the transaction.
 */
export async function openStaging(tx: Tx, targets: readonly ImportTarget[]): Promise<Staging> {
  await sql`
    create temporary table staging_fault (
      entity text not null,
      import_file text not null,
      import_row integer not null,
      column_name text not null,
      value text not null,
      code text not null,
      params jsonb not null default '{}',
      level text not null,
      record jsonb
    ) on commit drop
  `.execute(tx.db);
  for (const target of targets) {
    await sql`
      create temporary table ${sql.table(`staging_${target.entity}`)} (
        import_file text not null,
        import_row integer not null,
        ${sql.raw(target.staging)}
      ) on commit drop
    `.execute(tx.db);
  }
  const places = new Map(targets.map((target) => [target.entity, placeOf(target)]));
  const faults: CopyValue[][] = [];
  const rowsRead = new Map<string, number>();
  const rowsOfFile = new Map<string, number>();
  let faulty = 0;
  let copying: Promise<unknown> = Promise.resolve();

  const copy = async (table: string, columns: readonly string[], rows: CopyValue[][]) => {
    await copying;
    copying = copyRows(tx, table, columns, rows.splice(0));
    copying.catch(() => undefined);
  };
  const quarantine = (record: ReadRecord, found: readonly ImportFault[]): void => {
    const target = places.get(record.entity)!.target;
    const raw = keptRecord(target, record.record);
    for (const fault of found) faults.push(faultRow(target, record, fault, raw));
  };
  const addOne = (record: ReadRecord): void => {
    const place = places.get(record.entity);
    if (place === undefined) throw new Error(`no import target for ${record.entity}`);
    rowsRead.set(record.entity, (rowsRead.get(record.entity) ?? 0) + 1);
    rowsOfFile.set(record.place.file, (rowsOfFile.get(record.place.file) ?? 0) + 1);
    const unread = record.faults?.some((fault) => fault.level === 'error') ?? false;
    const checked = unread ? null : place.target.check(record.record);
    const found = [...(record.faults ?? noFaults), ...(checked?.faults ?? noFaults)];
    if (found.length > 0) quarantine(record, found);
    const values = checked?.values ?? null;
    if (values === null) faulty++;
    else place.rows.push([record.place.file, record.place.row, ...values]);
  };
  return {
    rowsRead,
    rowsOfFile,
    add: async (records) => {
      for (const record of records) addOne(record);
      if (faulty > faultyMax) {
        throw new ImportStop(refuse('imports.too_many_faults', { found: faulty, max: faultyMax }));
      }
      for (const { table, columns, rows } of places.values()) {
        if (rows.length >= copyAt) await copy(table, columns, rows);
      }
      if (faults.length >= copyAt) await copy('staging_fault', faultColumns, faults);
    },
    finish: async () => {
      for (const { table, columns, rows } of places.values()) {
        if (rows.length > 0) await copy(table, columns, rows);
      }
      await copy('staging_fault', faultColumns, faults);
      await copying;
      await sql`create index on staging_fault (entity, import_file, import_row)`.execute(tx.db);
      for (const table of ['staging_fault', ...[...places.values()].map((one) => one.table)]) {
        await sql`analyze ${sql.table(table)}`.execute(tx.db);
      }
    },
  };
}
const noFaults: readonly ImportFault[] = [];

function placeOf(target: ImportTarget) {
  return {
    target,
    table: `staging_${target.entity}`,
    columns: ['import_file', 'import_row', ...target.stagingColumns],
    rows: [] as CopyValue[][],
  };
}

function faultRow(
  target: ImportTarget,
  record: ReadRecord,
  fault: ImportFault,
  raw: string,
): CopyValue[] {
  const value = fault.value.slice(0, 500).replaceAll('\0', '\u2400');
  return [
    record.entity,
    record.place.file,
    record.place.row,
    fault.column,
    kept(target, fault.column, value),
    fault.code,
    JSON.stringify(fault.params ?? {}, (_key, one: unknown) =>
      typeof one === 'bigint' ? one.toString() : one,
    ),
    fault.level,
    raw,
  ];
}
