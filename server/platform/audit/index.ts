import { handle, type Module } from '../module.ts';
import { auditRights } from './access.ts';
import { auditApi } from './contract.ts';
import { auditMessages } from './messages.ts';
import * as store from './store.ts';
import { verifyAudit } from './verify.ts';

export { recordAudit, type Deed } from './record.ts';
export { headText, parseHead, sealAudit, startSealer, type Sealer } from './seal.ts';
export { verifyAudit, type ChainReport } from './verify.ts';

/** ASSUMED: the days of the search are days of China. */
const timeZone = 'Asia/Shanghai';
const countCap = 1000;
const latestChecked = 20_000;

/** The record of all deeds as a room of the house. */
export const auditModule: Module = {
  name: 'audit',
  phrases: auditMessages,
  rights: auditRights,
  api: auditApi,
  handlers: handle(auditApi, {
    listAuditRecords: async ({ tx, query }) => {
      const filter: store.AuditFilter = {
        actor: query.actor ?? null,
        verb: query.verb ?? null,
        subject: query.subject ?? null,
        subjectKey: query.subjectKey ?? null,
        day: query.day ?? null,
        timeZone,
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
      return {
        head,
        waiting,
        checked,
        faults: faults.map(({ refused, params }) => ({
          code: refused,
          params: Object.fromEntries(
            Object.entries(params).map(([name, value]) => [name, String(value)]),
          ),
        })),
      };
    },
  }),
};
