import type { Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';
import { refuse } from './messages.ts';
import { chainStart, headText, linkHash } from './seal.ts';
import * as store from './store.ts';

export interface ChainReport {
  readonly checked: number;
  readonly waiting: number;
  readonly head: store.Link | null;
  /** Each names the row: `audit.changed`, `removed`, `link_removed`, `inserted`, `cut` … */
  readonly faults: readonly Refusal[];
}

export interface VerifyOptions {
  /** A head that was printed earlier and kept outside the database. */
  readonly expected?: store.Link;
  /** Look at this many of the latest links only; all of them otherwise. */
  readonly latest?: number;
  readonly onProgress?: (done: number) => void;
}

const batch = 10_000;
const faultsMax = 1000;

/**
 * Walks the chain and compares each link with its record. After a fault it goes on from the link
 * that is stored, so that one changed row is one fault. Whoever owns the database may rewrite the
 * whole chain or cut its end: that shows only against a head kept outside (`expected`).
 */
export async function verifyAudit(tx: Tx, options: VerifyOptions = {}): Promise<ChainReport> {
  const head = await store.headOf(tx);
  const faults: Refusal[] = [];
  let before = await startOf(tx, head, options.latest);
  const passes: Passes = { current: 0n, previous: null };
  let checked = 0;
  for (;;) {
    const rows = await store.chainAfter(tx, before.linkNo, batch);
    for (const row of rows) {
      notePass(passes, row.linkedAt);
      faults.push(...faultsOf(before, row, passes));
      before = { linkNo: row.linkNo, hash: row.hash };
      checked += 1;
    }
    options.onProgress?.(checked);
    if (rows.length < batch || faults.length > faultsMax) break;
  }
  const waiting = await store.waitingRecords(tx);
  for (const { recordId, at } of waiting.late) {
    faults.push(refuse('audit.inserted', { record: recordId, at }));
  }
  faults.push(...(await faultsOfHead(tx, head, options.expected)));
  return { checked, waiting: waiting.count, head, faults: faults.slice(0, faultsMax) };
}

async function startOf(
  tx: Tx,
  head: store.Link | null,
  latest: number | undefined,
): Promise<store.Link> {
  if (latest === undefined || head === null) return chainStart;
  return (await store.linkAt(tx, head.linkNo - BigInt(latest))) ?? chainStart;
}

/** When the sealer made the present links, and when it was there before that. */
interface Passes {
  current: bigint;
  previous: bigint | null;
}

function notePass(passes: Passes, linkedAt: bigint): void {
  if (linkedAt === passes.current) return;
  passes.previous = passes.current === 0n ? null : passes.current;
  passes.current = linkedAt;
}

/**
 * A record that claims a time long before an earlier pass, which would have chained it, came
 * afterwards. Six hours are left for the longest transaction (ASSUMED).
 */
const lateAfter = 6n * 3_600_000_000n;

function faultsOf(before: store.Link, row: store.ChainRow, passes: Passes): Refusal[] {
  const faults: Refusal[] = [];
  const follows = row.linkNo === before.linkNo + 1n;
  for (let gap = before.linkNo + 1n; gap < row.linkNo && faults.length < 100; gap += 1n) {
    faults.push(refuse('audit.link_removed', { link: gap }));
  }
  if (row.text === null) {
    faults.push(refuse('audit.removed', { record: row.recordId, link: row.linkNo }));
  } else if (follows && linkHash(before.hash, row.text) !== row.hash) {
    faults.push(refuse('audit.changed', { record: row.recordId, link: row.linkNo }));
  } else if (row.at !== null && passes.previous !== null && row.at < passes.previous - lateAfter) {
    faults.push(refuse('audit.inserted', { record: row.recordId, at: row.atText ?? '' }));
  }
  return faults;
}

async function faultsOfHead(
  tx: Tx,
  head: store.Link | null,
  expected: store.Link | undefined,
): Promise<Refusal[]> {
  if (expected === undefined) return [];
  const found = await store.linkAt(tx, expected.linkNo);
  if (found === null) {
    const link = head?.linkNo ?? 0n;
    return [refuse('audit.cut', { expected: headText(expected), link })];
  }
  return found.hash === expected.hash ? [] : [refuse('audit.head_differs', { link: found.linkNo })];
}
