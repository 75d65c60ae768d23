import { fen, type Fen } from '../../../core/money.ts';
import { quarter, quartersOf, quarterYear } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { actorName } from '../people/index.ts';
import { businessDay, sealOf } from '../organisation/index.ts';
import type { BatchKind } from './contract/book.ts';
import { payRights } from './access.ts';
import { refuse } from './messages.ts';
import {
  batchNumber,
  batchText,
  controlTotal,
  decideRound,
  type BatchLine,
} from './rules/batch.ts';
import { decideSecond } from './rules/clawback.ts';
import { settleYear, settlementText } from './settlement-commands.ts';
import * as store from './store/batches.ts';
import * as parts from './store/parts.ts';
import * as settlements from './store/settlements.ts';

export interface BatchWish {
  readonly kind: BatchKind;
  /** A quarter for slips, a year otherwise. */
  readonly period: string;
}

/**
 * Puts together what leaves the bank next (D2b): all slips of a sealed quarter, all instalments due
 * by a year (also of people who left), or the settlement of a year whose four quarters are sealed.
 * Nothing is paid before another person approves. Refused: to whom does not see the whole bank,
 * while the quarter is not sealed or the year has not begun, while an earlier batch waits or has
 * paid it, and when nothing is due.
 */
export async function prepareBatch(
  tx: Tx,
  wish: BatchWish,
): Promise<Refusal | { batchId: bigint; batchNo: string; digest: string }> {
  if (!tx.actor.bankWide) return refuse('pay.bank_wide_only');
  const early = await tooEarly(tx, wish);
  if (early !== null) return early;
  await parts.lockPayBook(tx);
  const round = decideRound(wish.kind, await store.loadEarlier(tx, wish));
  if (isRefusal(round)) return round;
  const content = await contentOf(tx, wish, null);
  if (content.lines.length === 0 && content.settled.length === 0) {
    return refuse('pay.nothing_due', { period: wish.period });
  }
  const batchNo = batchNumber({ ...wish, round });
  const head = {
    ...wish,
    batchNo,
    round,
    total: controlTotal(content.lines),
    digest: content.digest,
    preparedName: await actorName(tx),
  };
  const batchId = await store.insertBatch(tx, head, content.lines.length);
  if (batchId === null) return refuse('pay.batch_waiting', { batchNo });
  if (content.settled.length > 0) {
    const year = yearOfPeriod(wish);
    await settlements.insertSettlements(tx, { batchId, year, ids: content.ids }, content.settled);
  }
  await store.insertBatchLines(tx, batchId, content.lines);
  await recordAudit(tx, {
    verb: 'pay.prepare_batch',
    subject: 'pay_batch',
    subjectKey: batchNo,
    detail: { lines: content.lines.length, totalFen: head.total, digest: head.digest },
  });
  await notify(tx, {
    code: 'pay.notice.batch_waits',
    params: { batchNo, totalFen: head.total },
    link: `/pay-batches/${batchId}`,
    to: { role: payRights['pay.approve_batch'], unitPath: '' },
  });
  return { batchId, batchNo, digest: head.digest };
}

async function tooEarly(tx: Tx, wish: BatchWish): Promise<Refusal | null> {
  if (wish.kind === 'instalments') {
    const today = await businessDay(tx);
    return today.slice(0, 4) >= wish.period
      ? null
      : refuse('pay.year_not_begun', { year: wish.period, today });
  }
  const quarters =
    wish.kind === 'slips' ? [quarter(wish.period)] : quartersOf(yearOfPeriod(wish)).slice(3);
  for (const one of quarters) {
    if ((await sealOf(tx, one)) === null) return refuse('pay.quarter_unsealed', { quarter: one });
  }
  return null;
}

function yearOfPeriod(wish: BatchWish): number {
  return quarterYear(quarter(`${wish.period.slice(0, 4)}Q1`));
}

interface Content {
  readonly lines: readonly BatchLine[];
  readonly settled: readonly settlements.SettledPerson[];
  /** Keys of the settlements, in their order. */
  readonly ids: readonly bigint[];
  readonly digest: string;
}

/**
 * What a batch holds as things stand now. The digest is over business keys and figures, so the same
 * content has the same one. `known` are the settlement keys of a batch prepared before.
 */
async function contentOf(
  tx: Tx,
  wish: BatchWish,
  known: ReadonlyMap<bigint, bigint> | null,
): Promise<Content> {
  if (wish.kind !== 'settlement') {
    const lines =
      wish.kind === 'slips'
        ? await parts.slipLines(tx, wish.period)
        : await parts.instalmentLines(tx, yearOfPeriod(wish));
    return { lines, settled: [], ids: [], digest: sha256(batchText(lines)) };
  }
  const year = yearOfPeriod(wish);
  const settled = await settleYear(tx, year);
  const fresh = known === null ? await settlements.settlementIds(tx, settled.length) : [];
  const ids = settled.map((one, at) => known?.get(one.staffId) ?? fresh[at] ?? 0n);
  const lines = settled.flatMap((one, at): BatchLine[] =>
    one.due === 0n ? [] : [settlementLine(one, ids[at]!, year)],
  );
  return { lines, settled, ids, digest: sha256(`${batchText(lines)}\n${settlementText(settled)}`) };
}

function settlementLine(one: settlements.SettledPerson, grantId: bigint, year: number): BatchLine {
  return {
    staffId: one.staffId,
    staffNo: one.staffNo,
    unitPath: one.unitPath,
    part: 'settlement',
    grantId,
    number: 0,
    quarter: `${year}Q4`,
    variable: one.due,
    amount: one.due,
  };
}

/**
 * The second person's word (domain rules 3.4). `digest` is what he saw. Approval pays every part in
 * it, once. Refused: the person who prepared it, a second word, another digest than the batch's,
 * and an approval after something changed (a claw-back): then it is returned and prepared anew.
 */
export async function ruleBatch(
  tx: Tx,
  wanted: { batchId: bigint; verdict: store.Verdict; reason: string; digest: string },
): Promise<Refusal | { verdict: store.Verdict }> {
  if (!tx.actor.bankWide) return refuse('pay.bank_wide_only');
  await parts.lockPayBook(tx);
  const batch = await store.loadBatch(tx, wanted.batchId);
  if (batch === null) return refuse('pay.batch_unknown');
  const second = decideSecond(
    { preparedBy: batch.preparedBy, verdict: batch.ruling?.verdict ?? null, staffId: null },
    tx.actor,
  );
  if (second !== null) return second;
  if (wanted.digest !== batch.digest) return refuse('pay.digest_differs', { now: batch.digest });
  if (wanted.verdict === 'returned' && wanted.reason === '') return refuse('pay.reason_missing');
  const keys = await settlements.loadSettlementKeys(tx, batch.batchId);
  const content = await contentOf(tx, batch, keys);
  if (wanted.verdict === 'approved' && content.digest !== batch.digest) {
    return refuse('pay.batch_stale', { batchNo: batch.batchNo });
  }
  const ruledName = await actorName(tx);
  const first = await store.insertApproval(tx, { ...wanted, ruledName });
  if (!first) return refuse('pay.ruled_before');
  if (wanted.verdict === 'approved') await pay(tx, batch, content);
  await recordAudit(tx, {
    verb: wanted.verdict === 'approved' ? 'pay.approve_batch' : 'pay.return_batch',
    subject: 'pay_batch',
    subjectKey: batch.batchNo,
    detail: { digest: batch.digest, totalFen: batch.total, reason: wanted.reason },
  });
  await notify(tx, {
    code: `pay.notice.batch_${wanted.verdict}`,
    params: { batchNo: batch.batchNo, totalFen: batch.total, reason: wanted.reason },
    link: `/pay-batches/${batch.batchId}`,
    to: { accountIds: [batch.preparedBy] },
  });
  return { verdict: wanted.verdict };
}

/** Writes what an approved batch pays and, for a settlement, the held parts that went into it. */
async function pay(tx: Tx, batch: store.BatchHead, content: Content): Promise<void> {
  const events = content.lines.flatMap(({ part, ...one }): parts.NewEvent[] =>
    part === 'correction' ? [] : [{ ...one, part, kind: 'paid', amount: one.variable }],
  );
  if (batch.kind === 'settlement') {
    const held = await settlements.heldParts(tx, yearOfPeriod(batch));
    events.push(...held.map((one) => ({ ...one, kind: 'settled' as const })));
  }
  await parts.insertEvents(tx, { batchId: batch.batchId }, events);
}

/** Fen as it leaves: only for readers of a batch that was approved. */
export async function batchForFile(
  tx: Tx,
  batchId: bigint,
): Promise<Refusal | (store.BatchHead & { total: Fen })> {
  const batch = await store.loadBatch(tx, batchId);
  if (batch === null) return refuse('pay.batch_unknown');
  if (batch.ruling?.verdict !== 'approved') {
    return refuse('pay.batch_not_approved', { batchNo: batch.batchNo });
  }
  return { ...batch, total: fen(batch.total) };
}
