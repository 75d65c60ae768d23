import { createHash } from 'node:crypto';
import { may, type Actor, type Rights } from '../../../core/actor.ts';
import type { Day } from '../../../core/day.ts';
import type { Locale } from '../../../core/messages.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { enqueue } from '../jobs/index.ts';
import type { FileAnswer, Module } from '../module.ts';
import { policyInForce } from '../policy/store.ts';
import type { ExportFormat, ExportPurpose, ExportWish } from './contract.ts';
import { columnsOf, exportableLists } from './lists.ts';
import { refuse } from './messages.ts';
import { exportPolicy } from './policy.ts';
import * as store from './store.ts';
import { readPage } from './walk.ts';

/** What the house gives to the room of exports. */
export interface ExportsRoom {
  readonly modules: () => readonly Module[];
  readonly rights: () => Rights;
  readonly today: (tx: Tx) => Promise<Day>;
  readonly bank: (tx: Tx) => Promise<{ readonly name: string; readonly currency: string }>;
  /** Which of these customers the bank may offer something by a channel, on the business day. */
  readonly mayOffer: (
    tx: Tx,
    channel: string,
    customerIds: readonly bigint[],
  ) => Promise<ReadonlySet<bigint>>;
}

/** The channel of a purpose of marketing; null for the others. */
export function channelOf(purpose: ExportPurpose | null | undefined): string | null {
  return /^marketing_(.*)$/.exec(purpose ?? '')?.[1] ?? null;
}

export const writeJobName = 'exports.write';

export interface NewExport {
  readonly wish: ExportWish;
  readonly format: ExportFormat;
  readonly name: string;
  readonly requestKey: string;
  readonly locale: Locale;
}

/**
 * Asks for a list as a file. The same request key answers the same export. Refused: no such list or
 * column, the list's right is missing, a list of customers without a purpose (PIPL 6), its
 * conditions are wrong, too many files in the making or today (policy `exports`).
 */
export async function createExport(
  tx: Tx,
  room: ExportsRoom,
  given: NewExport,
): Promise<store.ExportRecord | Refusal> {
  await store.takeAccountTurn(tx);
  const before = await store.loadByRequest(tx, given.requestKey);
  if (before !== null) return before;
  const list = exportableLists(room.modules()).get(given.wish.list);
  if (list === undefined) return refuse('exports.list_unknown', { list: given.wish.list });
  const { actor } = tx;
  for (const right of [list.route.right, list.right]) {
    if (isLacking(actor, room, right)) return { refused: 'auth.not_allowed', params: { right } };
  }
  const columns = columnsOf(list, given.wish);
  if (isRefusal(columns)) return columns;
  if (list.persons !== null && given.wish.purpose === null)
    return refuse('exports.purpose_missing');
  const policy = await policyInForce(tx, exportPolicy, await room.today(tx));
  const use = await store.countUse(tx);
  const { runningMax, dayMax } = policy.body;
  if (use.running >= runningMax) {
    return refuse('exports.too_many_running', { running: use.running, max: runningMax });
  }
  if (use.today >= dayMax) {
    return refuse('exports.too_many_today', { count: use.today, max: dayMax });
  }
  const tried = await readPage(tx, list, { wish: given.wish, locale: given.locale, limit: 1 });
  if (isRefusal(tried)) return tried;
  const { wish, format, name } = given;
  const policyVersionId = policy.versionId;
  const exportId = await store.insertExport(tx, { ...given, policyVersionId });
  await recordAudit(tx, {
    verb: 'exports.created',
    subject: 'export',
    subjectKey: String(exportId),
    detail: {
      list: wish.list,
      name,
      format,
      purpose: list.persons === null ? null : wish.purpose,
      params: wish.params,
      query: wish.query,
      columns: columns.map(({ field }) => field.property),
    },
  });
  await enqueue(tx, writeJobName, { exportId: String(exportId) });
  return (await store.loadExport(tx, exportId))!;
}

/** 'signed_in' and 'anyone' are held by whoever has an account. */
export function isLacking(actor: Actor, room: ExportsRoom, right: string): boolean {
  return right !== 'signed_in' && right !== 'anyone' && !may(actor, room.rights(), right);
}

/** Removes a file of the caller's, or breaks off its making. Done twice, it is done. */
export async function deleteExport(tx: Tx, exportId: bigint): Promise<Refusal | null> {
  const found = await ownExport(tx, exportId);
  if (isRefusal(found)) return found;
  if (!(await store.endExport(tx, exportId, 'deleted'))) return null;
  await recordAudit(tx, {
    verb: 'exports.deleted',
    subject: 'export',
    subjectKey: String(exportId),
    detail: { list: found.list, name: found.name },
  });
  return null;
}

export async function ownExport(tx: Tx, exportId: bigint): Promise<store.ExportRecord | Refusal> {
  const found = await store.loadExport(tx, exportId);
  if (found === null || found.accountId !== tx.actor.accountId || found.state === 'deleted') {
    return refuse('exports.not_found');
  }
  return found;
}

/**
 * The file of a finished export, read part by part. The right of the list is asked again, and the
 * roles and scope must be those under which it was read. Recorded before the first byte goes out.
 */
export async function downloadExport(
  database: Database,
  room: ExportsRoom,
  actor: Actor,
  exportId: bigint,
): Promise<FileAnswer | Refusal> {
  const found = await database.transaction(actor, async (tx) => {
    const one = await ownExport(tx, exportId);
    if (isRefusal(one)) return one;
    if (one.state === 'expired') return refuse('exports.gone');
    if (one.state !== 'ready') return refuse('exports.not_ready');
    const list = exportableLists(room.modules()).get(one.list);
    if (list === undefined) return refuse('exports.list_unknown', { list: one.list });
    for (const right of [list.route.right, list.right]) {
      if (isLacking(actor, room, right)) return { refused: 'auth.not_allowed', params: { right } };
    }
    if (one.scopeKey !== scopeKeyOf(actor)) return refuse('exports.scope_changed');
    await recordAudit(tx, {
      verb: 'exports.downloaded',
      subject: 'export',
      subjectKey: String(exportId),
      detail: { list: one.list, name: one.name, rows: one.rowCount, digest: one.fileDigest },
    });
    return one;
  });
  if (isRefusal(found)) return found;
  return {
    file: {
      name: `${found.name}.${found.format}`,
      type: types[found.format],
      body: partsOf(database, actor, { exportId, attemptNo: found.attemptNo! }),
    },
  };
}

const types: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

async function* partsOf(
  database: Database,
  actor: Actor,
  of: { readonly exportId: bigint; readonly attemptNo: number },
): AsyncGenerator<Buffer> {
  for (let partNo = 1; ; partNo++) {
    const bytes = await database.transaction(actor, (tx) => store.loadPart(tx, { ...of, partNo }), {
      readOnly: true,
    });
    if (bytes === null) return;
    yield bytes;
  }
}

/** Roles and scope as one digest: whoever has others later sees other rows. */
export function scopeKeyOf(actor: Actor): string {
  const { roles, bankWide, staffId } = actor;
  const ranges = actor.ranges.map(({ from, until }) => `${from}-${until}`).toSorted();
  const text = JSON.stringify([roles.toSorted(), bankWide, String(staffId), ranges]);
  return createHash('sha256').update(text).digest('hex');
}
