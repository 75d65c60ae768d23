import { z } from 'zod';
import {
  count,
  dayText,
  explanationShape,
  fenText,
  idText,
  instantText,
  pageOf,
  quarterText,
  rateText,
  route,
  scoreText,
  shortListQuery,
} from '../../../../core/schema.ts';

/** Parts of performance pay: of a slip now, held, instalments; of a settlement the same. */
export const partKinds = [
  'now',
  'held',
  'instalment',
  'settlement',
  'settlement_instalment',
] as const;
export type PartKind = (typeof partKinds)[number];

export const batchKinds = ['slips', 'instalments', 'settlement'] as const;
export type BatchKind = (typeof batchKinds)[number];

/**
 * Causes of a claw-back (银行业绩效薪酬延期支付与追索扣回 2021): those that oblige the bank (应当) and
 * those that permit it (可以).
 */
export const clawbackCauses = {
  indicators_failed: 'must',
  takeover: 'must',
  grave_risk: 'must',
  other_grave_damage: 'must',
  restated_accounts: 'may',
  falsified_results: 'may',
  outside_procedure: 'may',
  wrong_information: 'may',
  abnormal_exposure: 'may',
} as const;
export type ClawbackCause = keyof typeof clawbackCauses;
const causeShape = z.enum(Object.keys(clawbackCauses) as [ClawbackCause, ...ClawbackCause[]]);

const yearCount = z.coerce.number().int().min(2000).max(2999);
/** Chosen by the page once a form: the same request twice is one. */
const requestKey = z.string().regex(/^[\w-]{8,64}$/);
const words = (most: number) => z.string().trim().min(1).max(most);
const verdict = z.enum(['approved', 'returned']);
const ruling = z.object({
  verdict,
  reason: z.string(),
  ruledName: z.string(),
  ruledAt: instantText,
});

export const planRow = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  leftOn: dayText.nullable(),
  granted: fenText,
  paid: fenText,
  due: fenText,
  stopped: fenText,
  clawedBack: fenText,
});

export const partRow = z.object({
  part: z.enum(partKinds),
  grantId: idText,
  number: count,
  quarter: quarterText,
  dueYear: count,
  granted: fenText,
  paid: fenText,
  due: fenText,
  stopped: fenText,
  clawedBack: fenText,
});

export const eventRow = z.object({
  part: z.enum(partKinds),
  quarter: quarterText,
  number: count,
  kind: z.enum(['paid', 'stopped', 'clawed_back', 'settled']),
  amount: fenText,
  cause: z.string(),
  at: instantText,
});

export const batchRow = z.object({
  batchId: idText,
  batchNo: z.string(),
  kind: z.enum(batchKinds),
  period: z.string(),
  state: z.enum(['waiting', 'approved', 'returned']),
  lines: count,
  total: fenText,
  preparedName: z.string(),
  preparedAt: instantText,
});

export const batchLineRow = z.object({
  position: count,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  quarter: quarterText,
  part: z.enum(partKinds),
  number: count,
  variable: fenText,
  amount: fenText,
});

export const clawbackRow = z.object({
  clawbackId: idText,
  clawbackNo: z.string(),
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  cause: causeShape,
  fromQuarter: quarterText,
  untilQuarter: quarterText,
  share: rateText,
  state: z.enum(['waiting', 'approved', 'returned']),
  stopped: fenText,
  claimed: fenText,
  received: fenText,
});

export const clawback = clawbackRow.extend({
  staffId: idText,
  leftOn: dayText.nullable(),
  duty: z.enum(['main', 'other']),
  obliges: z.boolean(),
  facts: z.string(),
  evidenceName: z.string(),
  evidenceHash: z.string(),
  heardOn: dayText,
  heardWords: z.string(),
  proposedName: z.string(),
  proposedAt: instantText,
  ruling: ruling.nullable(),
  /** Of the period now; what the ruling takes, or would take. */
  granted: fenText,
  takings: z.array(
    z.object({
      part: z.enum(partKinds),
      quarter: quarterText,
      number: count,
      stop: fenText,
      claim: fenText,
    }),
  ),
  receipts: z.array(z.object({ voucherNo: z.string(), receivedOn: dayText, amount: fenText })),
});

export const clawbackWish = z.object({
  requestKey,
  staffNo: words(40),
  cause: causeShape,
  duty: z.enum(['main', 'other']),
  fromQuarter: quarterText,
  untilQuarter: quarterText,
  /** Above 0, at most 100 %. */
  share: rateText.refine((text) => BigInt(text) > 0n && BigInt(text) <= 1_000_000n),
  facts: words(2000),
  evidenceName: words(200),
  evidenceHash: z.string().regex(/^[0-9a-f]{64}$/),
  heardOn: dayText,
  heardWords: words(2000),
});

export const correctionRow = z.object({
  correctionId: idText,
  quarter: quarterText,
  ofQuarter: quarterText,
  slipId: idText,
  staffNo: z.string(),
  name: z.string(),
  amount: fenText,
  cause: z.string(),
  evidence: z.string(),
  state: z.enum(['waiting', 'approved', 'returned']),
  enteredName: z.string(),
  ruledName: z.string().nullable(),
});

export const settlementRow = z.object({
  settlementId: idText,
  year: count,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  state: z.enum(['waiting', 'approved', 'returned']),
  total: scoreText,
  annual: fenText,
  granted: fenText,
  held: fenText,
  offsetIn: fenText,
  amount: fenText,
  due: fenText,
  deferred: fenText,
  offsetOut: fenText,
  explanation: explanationShape,
});

const rulingBody = z.object({ verdict, reason: z.string().trim().max(1000) });
const staffParams = z.object({ staffId: idText });
const batchParams = z.object({ batchId: idText });
const clawbackParams = z.object({ clawbackId: idText });

export const bookApi = {
  listDeferralPlans: route({
    method: 'get',
    path: '/deferral-plans',
    right: 'pay.read',
    summary: "Performance pay by person in the caller's scope: paid, due, stopped, clawed back",
    query: shortListQuery,
    response: pageOf(planRow),
  }),
  readDeferralPlan: route({
    method: 'get',
    path: '/deferral-plans/:staffId',
    right: 'pay.read',
    summary: 'One person: every part of his performance pay and all that happened to it',
    params: staffParams,
    response: planRow.extend({ parts: z.array(partRow), events: z.array(eventRow) }),
  }),
  listBatches: route({
    method: 'get',
    path: '/pay-batches',
    right: 'pay.read_batches',
    summary: 'Batches for the payroll system with their state',
    query: shortListQuery.extend({ kind: z.enum(batchKinds).optional() }),
    response: pageOf(batchRow),
  }),
  listPayable: route({
    method: 'get',
    path: '/pay-batch-offers',
    right: 'pay.read_batches',
    summary: 'What could leave next: sealed slips, instalments due, years to settle',
    response: z.object({
      rows: z.array(
        z.object({
          kind: z.enum(batchKinds),
          period: z.string(),
          persons: count,
          /** Performance pay in it; null where only preparing computes it. */
          variable: fenText.nullable(),
        }),
      ),
    }),
  }),
  prepareBatch: route({
    method: 'post',
    path: '/pay-batches',
    right: 'pay.prepare_batch',
    summary: 'Put together the slips of a sealed quarter, the instalments due, or a settlement',
    body: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('slips'), quarter: quarterText }),
      z.object({ kind: z.enum(['instalments', 'settlement']), year: yearCount }),
    ]),
    response: z.object({ batchId: idText, batchNo: z.string(), digest: z.string() }),
    status: 201,
  }),
  readBatch: route({
    method: 'get',
    path: '/pay-batches/:batchId',
    right: 'pay.read_batches',
    summary: 'One batch with its control total, digest and approval',
    params: batchParams,
    response: batchRow.extend({
      digest: z.string(),
      variable: fenText,
      ruling: ruling.nullable(),
      mayRule: z.boolean(),
    }),
  }),
  listBatchLines: route({
    method: 'get',
    path: '/pay-batches/:batchId/lines',
    right: 'pay.read_batches',
    summary: 'Payments of a batch in the order of its file',
    params: batchParams,
    query: shortListQuery,
    response: pageOf(batchLineRow),
  }),
  ruleBatch: route({
    method: 'post',
    path: '/pay-batches/:batchId/rulings',
    right: 'pay.approve_batch',
    summary: 'Approve or return a batch that another person prepared',
    params: batchParams,
    body: rulingBody.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
    response: z.object({ verdict }),
  }),
  readBatchFile: route({
    method: 'get',
    path: '/pay-batches/:batchId/file',
    right: 'pay.read_batches',
    summary: 'An approved batch as XLSX for the payroll system; each copy is recorded',
    params: batchParams,
    response: z.undefined(),
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  readSlipPdf: route({
    method: 'get',
    path: '/slips/:slipId/pdf',
    right: 'pay.read',
    summary: 'A slip on paper, with every line and its formula',
    params: z.object({ slipId: idText }),
    query: z.object({ locale: z.enum(['zh', 'en']).optional() }),
    response: z.undefined(),
    file: 'application/pdf',
  }),
  listClawbacks: route({
    method: 'get',
    path: '/clawbacks',
    right: 'pay.read_clawbacks',
    summary: "Claw-backs in the caller's scope",
    query: shortListQuery,
    response: pageOf(clawbackRow),
  }),
  proposeClawback: route({
    method: 'post',
    path: '/clawbacks',
    right: 'pay.propose_clawback',
    summary: 'Propose to stop or take back performance pay of a period, with cause and evidence',
    body: clawbackWish,
    response: z.object({ clawbackId: idText, clawbackNo: z.string() }),
    status: 201,
  }),
  readClawback: route({
    method: 'get',
    path: '/clawbacks/:clawbackId',
    right: 'pay.read_clawbacks',
    summary: 'One claw-back: cause, evidence, statement, what it takes, claim and receipts',
    params: clawbackParams,
    response: clawback.extend({ mayRule: z.boolean() }),
  }),
  ruleClawback: route({
    method: 'post',
    path: '/clawbacks/:clawbackId/rulings',
    right: 'pay.rule_clawback',
    summary: 'Approve or return a claw-back that another person proposed',
    params: clawbackParams,
    body: rulingBody,
    response: z.object({ verdict, stopped: fenText, claimed: fenText }),
  }),
  enterReceipt: route({
    method: 'post',
    path: '/clawbacks/:clawbackId/receipts',
    right: 'pay.enter_receipt',
    summary: 'Money that came in on the claim of a claw-back',
    params: clawbackParams,
    body: z.object({
      voucherNo: words(60),
      receivedOn: dayText,
      amount: fenText.refine((text) => BigInt(text) > 0n),
    }),
    response: z.object({ open: fenText }),
    status: 201,
  }),
  listCorrections: route({
    method: 'get',
    path: '/pay-corrections',
    right: 'pay.read',
    summary: "Corrections of sealed slips in the caller's scope",
    query: shortListQuery.extend({ quarter: quarterText.optional() }),
    response: pageOf(correctionRow),
  }),
  enterCorrection: route({
    method: 'post',
    path: '/pay-corrections',
    right: 'pay.enter_correction',
    summary: 'Correct a sealed slip by a line on the slip of an open quarter',
    body: z.object({
      requestKey,
      slipId: idText,
      quarter: quarterText,
      amount: fenText.refine((text) => BigInt(text) !== 0n),
      cause: words(1000),
      evidence: words(300),
    }),
    response: z.object({ correctionId: idText }),
    status: 201,
  }),
  ruleCorrection: route({
    method: 'post',
    path: '/pay-corrections/:correctionId/rulings',
    right: 'pay.rule_correction',
    summary: 'Approve or return a correction that another person entered',
    params: z.object({ correctionId: idText }),
    body: rulingBody,
    response: z.object({ verdict }),
  }),
  listSettlements: route({
    method: 'get',
    path: '/pay-settlements',
    right: 'pay.read',
    summary: "Year-end settlements in the caller's scope",
    query: shortListQuery.extend({ year: yearCount.optional() }),
    response: pageOf(settlementRow),
  }),
};
