import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Locale, Phrases } from '../../../core/messages.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import { handle, type Call, type Module } from '../module.ts';
import { importsRights } from './access.ts';
import { batchApi, importsApi, type FaultRow, type ImportRow } from './contract.ts';
import { intakeHandlers, intakeOwn } from './intake-routes.ts';
import { safeName } from './intake.ts';
import * as lists from './lists.ts';
import { importsMessages, refuse } from './messages.ts';
import { keyOfHeading } from './quarantine-headings.ts';
import { quarantineCsv } from './quarantine.ts';
import { runImport, type ImportHouse } from './run.ts';
import { masked } from './secrecy.ts';
import type { Adapter, ImportTarget } from './target.ts';
import { taskJobs } from './tasks.ts';
import { undoImport } from './undo.ts';
import { correctionAdapter, csvAdapter, placeText } from './upload.ts';

/**
 * What the routes need besides the house: every phrase of the bank, for the reasons in quarantine
 * files.
 */
export interface ImportRoom extends ImportHouse {
  readonly phrases: () => Phrases;
}

/** The room of imports: a platform room whose targets and bank come from the house. */
export function importsModule(room: ImportRoom): Module {
  return {
    name: 'imports',
    phrases: importsMessages,
    rights: importsRights,
    api: importsApi,
    handlers: { ...importsHandlers(room), ...intakeHandlers(room) },
    ownTransactions: ['loadCsv', 'undoImport', ...intakeOwn],
    jobs: taskJobs(room),
  };
}

function importsHandlers(room: ImportRoom) {
  return handle(batchApi, {
    listImports: async ({ tx, query }) => {
      const rows = await lists.listBatches(tx, query);
      const total = lists.cappedTotal(await lists.countBatches(tx));
      return { ...pageOf(rows, query.limit, (row) => row.batchId), total };
    },
    listImportEntities: async () => ({
      rows: room.targets.map(({ entity, fields }) => ({ entity, fields: [...fields] })),
    }),
    readImport: async ({ tx, params }) => {
      const batchId = BigInt(params.batchId);
      const batch = await lists.loadBatch(tx, batchId);
      if (batch === null) return refuse('imports.batch_unknown', { batch: batchId });
      return {
        ...batch,
        files: await lists.listFiles(tx, batchId),
        counts: await lists.listCounts(tx, batchId),
        totals: await lists.listTotals(tx, batchId),
        differences: await lists.countDifferences(tx, batchId),
      };
    },
    listImportFaults: async ({ tx, params, query }) => {
      const { entity, level } = query;
      const filter = { batchId: BigInt(params.batchId), entity, level };
      const rows = await lists.listFaults(tx, filter, query);
      const total = lists.cappedTotal(await lists.countFaults(tx, filter));
      return { ...pageOf(rows.map(maskedFault), query.limit, (row) => row.faultId), total };
    },
    listImportDifferences: async ({ tx, params, query }) => {
      const batchId = BigInt(params.batchId);
      const rows = await lists.listDifferences(tx, batchId, query);
      const total = { count: await lists.countDifferences(tx, batchId), capped: false };
      const page = pageOf(rows, query.limit, (row) => String(row.position + 1));
      return { ...page, total };
    },
    readQuarantineFile: async ({ tx, actor, database, params, request }) => {
      const target = targetOf(room, params.entity);
      if (isRefusal(target)) return target;
      const batchId = BigInt(params.batchId);
      const batch = await lists.loadBatch(tx, batchId);
      if (batch === null) return refuse('imports.batch_unknown', { batch: batchId });
      if (target.secret !== undefined) {
        // A read transaction cannot write: the audit of an unmasked read has one of its own.
        await database.transaction(actor, (own) =>
          recordAudit(own, {
            verb: 'imports.read_quarantine',
            subject: 'import',
            subjectKey: params.batchId,
            detail: { entity: target.entity, fields: target.secret },
          }),
        );
      }
      const given = { batchId, target, phrases: room.phrases(), locale: localeOf(request) };
      const name = `quarantine-${params.batchId}-${params.entity}.csv`;
      return { file: { name, type: 'text/csv; charset=utf-8', body: quarantineCsv(tx, given) } };
    },
    loadCsv: async (call) => {
      const target = targetOf(room, call.params.entity);
      if (isRefusal(target)) return target;
      return await loadUpload(room, call, (file) => csvAdapter(target, file));
    },
    loadCorrection: async (call) => {
      const { entity } = call.params;
      const target = targetOf(room, entity);
      if (isRefusal(target)) return target;
      const batchId = BigInt(call.params.batchId);
      if ((await lists.loadBatch(call.tx, batchId)) === null) {
        return refuse('imports.batch_unknown', { batch: batchId });
      }
      const quarantined = await lists.listQuarantinedPlaces(call.tx, batchId, entity);
      if (quarantined.length === 0) {
        return refuse('imports.nothing_to_correct', { batch: batchId, entity });
      }
      const places = new Set(quarantined.map((place) => placeText(place.file, place.row)));
      const keyOf = keyOfHeading(target, room.phrases());
      const adapterOf = (file: string) =>
        correctionAdapter(target, file, { batchId, places, keyOf });
      return await loadUpload(room, call, adapterOf, batchId);
    },
    undoImport: async ({ actor, database, params, body }) => {
      const batchId = BigInt(params.batchId);
      const undone = await undoImport(database, actor, { batchId, reason: body.reason }, room);
      return isRefusal(undone) ? undone : { batchId, rowsRemoved: BigInt(undone.rowsRemoved) };
    },
  });
}

/**
 * Streams the uploaded file to a folder of its own, loads it, removes it, and answers with the
 * import.
 */
async function loadUpload(
  room: ImportRoom,
  call: Pick<Call, 'actor' | 'database' | 'request'>,
  adapterOf: (file: string) => Adapter,
  corrects?: bigint,
): Promise<ImportRow | Refusal> {
  const upload = await uploadOf(call.request);
  if (upload === null) return refuse('imports.upload_malformed');
  const dir = await mkdtemp(path.join(os.tmpdir(), 'kejing-upload-'));
  try {
    const file = safeName(upload.filename);
    await pipeline(upload.file, createWriteStream(path.join(dir, file), { mode: 0o600 }));
    if (upload.file.truncated) return refuse('imports.file_too_large', { max: megabytes(upload) });
    const options = corrects === undefined ? {} : { corrects };
    const { actor, database } = call;
    const outcome = await runImport(database, actor, adapterOf(file), dir, room, options);
    if (isRefusal(outcome)) return outcome;
    const read = { readOnly: true };
    const batch = await database.transaction(
      actor,
      (tx) => lists.loadBatch(tx, outcome.batchId),
      read,
    );
    const { undo: _undo, ...row } = batch!;
    return row;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function uploadOf(request: FastifyRequest): Promise<MultipartFile | null> {
  if (!request.isMultipart()) return null;
  return (await request.file()) ?? null;
}

function megabytes(upload: MultipartFile): number {
  return Math.floor(upload.file.bytesRead / 1_048_576);
}

/** Personal numbers stay masked outside the quarantine file. */
function maskedFault(row: FaultRow): FaultRow {
  const record = Object.entries(row.record).map(([field, value]) => [
    field,
    value === null ? null : masked(value),
  ]);
  return { ...row, value: masked(row.value), record: Object.fromEntries(record) };
}

function targetOf(room: ImportRoom, entity: string): ImportTarget | Refusal {
  const target = room.targets.find((one) => one.entity === entity);
  return target ?? refuse('imports.entity_unknown', { entity });
}

function pageOf<R>(rows: readonly R[], limit: number, keyOf: (row: R) => string) {
  const page = rows.slice(0, limit);
  const more = rows.length > limit;
  return { rows: page, next: more ? keyOf(page.at(-1)!) : null };
}

function localeOf(request: FastifyRequest): Locale {
  return request.headers['accept-language']?.startsWith('en') === true ? 'en' : 'zh';
}
