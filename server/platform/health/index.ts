import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import { handle, type Module } from '../module.ts';
import { healthRights } from './access.ts';
import { healthApi } from './contract.ts';
import { healthMessages } from './messages.ts';
import { healthPolicy } from './policy.ts';
import { worstOf } from './rules.ts';
import * as store from './store.ts';
import { examine, linksWatched, type HealthRoom } from './watch.ts';

export { gatherMachine, type HealthDoors, type Seat } from './facts.ts';
export { healthPolicy } from './policy.ts';
export { examineMachine, type Finding } from './rules.ts';
export { examine, startWatch, watchOnce, type HealthRoom, type Watch } from './watch.ts';

const tablesShown = 12;
const routesShown = 10;
const backupsShown = 5;

/** The state of the installation as a room of the house. */
export function healthModule(room: HealthRoom): Module {
  return {
    name: 'health',
    phrases: healthMessages,
    rights: healthRights,
    api: healthApi,
    policies: [healthPolicy],
    handlers: handle(healthApi, {
      readHealth: async ({ tx }) => {
        const findings = await examine(tx, room, { latest: linksWatched, isServed: true });
        const turns = new Map((await store.loadTurns(tx)).map((one) => [one.check, one]));
        const routes = (await room.seat.meter?.routes()) ?? [];
        const backups = await store.loadBackups(tx, backupsShown);
        return {
          checkedAt: new Date().toISOString(),
          state: worstOf(findings),
          findings: findings.map((one) => {
            const turn = turns.get(one.check);
            return { ...one, since: turn?.state === one.state ? turn.since : null };
          }),
          tables: await store.loadTables(tx, tablesShown),
          routes: routes
            .toSorted((a, b) => (b.p95Ms ?? Infinity) - (a.p95Ms ?? Infinity) || b.count - a.count)
            .slice(0, routesShown),
          backups: backups.map(({ file, madeAt, login, rows, bytes }) => {
            return { file, madeAt, login, rows, bytes };
          }),
        };
      },
    }),
  };
}

/** Notes a backup that was written whole, so that the bank sees when the last one was made. */
export async function recordBackup(tx: Tx, made: store.NewBackup): Promise<void> {
  await store.insertBackup(tx, made);
  await recordAudit(tx, {
    verb: 'health.backup',
    subject: 'file',
    subjectKey: made.file,
    detail: { tables: made.tables, rows: made.rows, bytes: made.bytes },
  });
}
