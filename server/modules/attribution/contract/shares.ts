import { z } from 'zod';
import {
  countText,
  dayText,
  idText,
  instantText,
  listQuery,
  pageOf,
  quarterText,
  rateText,
  route,
  schemeName,
} from '../../../../core/schema.ts';

/** Where a share agreement stands. */
export const agreementStates = ['proposed', 'signed', 'refused', 'ended'] as const;
export type AgreementState = (typeof agreementStates)[number];

export const referralStates = ['registered', 'accepted', 'rejected', 'expired'] as const;
export type ReferralState = (typeof referralStates)[number];

export const disputeStates = ['open', 'overdue', 'withdrawn', 'ruled'] as const;
export type DisputeState = (typeof disputeStates)[number];

const productCode = z.string().min(1).max(40);
const staffNo = z.string().min(1).max(40);
const words = z.string().trim().min(2).max(500);
const measureKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

const agreementParty = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  share: rateText,
  signedAt: instantText.nullable(),
});

export const agreementRow = z.object({
  agreementNo: z.string(),
  customerNo: z.string(),
  customerName: z.string(),
  kind: z.enum(['split', 'end']),
  state: z.enum(agreementStates),
  product: z.string().nullable(),
  fromDay: dayText,
  untilDay: dayText.nullable(),
  parties: z.array(agreementParty),
  customerId: idText,
  agreementId: idText,
});
export type AgreementRow = z.infer<typeof agreementRow>;

export const agreementView = agreementRow.extend({
  ends: z.string().nullable(),
  bodyHash: z.string(),
  proposedAt: instantText,
  refusal: z.object({ by: z.string(), reason: z.string(), at: instantText }).nullable(),
  may: z.object({ sign: z.boolean(), refuse: z.boolean(), end: z.boolean() }),
});
export type AgreementView = z.infer<typeof agreementView>;

export const agreementBody = z.object({
  product: productCode.nullable().default(null),
  fromDay: dayText,
  untilDay: dayText.nullable().default(null),
  parties: z
    .array(z.object({ staffNo, share: rateText }))
    .min(2)
    .max(10),
});

export const referralRow = z.object({
  referralNo: z.string(),
  customerNo: z.string(),
  customerName: z.string(),
  state: z.enum(referralStates),
  staffNo: z.string(),
  staffName: z.string(),
  product: z.string().nullable(),
  referredOn: dayText,
  /** First day after the full share, and after the tail. */
  windowUntil: dayText,
  tailUntil: dayText,
  note: z.string(),
  ruledBy: z.string().nullable(),
  reason: z.string().nullable(),
  mayRule: z.boolean(),
  customerId: idText,
  referralId: idText,
});
export type ReferralRow = z.infer<typeof referralRow>;

export const disputeRow = z.object({
  disputeNo: z.string(),
  quarter: quarterText,
  customerNo: z.string(),
  customerName: z.string(),
  measure: measureKey.nullable(),
  state: z.enum(disputeStates),
  claimantName: z.string(),
  respondentName: z.string(),
  claimShare: rateText,
  openedOn: dayText,
  rulingDue: dayText,
  /** Share of the claimant by the ruling. */
  ruledShare: rateText.nullable(),
  reason: z.string().nullable(),
  /** How the ruling entered the results: in the quarter itself, or as a correction later. */
  applied: z.enum(['direct', 'correction']).nullable(),
  statement: z.string(),
  mayRule: z.boolean(),
  mayWithdraw: z.boolean(),
  customerId: idText,
  disputeId: idText,
});
export type DisputeRow = z.infer<typeof disputeRow>;

export const shadowRow = z.object({
  rule: z.string(),
  ruleName: schemeName,
  party: z.string(),
  partyName: schemeName,
  measure: measureKey,
  amount: countText,
  customers: z.int().meta({ unit: 'count' }),
});
export type ShadowRow = z.infer<typeof shadowRow>;

const agreementParams = z.object({ agreementId: idText });
const referralParams = z.object({ referralId: idText });
const disputeParams = z.object({ disputeId: idText });
const customerParams = z.object({ customerId: idText });
const made = z.object({ no: z.string(), id: idText });

export const sharesApi = {
  listAgreements: route({
    method: 'get',
    path: '/share-agreements',
    right: 'attribution.read',
    export: { persons: 'customerId' },
    summary: 'Agreements of RMs on who shares a customer’s results',
    query: listQuery.extend({ state: z.enum(agreementStates).optional() }),
    response: pageOf(agreementRow),
  }),
  readAgreement: route({
    method: 'get',
    path: '/share-agreements/:agreementId',
    right: 'attribution.read',
    summary: 'One agreement with its parties, shares and signatures',
    params: agreementParams,
    response: agreementView,
  }),
  proposeAgreement: route({
    method: 'post',
    path: '/customers/:customerId/share-agreements',
    right: 'attribution.propose_agreement',
    summary: 'Proposes shares of a customer’s results; counts once each party has signed',
    params: customerParams,
    body: agreementBody,
    response: made,
    status: 201,
  }),
  signAgreement: route({
    method: 'post',
    path: '/share-agreements/:agreementId/signatures',
    right: 'attribution.sign_agreement',
    summary: 'A party signs, entering the password again',
    params: agreementParams,
    body: z.object({ password: z.string().min(1).max(200), bodyHash: z.string() }),
    response: z.object({ state: z.enum(agreementStates), signedAt: instantText }),
    status: 201,
  }),
  refuseAgreement: route({
    method: 'post',
    path: '/share-agreements/:agreementId/refusals',
    right: 'attribution.propose_agreement',
    summary: 'A party refuses a proposal, or its author takes it back',
    params: agreementParams,
    body: z.object({ reason: words }),
    response: z.object({ state: z.enum(agreementStates) }),
    status: 201,
  }),
  endAgreement: route({
    method: 'post',
    path: '/share-agreements/:agreementId/endings',
    right: 'attribution.propose_agreement',
    summary: 'Proposes the day from which an agreement counts no more; each party signs that too',
    params: agreementParams,
    body: z.object({ fromDay: dayText }),
    response: made,
    status: 201,
  }),
  listReferrals: route({
    method: 'get',
    path: '/referrals',
    right: 'attribution.read',
    export: { persons: 'customerId' },
    summary: 'Referrals of customers and products with window and tail',
    query: listQuery.extend({ state: z.enum(referralStates).optional() }),
    response: pageOf(referralRow),
  }),
  registerReferral: route({
    method: 'post',
    path: '/customers/:customerId/referrals',
    right: 'attribution.register_referral',
    summary: 'Registers who referred a customer or one of his products',
    params: customerParams,
    body: z.object({
      staffNo,
      product: productCode.nullable().default(null),
      referredOn: dayText,
      note: words,
    }),
    response: made,
    status: 201,
  }),
  ruleReferral: route({
    method: 'post',
    path: '/referrals/:referralId/rulings',
    right: 'attribution.rule_referral',
    summary: 'The head of the lead RM accepts or rejects a referral',
    params: referralParams,
    body: z.object({
      verdict: z.enum(['accepted', 'rejected']),
      reason: z.string().trim().max(500).default(''),
    }),
    response: z.object({ state: z.enum(referralStates) }),
    status: 201,
  }),
  listDisputes: route({
    method: 'get',
    path: '/attribution-disputes',
    right: 'attribution.read',
    export: { persons: 'customerId' },
    summary: 'Disputes about results with their deadlines, the latest first',
    query: listQuery.extend({
      state: z.enum(disputeStates).optional(),
      quarter: quarterText.optional(),
    }),
    response: pageOf(disputeRow),
  }),
  openDispute: route({
    method: 'post',
    path: '/customers/:customerId/attribution-disputes',
    right: 'attribution.open_dispute',
    summary: 'An RM disputes results of a closed quarter: they freeze at the next closing',
    params: customerParams,
    body: z.object({
      quarter: quarterText,
      measure: measureKey.nullable().default(null),
      respondentNo: staffNo,
      claimShare: rateText,
      statement: words,
    }),
    response: made.extend({ rulingDue: dayText }),
    status: 201,
  }),
  withdrawDispute: route({
    method: 'post',
    path: '/attribution-disputes/:disputeId/withdrawals',
    right: 'attribution.open_dispute',
    summary: 'The claimant takes a dispute back',
    params: disputeParams,
    body: z.object({ reason: words }),
    response: z.object({ state: z.enum(disputeStates) }),
    status: 201,
  }),
  ruleDispute: route({
    method: 'post',
    path: '/attribution-disputes/:disputeId/rulings',
    right: 'attribution.rule_dispute',
    summary: 'The arbiter divides what both had; final',
    params: disputeParams,
    body: z.object({ claimantShare: rateText, reason: words }),
    response: z.object({
      state: z.enum(disputeStates),
      appliesIn: z.enum(['closing', 'correction']),
    }),
    status: 201,
  }),
  readShadow: route({
    method: 'get',
    path: '/attribution-memos/:quarter',
    right: 'attribution.read_bank',
    summary: 'Ledger B of a quarter: memo double counts, in no total and never paid',
    params: z.object({ quarter: quarterText }),
    response: z.object({ rows: z.array(shadowRow) }),
  }),
};
