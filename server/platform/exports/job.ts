import { createHash } from 'node:crypto';
import { systemActor } from '../../../core/actor.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import { actorOfAccount } from '../auth/index.ts';
import type { Database } from '../db/transaction.ts';
import { bookOf } from '../http/server.ts';
import { beginProgress } from '../jobs/index.ts';
import { notify } from '../notices/index.ts';
import { loadSchemeNames } from '../policy/names.ts';
import { policyInForce } from '../policy/store.ts';
import { aboutLines } from './about.ts';
import { cellOf, titleOf } from './cells.ts';
import { channelOf, isLacking, scopeKeyOf, type ExportsRoom } from './commands.ts';
import { exportProgressKey } from './contract.ts';
import { openFile, type ExportFile } from './file.ts';
import { columnsOf, exportableLists } from './lists.ts';
import { refuse } from './messages.ts';
import { exportPolicy } from './policy.ts';
import * as store from './store.ts';
import { readPage, type ListPage } from './walk.ts';

const writer = systemActor('exports');
/** Rows asked for at once: the most that a list gives. */
const pageRows = 200;
/** A file that failed so often is given up. */
const triesMax = 3;
/** What one sheet of Excel holds, its title row apart. A fact of the format. */
export const sheetRowsMax = 1_048_575;
const partBytes = 1024 ** 2;

/**
 * Writes the file of an export: page after page through the list's own handler, in one read-only
 * transaction that sees one instant, under the account's rights and scope of now. Repeated after a
 * crash it begins anew, so a file is whole once. Ends by a file or a reason, and tells the reader.
 */
export async function writeExport(
  database: Database,
  room: ExportsRoom,
  exportId: bigint,
): Promise<void> {
  const begun = await database.transaction(writer, (tx) => store.beginAttempt(tx, exportId));
  if (begun === null) return;
  const { record, attemptNo } = begun;
  const progress = await beginProgress(database, exportProgressKey(exportId));
  const onRows = (rows: bigint, total: bigint | null) => progress.report(rows, total, 'rows');
  try {
    const done = await produce({ database, room, record, attemptNo, onRows });
    if (done === null) return await progress.fail('deleted');
    await settle(database, { record, attemptNo }, done);
    await (isRefusal(done) ? progress.fail(done.refused) : progress.finish());
  } catch (error) {
    await progress.fail('exports.broken');
    if (attemptNo >= triesMax) {
      const reason = refuse('exports.broken', { tries: attemptNo });
      await settle(database, { record, attemptNo }, reason);
    }
    throw error;
  }
}

interface Work {
  readonly database: Database;
  readonly room: ExportsRoom;
  readonly record: store.ExportRecord;
  readonly attemptNo: number;
  readonly onRows: (rows: bigint, total: bigint | null) => void;
}

type Produced = store.FileFacts & { readonly leftOut: number };

/** The facts of the whole file, the reason why there is none, or null when it was deleted. */
async function produce(work: Work): Promise<Produced | Refusal | null> {
  const { database, room, record } = work;
  const { accountId } = record;
  const person = await database.transaction(writer, (tx) => actorOfAccount(tx, accountId));
  if (person === null) return refuse('exports.account_closed');
  const list = exportableLists(room.modules()).get(record.list);
  if (list === undefined) return refuse('exports.list_unknown', { list: record.list });
  for (const right of [list.route.right, list.right]) {
    if (isLacking(person.actor, room, right)) return refuse('exports.right_lost', { right });
  }
  const columns = columnsOf(list, record.wish);
  if (isRefusal(columns)) return columns;
  const parts = keeper(work);
  const read = await database.transaction(
    person.actor,
    async (tx) => {
      const readAt = await store.holdState(tx);
      const policy = await policyInForce(tx, exportPolicy, await room.today(tx));
      const book = bookOf(room.modules());
      const kinds = room.modules().flatMap(({ policies }) => policies ?? []);
      const names = await loadSchemeNames(tx, kinds);
      const words = { locale: record.locale, module: list.module.name, book, names };
      const titles = columns.map(({ field, title }) =>
        titleOf({ name: field.property, title }, words),
      );
      const file = openFile(record.format, {
        titles,
        fields: columns.map(({ field }) => field),
        words,
        madeAt: new Date(readAt),
      });
      const rows = await pour(work, { tx, list, columns, words, file, parts, policy: policy.body });
      if (rows === null || isRefusal(rows)) {
        file.abandon();
        return rows;
      }
      const about = aboutLines({
        record,
        list,
        words,
        bank: await room.bank(tx),
        by: `${person.name} (${person.actor.login})`,
        readAt,
        ...rows,
        rowsDigest: file.rowsDigest(),
        policy: { version: policy.versionNo, days: policy.body.keepDays },
      });
      for await (const bytes of file.end(about)) parts.take(bytes);
      return { ...rows, readAt, rowsDigest: file.rowsDigest(), keepDays: policy.body.keepDays };
    },
    { readOnly: true },
  );
  if (read === null || isRefusal(read)) return read;
  const kept = await parts.close();
  if (kept === null) return null;
  const { rows, ...facts } = read;
  return { ...facts, ...kept, rowCount: rows, scopeKey: scopeKeyOf(person.actor) };
}

interface Pouring {
  readonly tx: Parameters<typeof readPage>[0];
  readonly list: Parameters<typeof readPage>[1];
  readonly columns: Exclude<ReturnType<typeof columnsOf>, Refusal>;
  readonly words: Parameters<typeof titleOf>[1];
  readonly file: ExportFile;
  readonly parts: ReturnType<typeof keeper>;
  readonly policy: { readonly rowsMax: number };
}

interface Poured {
  readonly rows: bigint;
  /** Rows of customers who did not consent to the marketing that the file is for. */
  readonly leftOut: number;
}

/** Every row of the list into the file; answers how many, a refusal, or null when deleted. */
async function pour(work: Work, into: Pouring): Promise<Poured | Refusal | null> {
  const { tx, list, columns, words, file, parts } = into;
  const { wish, locale, format } = work.record;
  let count = 0;
  let leftOut = 0;
  for (let cursor: string | undefined; ;) {
    const page = await readPage(tx, list, { wish, locale, limit: pageRows, cursor });
    if (isRefusal(page)) return page;
    const allowed = await consenting(work, into, page.rows);
    count += allowed.length;
    leftOut += page.rows.length - allowed.length;
    if (format === 'xlsx' && count > sheetRowsMax) {
      return refuse('exports.too_many_rows_xlsx', { max: sheetRowsMax });
    }
    if (count > into.policy.rowsMax) {
      return refuse('exports.too_many_rows', { max: into.policy.rowsMax });
    }
    for (const row of allowed) {
      const beside = row['unit'] ?? page.unit;
      file.add(columns.map(({ field }) => cellOf(field, row[field.property], beside, words)));
    }
    for (const bytes of await file.ready()) parts.take(bytes);
    if (!(await parts.flush())) return null;
    const { total, next } = page;
    work.onRows(BigInt(count), total.capped ? null : BigInt(Math.max(total.count, count)));
    if (next === null || next === undefined) return { rows: BigInt(count), leftOut };
    if (next === cursor) throw new Error(`${list.route.path} does not go on after ${next}`);
    cursor = next;
  }
}

/**
 * The rows that may be in the file: all of them, but in one for marketing only those of customers
 * who may be offered something that way (PIPL 13-15, 24), as of the day on which it is made.
 */
async function consenting(work: Work, { tx, list }: Pouring, rows: ListPage['rows']) {
  const channel = channelOf(work.record.wish.purpose);
  const { persons } = list;
  if (channel === null || persons === null) return rows;
  const keyOf = (row: ListPage['rows'][number]) => {
    const key = row[persons];
    return key === null || key === undefined ? null : BigInt(String(key));
  };
  const ids = [...new Set(rows.map(keyOf).filter((one) => one !== null))];
  const free = await work.room.mayOffer(tx, channel, ids);
  return rows.filter((row) => free.has(keyOf(row) ?? -1n));
}

/** Cuts the bytes of a file into parts and keeps them as they come. */
function keeper({ database, record, attemptNo }: Work) {
  const { exportId } = record;
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let length = 0;
  let size = 0n;
  let partNo = 0;
  const keep = async (bytes: Buffer) => {
    partNo += 1;
    return database.transaction(writer, (tx) =>
      store.insertPart(tx, { exportId, attemptNo, partNo, bytes }),
    );
  };
  const flush = async (least = partBytes): Promise<boolean> => {
    while (length >= least && length > 0) {
      const all = Buffer.concat(waiting);
      const bytes = all.subarray(0, partBytes);
      waiting = [all.subarray(bytes.length)];
      length -= bytes.length;
      if (!(await keep(bytes))) return false;
    }
    return true;
  };
  return {
    take: (bytes: Buffer) => {
      hash.update(bytes);
      waiting.push(bytes);
      length += bytes.length;
      size += BigInt(bytes.length);
    },
    flush: () => flush(),
    close: async () =>
      (await flush(1)) ? { sizeBytes: size, fileDigest: hash.digest('hex') } : null,
  };
}

/** Keeps the outcome with its record in the audit, and tells the reader. */
async function settle(
  database: Database,
  of: { readonly record: store.ExportRecord; readonly attemptNo: number },
  done: Produced | Refusal,
): Promise<void> {
  const { exportId, accountId, name, list } = of.record;
  const at = { exportId, attemptNo: of.attemptNo };
  await database.transaction(writer, async (tx) => {
    const isNew = isRefusal(done)
      ? await store.insertReason(tx, at, done)
      : await store.insertFile(tx, at, done);
    if (!isNew) return;
    await recordAudit(tx, {
      verb: isRefusal(done) ? 'exports.refused' : 'exports.finished',
      subject: 'export',
      subjectKey: String(exportId),
      detail: isRefusal(done)
        ? { list, name, reason: done.refused }
        : {
            list,
            name,
            rows: done.rowCount,
            leftOut: done.leftOut,
            bytes: done.sizeBytes,
            digest: done.fileDigest,
          },
    });
    await notify(tx, {
      code: isRefusal(done) ? 'exports.notice.failed' : 'exports.notice.ready',
      params: { name, ...(isRefusal(done) ? {} : { rows: done.rowCount }) },
      link: '/exports',
      to: { accountIds: [accountId] },
    });
  });
}

/** Removes files whose days are over and gives up work that died with its server. */
export async function sweepExports(database: Database): Promise<void> {
  const due = await database.transaction(writer, (tx) => store.loadOverdue(tx, 1000), {
    readOnly: true,
  });
  for (const exportId of due.expired) {
    await database.transaction(writer, (tx) => store.endExport(tx, exportId, 'expired'));
  }
  for (const exportId of due.abandoned) {
    const reason = refuse('exports.broken', { tries: triesMax });
    await database.transaction(writer, (tx) =>
      store.insertReason(tx, { exportId, attemptNo: 0 }, reason),
    );
  }
}
