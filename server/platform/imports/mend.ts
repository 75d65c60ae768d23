import type { Actor } from '../../../core/actor.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database, Tx } from '../db/transaction.ts';
import type { QuarantinedRow } from './contract.ts';
import { loadBatchState } from './store.ts';
import { countEdited, openRules } from './mend-many-store.ts';
import * as store from './mend-store.ts';
import { refuse } from './messages.ts';
import { runImport, type ImportHouse } from './run.ts';
import { kept, masked, opened } from './secrecy.ts';
import type { Adapter, ImportRecord, ImportTarget, ReadRecord } from './target.ts';
import { firstFaults } from './upload-result-store.ts';

/** More corrected rows than this at once are loaded by file. */
const mendedMax = 5000;
const faultsMax = 5000;

export interface Mending {
  readonly database: Database;
  readonly actor: Actor;
  readonly house: ImportHouse;
  readonly target: ImportTarget;
  readonly batchId: bigint;
}

export const ofBatch = ({ batchId, target }: Mending) => ({ batchId, entity: target.entity });

/** How a page names a quarantined row. */
export function placeOf(key: string): store.Place | null {
  const match = /^([1-9]\d{0,8}):(.{1,200})$/s.exec(key);
  return match === null ? null : { row: Number.parseInt(match[1]!, 10), file: match[2]! };
}

function keyOf(place: store.Place): string {
  return `${place.row}:${place.file}`;
}

/**
 * Quarantined rows with their corrections, all or those with one fault; corrected ones are checked
 * against the books anew.
 */
export async function openRows(
  mending: Mending,
  page: {
    cursor?: string | undefined;
    limit: number;
    code?: string | undefined;
    column?: string | undefined;
  },
) {
  const { code, column = '' } = page;
  const rule = code === undefined ? null : { code, column };
  const { database, actor } = mending;
  const read = { readOnly: true };
  const found = await database.transaction(
    actor,
    async (tx) => ({
      rows: await store.listOpen(tx, ofBatch(mending), page, rule),
      count: await store.countOpen(tx, ofBatch(mending), rule),
      rules: await openRules(tx, ofBatch(mending)),
      edited: await countEdited(tx, ofBatch(mending)),
    }),
    read,
  );
  const rows = found.rows.slice(0, page.limit);
  const next = found.rows.length > page.limit ? rows.at(-1)!.cursor : null;
  const total = { count: Math.min(found.count, 1000), capped: found.count > 1000 };
  const { edited } = found;
  const rules = found.rules.map((one) => ({ ...one, params: textOf(one.params) }));
  return { rows: await shown(mending, rows), next, total, rules, edited };
}

/**
 * Corrects cells. Each correction is a row of its own with the old and the new value and who made
 * it. Refuses: unknown batch, undone batch, unknown row or field, a row that somebody else
 * corrected since it was read (nothing of the others is kept either).
 */
export async function editRows(
  mending: Mending,
  edits: readonly { key: string; turn: number; values: Readonly<Record<string, string>> }[],
): Promise<{ rows: QuarantinedRow[] } | Refusal> {
  const { database, actor } = mending;
  const places = edits.map((one) => placeOf(one.key));
  if (places.includes(null)) return refuse('imports.row_unknown', { row: '?' });
  const wanted = places.flatMap((one) => one ?? []);
  const saved = await database.transaction(actor, async (tx): Promise<Refusal | 'saved'> => {
    const refusal = await standing(tx, mending);
    if (refusal !== null) return refusal;
    const rows = await store.openAt(tx, ofBatch(mending), wanted);
    const byKey = new Map(rows.map((one) => [keyOf(one), one]));
    for (const [at, edit] of edits.entries()) {
      const no = await editRow(tx, mending, byKey.get(edit.key), { ...edit, ...wanted[at]! });
      if (no !== null) return no;
    }
    await recordAudit(tx, {
      verb: 'imports.edit',
      subject: 'import',
      subjectKey: String(mending.batchId),
      detail: {
        entity: mending.target.entity,
        rows: edits.map(({ key, values }) => ({ key, fields: Object.keys(values) })),
      },
    });
    return 'saved';
  });
  if (isRefusal(saved)) return saved;
  const rows = await database.transaction(
    actor,
    (tx) => store.openAt(tx, ofBatch(mending), wanted),
    { readOnly: true },
  );
  return { rows: await shown(mending, rows) };
}

async function editRow(
  tx: Tx,
  mending: Mending,
  row: store.Quarantined | undefined,
  edit: store.Place & { turn: number; values: Readonly<Record<string, string>> },
): Promise<Refusal | null> {
  const { target } = mending;
  if (row === undefined) return refuse('imports.row_unknown', { row: edit.row });
  const wrong = Object.keys(edit.values).find((field) => !target.fields.includes(field));
  if (wrong !== undefined) return refuse('imports.field_unknown', { field: wrong });
  const changed = { row: edit.row, login: row.editedBy ?? '' };
  if (row.turn !== edit.turn) return refuse('imports.row_changed', changed);
  const before = valuesOf(row);
  const oldValues: Record<string, string> = {};
  const newValues: Record<string, string> = {};
  for (const [field, value] of Object.entries(edit.values)) {
    oldValues[field] = before[field] ?? '';
    newValues[field] = kept(target, field, value.replaceAll('\0', ''));
  }
  const done = await store.insertEdit(tx, ofBatch(mending), {
    file: edit.file,
    row: edit.row,
    turn: edit.turn + 1,
    oldValues,
    newValues,
  });
  return done ? null : refuse('imports.row_changed', changed);
}

/** Gives rows up with a reason. Rows that are not open any more are passed over. */
export async function dropRows(
  mending: Mending,
  given: { readonly keys: readonly string[]; readonly reason: string },
): Promise<{ dropped: number } | Refusal> {
  const { database, actor, target, batchId } = mending;
  const wanted = given.keys.flatMap((key) => placeOf(key) ?? []);
  return database.transaction(actor, async (tx) => {
    const refusal = await standing(tx, mending);
    if (refusal !== null) return refusal;
    const rows = await store.openAt(tx, ofBatch(mending), wanted);
    if (rows.length === 0) return refuse('imports.row_unknown', { row: wanted[0]?.row ?? '?' });
    const places = rows.map(({ file, row }) => ({ file, row }));
    const { reason } = given;
    const dropped = await store.insertDrops(tx, ofBatch(mending), { places, reason });
    await recordAudit(tx, {
      verb: 'imports.drop',
      subject: 'import',
      subjectKey: String(batchId),
      detail: { entity: target.entity, rows: places.map(keyOf), reason },
    });
    return { dropped };
  });
}

/**
 * Loads the corrected rows that no rule refuses any more, as an import that corrects the first one.
 * Those that are still refused stay where they are. Refuses: nothing to load, busy.
 */
export async function loadMended(mending: Mending): Promise<{ batchId: bigint } | Refusal> {
  const { database, actor, house, batchId } = mending;
  const rows = await database.transaction(actor, async (tx) => {
    const refusal = await standing(tx, mending);
    return refusal ?? (await store.openEdited(tx, ofBatch(mending), mendedMax));
  });
  if (isRefusal(rows)) return rows;
  const checked = await recheck(mending, rows);
  if (isRefusal(checked)) return checked;
  const clean = rows.filter((one) => !checked.get(keyOf(one))?.some(isError));
  if (clean.length === 0) return refuse('imports.nothing_mended', { batch: batchId });
  const adapter = rowsAdapter(clean.map((one) => readAgain(mending.target, one)));
  const before = (tx: Tx) => standing(tx, mending);
  const outcome = await runImport(database, actor, adapter, '', house, {
    corrects: batchId,
    before,
  });
  return isRefusal(outcome) ? outcome : { batchId: outcome.batchId };
}

const isError = (one: QuarantinedRow['faults'][number]): boolean => one.level === 'error';

export async function standing(tx: Tx, { batchId }: Mending): Promise<Refusal | null> {
  const state = await loadBatchState(tx, batchId);
  if (state === null) return refuse('imports.batch_unknown', { batch: batchId });
  if (state.undoneAt === null) return null;
  return refuse('imports.already_undone', { batch: batchId, at: state.undoneAt });
}

/** The fields of a row with all corrections, personal ones sealed. */
function valuesOf(row: store.Quarantined): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [field, value] of Object.entries(row.record)) values[field] = value ?? '';
  for (const edit of row.edits) Object.assign(values, edit);
  return values;
}

function editedFields(row: store.Quarantined): string[] {
  return [...new Set(row.edits.flatMap((one) => Object.keys(one)))];
}

function readAgain(target: ImportTarget, row: store.Quarantined): ReadRecord {
  const values = valuesOf(row);
  const record: ImportRecord = Object.fromEntries(
    target.fields.map((field) => [field, opened(values[field] ?? '')]),
  );
  return { entity: target.entity, place: { file: row.file, row: row.row }, record };
}

async function shown(
  mending: Mending,
  rows: readonly store.Quarantined[],
): Promise<QuarantinedRow[]> {
  const edited = rows.filter((one) => one.turn > 0);
  const checked = edited.length === 0 ? new Map() : await recheck(mending, edited);
  const { target } = mending;
  return rows.map((row) => {
    const values = valuesOf(row);
    const raw = values['raw'];
    const now = isRefusal(checked) ? undefined : checked.get(keyOf(row));
    const known = now ?? row.faults.map((one) => ({ ...one, params: textOf(one.params) }));
    return {
      key: keyOf(row),
      file: row.file,
      row: row.row,
      turn: row.turn,
      values: {
        ...Object.fromEntries(target.fields.map((one) => [one, masked(values[one] ?? '')])),
        ...(raw === undefined ? {} : { raw: masked(raw) }),
      },
      edited: editedFields(row),
      original: Object.fromEntries(
        editedFields(row).map((one) => [one, masked(row.record[one] ?? '')]),
      ),
      faults: known,
      editedBy: row.editedBy,
    };
  });
}

type Faults = ReadonlyMap<string, QuarantinedRow['faults']>;

/**
 * What the rules say to corrected rows: a whole import of them that is taken back, so that
 * references and duplicates are judged by the books. While the books are held by another import
 * only the rows themselves are judged.
 */
async function recheck(
  mending: Mending,
  rows: readonly store.Quarantined[],
): Promise<Faults | Refusal> {
  const { database, actor, house, target } = mending;
  const records = rows.map((one) => readAgain(target, one));
  const faults = new Map<string, QuarantinedRow['faults']>(rows.map((one) => [keyOf(one), []]));
  const outcome = await runImport(database, actor, rowsAdapter(records), '', house, {
    dryRun: true,
    inspect: async (tx) => {
      for (const one of await firstFaults(tx, faultsMax)) {
        const { column, code, level } = one;
        faults.get(keyOf(one))?.push({ column, code, level, params: textOf(one.params) });
      }
    },
  });
  if (!isRefusal(outcome)) return faults;
  if (outcome.refused !== 'imports.busy') return outcome;
  for (const { place, record } of records) {
    const found = target.check(record).faults.map(({ column, code, level, params }) => ({
      column,
      code,
      level,
      params: textOf(params ?? {}),
    }));
    faults.set(keyOf(place), found);
  }
  return faults;
}

/** Records that are in memory already, with their own places. */
function rowsAdapter(records: readonly ReadRecord[]): Adapter {
  return {
    name: 'editor',
    bank: null,
    files: async () => [],
    read: async function* () {
      yield records;
    },
    totals: () => [],
    policies: [],
  };
}

function textOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}
