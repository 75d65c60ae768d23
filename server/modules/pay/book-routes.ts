import { rowsBefore, shortPage } from '../../../core/schema.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { handle } from '../../platform/module.ts';
import { localeOf } from '../../platform/http/problem.ts';
import { businessDay } from '../organisation/index.ts';
import { batchForFile, prepareBatch, ruleBatch } from './batch-commands.ts';
import { batchFile } from './batch-file.ts';
import {
  enterReceipt,
  obliges,
  proposeClawback,
  ruleClawback,
  takingsOf,
} from './clawback-commands.ts';
import { bookApi } from './contract/book.ts';
import { enterCorrection, ruleCorrection } from './correction-commands.ts';
import { refuse } from './messages.ts';
import { answerObjection, objectToSlip, paymentOfSlip } from './objection-commands.ts';
import { decideSecond } from './rules/clawback.ts';
import { readSlip } from './routes.ts';
import { slipPdf } from './slip-pdf.ts';
import * as batches from './store/batches.ts';
import * as clawbacks from './store/clawbacks.ts';
import * as corrections from './store/corrections.ts';
import * as objections from './store/objections.ts';
import * as parts from './store/parts.ts';
import * as settlements from './store/settlements.ts';

/** What every list of the book is asked: words, direction, page. */
function askedOf(
  query: {
    q?: string | undefined;
    order?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
  first: 'asc' | 'desc',
) {
  const q = (query.q ?? '').trim();
  return {
    q: q === '' ? null : q,
    descending: (query.order ?? first) === 'desc',
    skip: rowsBefore(query),
    limit: query.limit + 1,
  };
}

export const bookHandlers = handle(bookApi, {
  listDeferralPlans: async ({ tx, query }) =>
    shortPage(await parts.listPlans(tx, askedOf(query, 'asc')), query),

  readDeferralPlan: async ({ tx, params }) => {
    const staffId = BigInt(params.staffId);
    const plan = await parts.loadPlan(tx, staffId);
    if (plan === null) return refuse('pay.plan_unknown');
    return {
      ...plan,
      parts: await parts.loadParts(tx, { staffId }),
      events: await parts.loadEvents(tx, staffId),
    };
  },

  listBatches: async ({ tx, query }) => {
    if (!tx.actor.bankWide) return refuse('pay.bank_wide_only');
    const asked = { ...askedOf(query, 'desc'), kind: query.kind ?? null };
    return shortPage(await batches.listBatches(tx, asked), query);
  },

  listPayable: async ({ tx }) => {
    if (!tx.actor.bankWide) return refuse('pay.bank_wide_only');
    const year = Number.parseInt((await businessDay(tx)).slice(0, 4), 10);
    return { rows: await batches.loadPayable(tx, year) };
  },

  prepareBatch: async ({ tx, body }) =>
    prepareBatch(tx, {
      kind: body.kind,
      period: body.kind === 'slips' ? body.quarter : String(body.year),
    }),

  readBatch: async ({ tx, actor, params }) => {
    if (!tx.actor.bankWide) return refuse('pay.bank_wide_only');
    const batch = await batches.loadBatch(tx, BigInt(params.batchId));
    if (batch === null) return refuse('pay.batch_unknown');
    const verdict = batch.ruling?.verdict ?? null;
    const second = decideSecond({ preparedBy: batch.preparedBy, verdict, staffId: null }, actor);
    return { ...batch, mayRule: second === null };
  },

  listBatchLines: async ({ tx, params, query }) => {
    if (!tx.actor.bankWide) return refuse('pay.bank_wide_only');
    const batchId = BigInt(params.batchId);
    if ((await batches.loadBatch(tx, batchId)) === null) return refuse('pay.batch_unknown');
    const { q, skip, limit } = askedOf(query, 'asc');
    return shortPage(await batches.loadBatchLines(tx, { batchId, q, skip, limit }), query);
  },

  ruleBatch: async ({ tx, params, body }) =>
    ruleBatch(tx, { ...body, batchId: BigInt(params.batchId) }),

  readBatchFile: async ({ database, actor, params }) => {
    const made = await database.transaction(actor, async (tx) => {
      if (!tx.actor.bankWide) return refuse('pay.bank_wide_only');
      const batch = await batchForFile(tx, BigInt(params.batchId));
      return isRefusal(batch) ? batch : batchFile(tx, batch);
    });
    return made;
  },

  readSlipPdf: async ({ tx, params, query, request }) => {
    const slip = await readSlip(tx, BigInt(params.slipId));
    if (slip === null) return refuse('pay.slip_unknown');
    return slipPdf(tx, slip, query.locale ?? localeOf(request));
  },

  readSlipPayment: async ({ tx, params }) => paymentOfSlip(tx, BigInt(params.slipId)),

  objectToSlip: async ({ tx, params, body }) =>
    objectToSlip(tx, { ...body, slipId: BigInt(params.slipId) }),

  answerObjection: async ({ tx, params, body }) =>
    answerObjection(tx, { ...body, slipId: BigInt(params.slipId) }),

  listObjections: async ({ tx, query }) =>
    shortPage(await objections.listObjections(tx, askedOf(query, 'desc')), query),

  listClawbacks: async ({ tx, query }) =>
    shortPage(await clawbacks.listClawbacks(tx, askedOf(query, 'desc')), query),

  proposeClawback: async ({ tx, body }) =>
    proposeClawback(tx, { ...body, shareMillionths: BigInt(body.share) }),

  readClawback: async ({ tx, actor, params }) => {
    const head = await clawbacks.loadClawback(tx, BigInt(params.clawbackId));
    if (head === null) return refuse('pay.clawback_unknown');
    const verdict = head.ruling?.verdict ?? null;
    const { staffId, proposedBy } = head;
    return {
      ...head,
      ...(await takingsOf(tx, head)),
      obliges: obliges(head.cause),
      receipts: await clawbacks.loadReceipts(tx, head.clawbackId),
      mayRule: decideSecond({ preparedBy: proposedBy, verdict, staffId }, actor) === null,
    };
  },

  ruleClawback: async ({ tx, params, body }) =>
    ruleClawback(tx, { ...body, clawbackId: BigInt(params.clawbackId) }),

  enterReceipt: async ({ tx, params, body }) =>
    enterReceipt(tx, {
      ...body,
      clawbackId: BigInt(params.clawbackId),
      amount: BigInt(body.amount),
    }),

  listCorrections: async ({ tx, query }) => {
    const asked = { ...askedOf(query, 'desc'), quarter: query.quarter ?? null };
    return shortPage(await corrections.listCorrections(tx, asked), query);
  },

  enterCorrection: async ({ tx, body }) =>
    enterCorrection(tx, { ...body, slipId: BigInt(body.slipId), amount: BigInt(body.amount) }),

  ruleCorrection: async ({ tx, params, body }) =>
    ruleCorrection(tx, { ...body, correctionId: BigInt(params.correctionId) }),

  listSettlements: async ({ tx, query }) => {
    const asked = { ...askedOf(query, 'desc'), year: query.year ?? null };
    return shortPage(await settlements.listSettlements(tx, asked), query);
  },
});
