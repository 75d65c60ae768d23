import { isRefusal } from '../../../core/refusal.ts';
import { keysetPage } from '../../../core/schema.ts';
import { localeOf } from '../http/problem.ts';
import { handle, type Module } from '../module.ts';
import { policyInForce } from '../policy/store.ts';
import {
  createExport,
  deleteExport,
  downloadExport,
  ownExport,
  writeJobName,
  type ExportsRoom,
} from './commands.ts';
import { exportProgressKey, exportsApi } from './contract.ts';
import { sweepExports, writeExport } from './job.ts';
import { exportsMessages } from './messages.ts';
import { exportPolicy } from './policy.ts';
import * as store from './store.ts';

export { writeJobName } from './commands.ts';

/**
 * Lists as files: whoever may read a list asks for it, a job writes it, the reader fetches it in
 * the download centre. The lists come from the rooms' contracts (`export`).
 */
export function exportsModule(room: ExportsRoom): Module {
  return {
    name: 'exports',
    phrases: exportsMessages,
    rights: {},
    api: exportsApi,
    handlers: exportsHandlers(room),
    ownTransactions: ['downloadExport'],
    policies: [exportPolicy],
    jobs: [
      {
        name: writeJobName,
        run: (database, input) => {
          const { exportId } = input as { readonly exportId: string };
          return writeExport(database, room, BigInt(exportId));
        },
        progressKey: (input) => exportProgressKey((input as { exportId: string }).exportId),
      },
      { name: 'exports.sweep', cron: '50 * * * *', run: sweepExports },
    ],
  };
}

function exportsHandlers(room: ExportsRoom) {
  return handle(exportsApi, {
    listExports: async ({ tx, query }) => {
      const below = query.cursor === undefined ? null : BigInt(query.cursor);
      const rows = await store.listExports(tx, below, query.limit + 1);
      const page = keysetPage(rows, query.limit, (row) => row.exportId);
      const { body } = await policyInForce(tx, exportPolicy, await room.today(tx));
      const { keepDays, runningMax, dayMax } = body;
      const { today } = await store.countUse(tx);
      return {
        ...page,
        rows: page.rows.map(shown),
        limits: { keepDays, runningMax, dayMax, today },
      };
    },
    createExport: async ({ tx, body, request }) => {
      const { format, name, requestKey, ...wish } = body;
      const locale = localeOf(request);
      const made = await createExport(tx, room, { wish, format, name, requestKey, locale });
      return isRefusal(made) ? made : shown(made);
    },
    readExport: async ({ tx, params }) => {
      const found = await ownExport(tx, BigInt(params.exportId));
      return isRefusal(found) ? found : shown(found);
    },
    downloadExport: ({ database, actor, params }) =>
      downloadExport(database, room, actor, BigInt(params.exportId)),
    deleteExport: async ({ tx, params }) => {
      const refused = await deleteExport(tx, BigInt(params.exportId));
      return refused ?? { deleted: true as const };
    },
  });
}

function shown(one: store.ExportRecord) {
  return {
    exportId: one.exportId,
    name: one.name,
    format: one.format,
    state: one.state === 'deleted' ? ('expired' as const) : one.state,
    rows: one.rowCount,
    sizeBytes: one.sizeBytes,
    askedAt: one.askedAt,
    finishedAt: one.finishedAt,
    keepUntil: one.keepUntil,
    fileDigest: one.fileDigest,
    rowsDigest: one.rowsDigest,
    reason: one.refused === null ? null : { code: one.refused, params: one.refusedParams ?? {} },
    wish: one.wish,
  };
}
