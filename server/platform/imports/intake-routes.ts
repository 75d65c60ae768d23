import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { handle, type Call } from '../module.ts';
import { loadProgress } from '../jobs/store.ts';
import { recordAudit } from '../audit/record.ts';
import { intakeApi, mendApi, type ColumnMapping, type TaskView } from './contract.ts';
import { fieldsOf } from './fields.ts';
import { fitOf, guessColumns, headingsFingerprint, maskedSample } from './guess.ts';
import { lookThrough, receiveUpload, withUpload } from './intake.ts';
import * as lists from './lists.ts';
import { dropMany, mendMany, valuesAtRule } from './mend-many.ts';
import { dropRows, editRows, loadMended, openRows } from './mend.ts';
import { refuse } from './messages.ts';
import type { ImportHouse } from './run.ts';
import type { ImportTarget } from './target.ts';
import { progressKeyOf, startTask } from './tasks.ts';
import { undoImport } from './undo.ts';
import * as store from './upload-store.ts';

/** Handlers that open their own transactions: files, dry runs, what outlives the request. */
export const intakeOwn = [
  'uploadFile',
  'readUpload',
  'guessMapping',
  'saveMapping',
  'listQuarantined',
  'editQuarantined',
  'dropQuarantined',
  'listFaultValues',
  'mendMany',
  'dropMany',
  'loadMended',
  'previewUndo',
] as const;

const samplesShown = 5;

/** Dropped files on their way in, and quarantined rows on their way back. */
export function intakeHandlers(house: ImportHouse) {
  return handle(
    { ...intakeApi, ...mendApi },
    {
      uploadFile: async ({ actor, database, request }) => {
        const file = request.isMultipart() ? await request.file() : undefined;
        if (file === undefined) return refuse('imports.upload_malformed');
        return receiveUpload(database, actor, file);
      },
      listUploads: async ({ tx, query }) => {
        const found = await store.listUploads(tx, query);
        const rows = found.slice(0, query.limit);
        const more = found.length > query.limit;
        const total = { count: rows.length, capped: more };
        return { rows, next: more ? rows.at(-1)!.uploadId : null, total };
      },
      readUpload: async (call) => {
        const looked = await look(call, call.query.sheet ?? '');
        if (isRefusal(looked)) return looked;
        const { upload, sheets, sheet, headingRow, columns } = looked;
        const { database, actor } = call;
        const print = headingsFingerprint(columns.map((one) => one.heading));
        const known = await database.transaction(
          actor,
          async (tx) => ({
            mappings: await store.mappingsFor(tx, print),
            tasks: await store.tasksOf(tx, BigInt(upload.uploadId)),
          }),
          { readOnly: true },
        );
        return {
          ...upload,
          sheets: [...sheets],
          sheet,
          headingRow,
          columns: columns.map(({ heading, samples }) => ({
            heading,
            samples: samples.slice(0, samplesShown).map((one) => maskedSample(heading, one)),
          })),
          guesses: guessesOf(house, columns),
          mappings: known.mappings,
          tasks: known.tasks.map(({ taskId, kind, outcome }) => ({
            taskId,
            kind,
            state: outcome ?? ('running' as const),
          })),
        };
      },
      guessMapping: async (call) => {
        const { entity } = call.query;
        const target = targetOf(house, entity);
        if (isRefusal(target)) return target;
        const looked = await look(call, call.query.sheet ?? '');
        if (isRefusal(looked)) return looked;
        const { columns } = looked;
        const print = headingsFingerprint(columns.map((one) => one.heading));
        const remembered = await call.database.transaction(
          call.actor,
          (tx) => store.mappingsFor(tx, print),
          { readOnly: true },
        );
        const fields = fieldsOf(target);
        const last = remembered.find((one) => one.entity === entity);
        const guessed = last?.columns ?? guessColumns(fields, columns);
        return {
          fields: [...fields],
          columns: [...guessed],
          remembered: last === undefined ? null : { name: last.name, versionNo: last.versionNo },
        };
      },
      saveMapping: async (call) => {
        const { name, baseVersion, sheet, entity } = call.body;
        const target = targetOf(house, entity);
        if (isRefusal(target)) return target;
        const looked = await look(call, sheet);
        if (isRefusal(looked)) return looked;
        const fingerprint = headingsFingerprint(looked.columns.map((one) => one.heading));
        const columns: readonly ColumnMapping[] = call.body.columns;
        return call.database.transaction(call.actor, async (tx) => {
          const latest = await store.latestVersion(tx, name);
          const versionNo = latest + 1;
          const mapping = { name, versionNo, entity, fingerprint, columns };
          const fits = latest === baseVersion && (await store.insertMapping(tx, mapping));
          if (!fits) return refuse('imports.mapping_changed', { name, version: latest });
          await recordAudit(tx, {
            verb: 'imports.save_mapping',
            subject: 'mapping',
            subjectKey: name,
            detail: { versionNo, entity },
          });
          return { name, versionNo };
        });
      },
      startTask: async ({ tx, params, body }) => {
        const uploadId = BigInt(params.uploadId);
        return startTask(tx, house.targets, { ...body, uploadId });
      },
      readTask: async ({ tx, params }) => {
        const task = await store.loadTask(tx, BigInt(params.taskId));
        if (task === null) return refuse('imports.task_unknown', { task: params.taskId });
        const { accountId: _account, outcome, ...shown } = task;
        const progress = await loadProgress(tx, progressKeyOf(task.taskId));
        const [phase = '', rows = ''] = (progress?.note ?? '').split(':');
        const state: TaskView['state'] = outcome ?? (progress === null ? 'waiting' : 'running');
        return {
          ...shown,
          state,
          phase,
          rows: rows === '' ? '0' : rows,
          done: progress?.done ?? 0n,
          total: progress?.total ?? null,
        };
      },
      cancelTask: async ({ tx, params }) => {
        const taskId = BigInt(params.taskId);
        const task = await store.loadTask(tx, taskId);
        if (task === null) return refuse('imports.task_unknown', { task: taskId });
        if (task.outcome !== null) return refuse('imports.task_over');
        await store.insertCancel(tx, taskId);
        await recordAudit(tx, {
          verb: 'imports.cancel',
          subject: 'import_task',
          subjectKey: params.taskId,
        });
        return { taskId };
      },
      listQuarantined: async (call) => {
        const mending = mendingOf(house, call);
        if (isRefusal(mending)) return mending;
        const page = await openRows(mending, call.query);
        return { ...page, fields: [...fieldsOf(mending.target)] };
      },
      editQuarantined: async (call) => {
        const mending = mendingOf(house, call);
        return isRefusal(mending) ? mending : editRows(mending, call.body.edits);
      },
      dropQuarantined: async (call) => {
        const mending = mendingOf(house, call);
        return isRefusal(mending) ? mending : dropRows(mending, call.body);
      },
      listFaultValues: async (call) => {
        const mending = mendingOf(house, call);
        return isRefusal(mending) ? mending : valuesAtRule(mending, call.query);
      },
      mendMany: async (call) => {
        const mending = mendingOf(house, call);
        if (isRefusal(mending)) return mending;
        const { changes, ...rule } = call.body;
        return mendMany(mending, { rule, changes });
      },
      dropMany: async (call) => {
        const mending = mendingOf(house, call);
        if (isRefusal(mending)) return mending;
        const { code, column, rows, reason } = call.body;
        return dropMany(mending, { rule: { code, column }, rows, reason });
      },
      loadMended: async (call) => {
        const mending = mendingOf(house, call);
        if (isRefusal(mending)) return mending;
        const loaded = await loadMended(mending);
        if (isRefusal(loaded)) return loaded;
        const batch = await call.database.transaction(
          call.actor,
          (tx) => lists.loadBatch(tx, loaded.batchId),
          { readOnly: true },
        );
        const { undo: _undo, ...row } = batch!;
        return row;
      },
      previewUndo: async ({ actor, database, params }) => {
        const given = { batchId: BigInt(params.batchId), reason: '-', rehearse: true };
        const done = await undoImport(database, actor, given, house);
        if (!isRefusal(done)) {
          const rows = done.counts.map(({ entity, removed }) => ({
            entity,
            rowsRemoved: String(removed),
          }));
          return { rows, refusal: null, later: [] };
        }
        if (done.refused === 'imports.batch_unknown') return done;
        const words = Object.entries(done.params).map(([name, value]) => [name, String(value)]);
        const refusal = { code: done.refused, params: Object.fromEntries(words) };
        const later = await database.transaction(
          actor,
          (tx) => lists.listLater(tx, given.batchId),
          {
            readOnly: true,
          },
        );
        return { rows: [], refusal, later };
      },
    },
  );
}

/** A kept file with its headings and samples. */
function look(
  call: Pick<Call, 'database' | 'actor'> & { readonly params: { readonly uploadId: string } },
  sheet: string,
) {
  const given = { uploadId: BigInt(call.params.uploadId), sheet, head: true };
  return withUpload(call.database, call.actor, given, async (source, upload) => ({
    upload,
    ...(await lookThrough(source)),
  }));
}

/** Kinds of record that the headings could hold, the likeliest first. */
function guessesOf(house: ImportHouse, columns: Parameters<typeof fitOf>[1]) {
  return house.targets
    .map((target) => ({ entity: target.entity, ...fitOf(fieldsOf(target), columns) }))
    .filter((one) => one.columns > 0)
    .toSorted((a, b) => b.fits * a.of - a.fits * b.of || b.columns - a.columns)
    .slice(0, 5)
    .map(({ entity, fits, of }) => ({ entity, fits, of }));
}

function mendingOf(
  house: ImportHouse,
  call: Pick<Call, 'database' | 'actor'> & {
    readonly params: { readonly batchId: string; readonly entity: string };
  },
) {
  const target = targetOf(house, call.params.entity);
  if (isRefusal(target)) return target;
  const { database, actor } = call;
  return { database, actor, house, target, batchId: BigInt(call.params.batchId) };
}

function targetOf(house: ImportHouse, entity: string): ImportTarget | Refusal {
  const target = house.targets.find((one) => one.entity === entity);
  return target ?? refuse('imports.entity_unknown', { entity });
}
