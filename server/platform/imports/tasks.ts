import { setTimeout as rest } from 'node:timers/promises';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { beginProgress, enqueue, type ProgressReport } from '../jobs/index.ts';
import type { Job } from '../module.ts';
import type { TaskResult } from './contract.ts';
import { withUpload } from './intake.ts';
import { mappedAdapter, moneyColumn, type MappedAdapter } from './mapped.ts';
import { refuse } from './messages.ts';
import { runImport, type ImportHouse, type ImportOutcome } from './run.ts';
import { masked } from './secrecy.ts';
import { ImportStop, type ImportTarget } from './target.ts';
import * as results from './upload-result-store.ts';
import * as store from './upload-store.ts';

export const taskJobName = 'imports.task';
/** ASSUMED: days that the content of a dropped file is kept; what it was stays on record. */
export const uploadDays = 30;
/** Another import or a quarter run may hold the books: wait so long for it. */
const busyWaitMs = 20 * 60_000;
const busyStepMs = 2000;
const watchEveryMs = 1000;
const faultsShown = 200;

export function progressKeyOf(taskId: bigint | string): string {
  return `import-${taskId}`;
}

/**
 * Asks for a preview or load in the caller's transaction. Refusals: unknown or gone file, unknown
 * kind of record, a field twice, a task of the file still under way, a load of content that stands.
 */
export async function startTask(
  tx: Tx,
  targets: readonly ImportTarget[],
  wish: Omit<store.NewTask, 'taskNo'>,
): Promise<{ readonly taskId: bigint } | Refusal> {
  const { uploadId, entity, columns } = wish;
  const target = targets.find((one) => one.entity === entity);
  if (target === undefined) return refuse('imports.entity_unknown', { entity });
  const fields = columns.map((one) => one.field);
  const wrong = fields.find(
    (one, at) => !target.fields.includes(one) || fields.indexOf(one) !== at,
  );
  if (wrong !== undefined) return refuse('imports.field_unknown', { field: wrong });
  await store.lockUpload(tx, uploadId);
  const upload = await store.loadUpload(tx, uploadId);
  if (upload === null) return refuse('imports.upload_unknown', { upload: uploadId });
  if (!upload.kept) return refuse('imports.upload_gone', { file: upload.name });
  const { next, open } = await store.nextTaskNo(tx, uploadId);
  if (open !== null) return refuse('imports.task_running', { file: upload.name });
  if (wish.kind === 'load') {
    const again = await alreadyLoaded(tx, upload.sha256, entity);
    if (again !== null) return again;
  }
  const taskId = await store.insertTask(tx, { ...wish, taskNo: next });
  await enqueue(tx, taskJobName, { taskId: String(taskId) });
  return { taskId };
}

async function alreadyLoaded(tx: Tx, sha256: string, entity: string): Promise<Refusal | null> {
  const standing = await store.standingLoad(tx, { sha256, entity });
  if (standing === null) return null;
  const { batchId, login, at } = standing;
  return refuse('imports.already_loaded', { batch: batchId, login, at });
}

/**
 * The worker of previews and loads. It may be killed at any moment and run again: a load and its
 * end are one transaction, so it happened wholly or not at all.
 */
export function taskJobs(house: ImportHouse): readonly Job[] {
  return [
    {
      name: taskJobName,
      run: async (database, input) => {
        await runTask(database, house, BigInt((input as { taskId: string }).taskId));
      },
      progressKey: (input) => progressKeyOf((input as { taskId: string }).taskId),
      page: () => '/imports',
      byHand: { repeat: true },
    },
    {
      name: 'imports.sweep',
      cron: '40 3 * * *',
      run: (database) =>
        database.transaction(systemActor('imports'), async (tx) => {
          await store.sweepParts(tx, uploadDays);
        }),
    },
  ];
}

export async function runTask(
  database: Database,
  house: ImportHouse,
  taskId: bigint,
): Promise<void> {
  const system = systemActor('imports');
  const task = await database.transaction(system, (tx) => store.loadTask(tx, taskId));
  if (task === null || task.outcome !== null) return;
  const actor = { ...system, accountId: task.accountId, login: task.login };
  const progress = await beginProgress(database, progressKeyOf(taskId));
  const end = (given: Omit<store.TaskEnd, 'taskId' | 'batchId' | 'result'>) =>
    database.transaction(actor, (tx) =>
      store.insertTaskEnd(tx, { ...given, taskId, batchId: null, result: null }),
    );
  try {
    const refusal = await perform({ database, house, actor, task, progress });
    if (refusal === null) return await progress.finish('done');
    const params = Object.entries(refusal.params).map(([name, value]) => [name, String(value)]);
    const code = refusal.refused;
    await end({ outcome: 'refused', code, params: Object.fromEntries(params) });
    await progress.fail(code);
  } catch (fault) {
    await end({ outcome: 'broke', code: 'imports.broke', params: {} });
    await progress.fail('imports.broke');
    throw fault;
  }
}

interface Run {
  readonly database: Database;
  readonly house: ImportHouse;
  readonly actor: Actor;
  readonly task: store.TaskRow;
  readonly progress: ProgressReport;
}

async function perform(run: Run): Promise<Refusal | null> {
  const { database, house, actor, task, progress } = run;
  const target = house.targets.find((one) => one.entity === task.entity);
  if (target === undefined) return refuse('imports.entity_unknown', { entity: task.entity });
  const given = { uploadId: BigInt(task.uploadId), sheet: task.sheet };
  const done = await withUpload(database, actor, given, async (source, upload) => {
    const bytes = Number.parseInt(upload.bytes, 10);
    const mark = upload.sha256.slice(0, 8);
    const { columns, control } = task;
    const watch = watchOf(run);
    await watch();
    const load = { target, source, bytes, mark, columns, control, watch };
    const began = performance.now();
    for (;;) {
      const adapter = mappedAdapter(load);
      const kept: { result: TaskResult | null } = { result: null };
      const outcome = await runImport(database, actor, adapter, folderOf(source.file), house, {
        dryRun: task.kind === 'preview',
        onProgress: (now) => {
          const note = `${now.phase}:${now.rows}`;
          progress.report(BigInt(now.bytes), BigInt(now.bytesTotal), note);
        },
        before: (tx) => mayStart(tx, task, upload.sha256),
        inspect: async (tx, found) => {
          kept.result = await resultOf(tx, task, { target, adapter, found });
          if (task.kind === 'load') await keepLoad(tx, task, found.batchId, kept.result);
        },
      });
      const busy = isRefusal(outcome) && outcome.refused === 'imports.busy';
      if (!busy || performance.now() - began > busyWaitMs) {
        if (!isRefusal(outcome) && task.kind === 'preview') await keepPreview(run, kept.result!);
        return outcome;
      }
      progress.report(0n, BigInt(bytes), 'waiting');
      await rest(busyStepMs);
      await watch();
    }
  });
  return isRefusal(done) ? done : null;
}

/** A preview is rolled back: its findings are kept by a transaction of their own. */
async function keepPreview({ database, actor, task }: Run, result: TaskResult): Promise<void> {
  const end = { batchId: null, code: '', params: {}, outcome: 'done' as const, result };
  await database.transaction(actor, (tx) =>
    store.insertTaskEnd(tx, { ...end, taskId: BigInt(task.taskId) }),
  );
}

/** Once the books are held: nobody else ended the task or loaded the content meanwhile. */
async function mayStart(tx: Tx, task: store.TaskRow, sha256: string): Promise<Refusal | null> {
  const now = await store.loadTask(tx, BigInt(task.taskId));
  if (now?.outcome !== null) return refuse('imports.task_over');
  return task.kind === 'load' ? alreadyLoaded(tx, sha256, task.entity) : null;
}

/** In the transaction that loads. Somebody else's end of this task takes the load back. */
async function keepLoad(tx: Tx, task: store.TaskRow, batchId: bigint, result: TaskResult) {
  const taskId = BigInt(task.taskId);
  const end = { taskId, batchId, code: '', params: {}, outcome: 'done' as const, result };
  if (!(await store.insertTaskEnd(tx, end))) throw new ImportStop(refuse('imports.task_over'));
}

interface Found {
  readonly target: ImportTarget;
  readonly adapter: MappedAdapter;
  readonly found: ImportOutcome;
}

async function resultOf(tx: Tx, task: store.TaskRow, given: Found): Promise<TaskResult> {
  const { target, adapter, found: outcome } = given;
  const headings = new Map(task.columns.map((one) => [one.field, one.heading ?? '']));
  const faults = await results.firstFaults(tx, faultsShown);
  const sums: TaskResult['sums'] = [];
  for (const [field, sum] of adapter.sums()) {
    const column = moneyColumn(target, field);
    const good = column === null ? null : await results.goodSum(tx, target.entity, column);
    sums.push({
      field,
      file: sum.toString(),
      good: good?.toString() ?? null,
      stated: task.control.sums[field] ?? null,
    });
  }
  return {
    rowsRead: String(outcome.rowsRead),
    rowsAdded: String(outcome.rowsAdded),
    rowsAlreadyThere: String(outcome.rowsAlreadyThere),
    rowsFaulty: String(outcome.rowsFaulty),
    rowsWarned: String(outcome.rowsWarned),
    rowsDiffering: String(await results.differingRows(tx)),
    statedRows: task.control.rows,
    sums,
    rules: await results.faultsByRule(tx),
    faults: faults.map(({ row, column, value, code, params, level }) => ({
      row,
      column,
      heading: headings.get(column) ?? '',
      value: hidden(target, column, value),
      code,
      params: hidden(target, column, '') === '' ? textOf(params) : {},
      level,
    })),
  };
}

/** A value of a personal field never leaves the books in the clear, whichever rule named it. */
function hidden(target: ImportTarget, column: string, value: string): string {
  if (target.secret?.includes(column) !== true) return masked(value);
  return value.includes('*') || value === '' ? value : '••••••';
}

function textOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/** Looks once a second whether somebody asked to stop. */
function watchOf({ database, task }: Run): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    if (performance.now() - last < watchEveryMs) return;
    last = performance.now();
    const now = await database.transaction(
      systemActor('imports'),
      (tx) => store.loadTask(tx, BigInt(task.taskId)),
      { readOnly: true },
    );
    if (now?.cancelAsked === true) throw new ImportStop(refuse('imports.cancelled'));
  };
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}
