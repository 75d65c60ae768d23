import type { Refusal } from '../../../core/refusal.ts';
import { beginProgress } from '../jobs/progress.ts';
import { handle, type Module } from '../module.ts';
import { auditRights } from './access.ts';
import { auditApi, verifyProgressKey } from './contract.ts';
import { auditMessages } from './messages.ts';
import { refusalHandlers } from './refusal-routes.ts';
import * as store from './store.ts';
import { auditTimeZone } from './time-zone.ts';
import { verifyAudit } from './verify.ts';

export { recordAudit, type Deed } from './record.ts';
export { auditTimeZone } from './time-zone.ts';
export { headText, parseHead, sealAudit, startSealer, type Sealer } from './seal.ts';
export { verifyAudit, type ChainReport } from './verify.ts';

const countCap = 1000;
const latestChecked = 20_000;

/** The record of all deeds as a room of the house. */
export const auditModule: Module = {
  name: 'audit',
  phrases: auditMessages,
  rights: auditRights,
  api: auditApi,
  ownTransactions: ['verifyAuditChain'],
  handlers: handle(auditApi, {
    ...refusalHandlers,
    listAuditRecords: async ({ tx, query }) => {
      const filter: store.AuditFilter = {
        actor: query.actor ?? null,
        verb: query.verb ?? null,
        subject: query.subject ?? null,
        subjectKey: query.subjectKey ?? null,
        from: query.from ?? query.day ?? null,
        until: query.until ?? query.day ?? null,
        customer: query.customer ?? null,
        q: query.q ?? null,
        timeZone: auditTimeZone,
        below: query.cursor === undefined ? null : BigInt(query.cursor),
      };
      const rows = await store.listRecords(tx, filter, query.limit + 1);
      const page = rows.slice(0, query.limit);
      const count = await store.countRecords(tx, filter, countCap);
      return {
        rows: page.map((row) => ({ ...row, detail: row.detail as Record<string, string> })),
        next: rows.length > query.limit ? (page.at(-1)?.recordId.toString() ?? null) : null,
        total: { count: Math.min(count, countCap), capped: count > countCap },
      };
    },
    readAuditChain: async ({ tx }) => {
      const { head, waiting, checked, faults } = await verifyAudit(tx, { latest: latestChecked });
      const sealedAt = await store.sealedAt(tx);
      return { head, sealedAt, waiting, checked, faults: faults.map(faultShown) };
    },
    verifyAuditChain: async ({ database, actor }) => {
      const progress = await beginProgress(database, verifyProgressKey);
      try {
        const report = await database.transaction(
          actor,
          async (tx) => {
            const total = (await store.headOf(tx))?.linkNo ?? 0n;
            return verifyAudit(tx, {
              onProgress: (done) => progress.report(BigInt(done), total, 'verify'),
            });
          },
          { readOnly: true },
        );
        await progress.finish();
        return { checked: report.checked, faults: report.faults.map(faultShown) };
      } catch (error) {
        await progress.fail('http.fault');
        throw error;
      }
    },
  }),
};

function faultShown({ refused, params }: Refusal) {
  const entries = Object.entries(params).map(([name, value]) => [name, String(value)] as const);
  return { code: refused, params: Object.fromEntries(entries) };
}
