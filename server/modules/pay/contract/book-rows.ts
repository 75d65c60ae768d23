import { z } from 'zod';
import {
  count,
  dayText,
  explanationShape,
  fenText,
  idText,
  instantText,
  quarterText,
  rateText,
  scoreText,
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

export const yearCount = z.coerce.number().int().min(2000).max(2999);
/** Chosen by the page once a form: the same request twice is one. */
export const requestKey = z.string().regex(/^[\w-]{8,64}$/);
export const words = (most: number) => z.string().trim().min(1).max(most);
export const verdict = z.enum(['approved', 'returned']);
export const ruling = z.object({
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
  part: z.enum(['now', 'instalment', 'settlement', 'settlement_instalment', 'correction']),
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

export const objectionRow = z.object({
  slipId: idText,
  quarter: quarterText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  words: z.string(),
  raisedAt: instantText,
  answer: z.enum(['open', 'upheld', 'dismissed']),
});

export const slipPayment = z.object({
  /** The batch that paid the slip and its objection window; null while it waits. */
  payment: z.object({ batchNo: z.string(), until: dayText, days: count }).nullable(),
  objection: z
    .object({
      words: z.string(),
      raisedAt: instantText,
      answer: z
        .object({
          verdict: z.enum(['upheld', 'dismissed']),
          words: z.string(),
          answeredName: z.string(),
          answeredAt: instantText,
        })
        .nullable(),
    })
    .nullable(),
  mayObject: z.boolean(),
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
