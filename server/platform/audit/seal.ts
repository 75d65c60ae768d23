import { systemActor } from '../../../core/actor.ts';
import { sha256 } from '../db/digest.ts';
import type { Database } from '../db/transaction.ts';
import type { Log } from '../log.ts';
import * as store from './store.ts';

const sealer = systemActor('sealer');
/** Before the first link. */
export const chainStart: store.Link = { linkNo: 0n, hash: '0'.repeat(64) };
const passMax = 100_000;
const hourMs = 3_600_000;

/** The hash of one link: over the hash before it and the whole record. */
export function linkHash(previous: string, recordText: string): string {
  return sha256(`${previous}\n${recordText}`);
}

/**
 * Chains every record that waits, in one pass and one transaction. A chain inside the deeds'
 * own transactions would make all writers queue. `floor` spares looking at old records again.
 * Answers the head, null when nothing was ever recorded or another process is sealing.
 */
export async function sealAudit(database: Database, floor = 0n): Promise<store.Link | null> {
  return database.transaction(sealer, async (tx) => {
    if (!(await store.takeSealerTurn(tx))) return null;
    let head = (await store.headOf(tx)) ?? chainStart;
    const waiting = await store.unsealedAbove(tx, floor, passMax);
    const links = waiting.map(({ recordId, text }) => {
      head = { linkNo: head.linkNo + 1n, hash: linkHash(head.hash, text) };
      return { ...head, recordId };
    });
    if (links.length > 0) await store.insertLinks(tx, links);
    return head.linkNo === 0n ? null : head;
  });
}

/** A head as it is printed and kept outside: `<link>:<hash>`. */
export function headText(head: store.Link): string {
  return `${head.linkNo}:${head.hash}`;
}

export function parseHead(text: string): store.Link | null {
  const match = /^([1-9]\d{0,17}):([0-9a-f]{64})$/.exec(text.trim());
  return match === null ? null : { linkNo: BigInt(match[1] ?? ''), hash: match[2] ?? '' };
}

export interface Sealer {
  stop(): Promise<void>;
}

/**
 * Seals every few seconds while the server runs, and prints the head on each new day and at the
 * stop: kept outside the database, it shows a cut tail or a chain written anew.
 */
export function startSealer(database: Database, log: Log, everyMs = 3000): Sealer {
  let printedOn = '';
  let running = Promise.resolve();
  // A record may commit after one with a higher number. An hour later none of that age is open.
  let floor = 0n;
  let next = { floor: 0n, at: performance.now() + hourMs };
  const print = (head: store.Link) => log.info({ head: headText(head) }, 'audit head');
  const pass = async () => {
    try {
      const head = await sealAudit(database, floor);
      if (head === null) return;
      if (performance.now() > next.at) {
        floor = next.floor;
        next = { floor: await highest(database), at: performance.now() + hourMs };
      }
      const today = new Date().toISOString().slice(0, 10);
      if (today !== printedOn) print(head);
      printedOn = today;
    } catch (error) {
      log.error({ err: error }, 'audit sealing failed; the next pass tries again');
    }
  };
  const timer = setInterval(() => {
    running = running.then(pass);
  }, everyMs);
  running = pass();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      const head = await sealAudit(database, floor);
      if (head !== null) print(head);
    },
  };
}

function highest(database: Database): Promise<bigint> {
  return database.transaction(sealer, async (tx) => {
    const [latest] = await store.listRecords(tx, everything, 1);
    return latest?.recordId ?? 0n;
  });
}

const everything: store.AuditFilter = {
  actor: null,
  verb: null,
  subject: null,
  subjectKey: null,
  from: null,
  until: null,
  customer: null,
  q: null,
  timeZone: 'UTC',
  below: null,
};
