import { z } from 'zod';
import { fenText, rateText } from '../../../core/schema.ts';
import { policyKind } from '../../platform/policy/kind.ts';

const share = rateText.transform(BigInt);

const kindsServed = z.array(z.enum(['corporate', 'individual'])).max(2);

export const ownershipRules = [
  'source_owner',
  'earliest_account',
  'largest_deposit',
  'loan_first',
  'contribution',
  'basic_account',
] as const;
export type OwnershipRule = (typeof ownershipRules)[number];

const ownershipShape = z.strictObject({
  /** In this order; one that is off or not named decides nothing. */
  rules: z
    .array(z.strictObject({ rule: z.enum(ownershipRules), on: z.boolean() }))
    .max(ownershipRules.length),
  loanBy: z.enum(['earliest', 'largest']),
  /** Products that are basic accounts (基本户). */
  basicProducts: z.array(z.string().min(1).max(40)).max(50),
});
export type OwnershipPolicy = z.output<typeof ownershipShape>;

const riskClass = z.enum(['special_mention', 'substandard', 'doubtful', 'loss']);

const handoverShape = z.strictObject({
  /** Across teams: instalments left from which custody moves without the credit. */
  instalmentsLeast: z.int().min(0).max(600),
  /** A leave up to so many months is short. */
  leaveMonthsMost: z.int().min(0).max(60),
  /** On a short leave custody moves only from a book of loans above this. */
  leaveOverFen: fenText.transform(BigInt),
  /** Problem loans: their classes, and how many such customers the head takes before the deputy. */
  problemClasses: z.array(riskClass).min(1).max(4),
  headProblemsMost: z.int().min(0).max(1000),
  /** Business whose credit stays where custody moves alone, for the accounts of that day. */
  creditStays: z.array(z.enum(['deposit', 'loan', 'fee'])).max(3),
});
export type HandoverPolicy = z.output<typeof handoverShape>;

const against = z.enum(['refuse', 'warn']);

/** What stands against handing many customers over at once: refused, or shown to the supervisor. */
const bulkShape = z.strictObject({
  /** The receiver's grade may not lead him. */
  notServed: against,
  /** The receiver would be beyond the capacity of his grade. */
  overCapacity: against,
  /** Firms of one group would go to several receivers. */
  groupSplit: against,
  /** Another room holds the customer where he is: a dispute about his results. */
  held: against,
});
export type BulkPolicy = z.output<typeof bulkShape>;

const shape = z.strictObject({
  /** Points (millionths of 1) for the way the grade matrix lets the RM serve the customer. */
  grade: z.strictObject({ alone: share, withApproval: share }),
  /** Whether customers that need an approval may be allocated at all; the result names them. */
  allocateWithApproval: z.boolean(),
  /**
   * Points by how near the RM's unit is: levels of the organisation tree shared with the booking
   * unit, from 0.
   */
  nearness: z.array(share).min(1).max(12),
  /** Load bands of the capacity: the fuller the RM, the more points are taken off. */
  loadBands: z
    .array(z.strictObject({ upTo: share, penalty: share }))
    .min(1)
    .max(10),
  /** Which kinds of customers each ladder of RMs leads. */
  ladders: z.strictObject({ corporate: kindsServed, retail: kindsServed }),
  secondsMax: z.int().min(1).max(600),
  /** Whose customer somebody is whom no RM leads (CRM-OWN): his branch for the allocation. */
  ownership: ownershipShape.prefault({
    rules: ownershipRules.map((rule) => ({ rule, on: false })),
    loanBy: 'largest',
    basicProducts: [],
  }),
  /** A proposal of the optimiser: points for staying with the present lead. */
  proposal: z.strictObject({ stay: share }).prefault({ stay: '150000' }),
  bulk: bulkShape.prefault({
    notServed: 'refuse',
    overCapacity: 'refuse',
    groupSplit: 'warn',
    held: 'refuse',
  }),
  handover: handoverShape.prefault({
    instalmentsLeast: 3,
    leaveMonthsMost: 5,
    leaveOverFen: '500000000',
    problemClasses: ['substandard', 'doubtful', 'loss'],
    headProblemsMost: 3,
    creditStays: ['loan'],
  }),
});
export type AllocationPolicy = z.output<typeof shape>;

const whole = 1_000_000n;

const initial: z.input<typeof shape> = {
  grade: { alone: '600000', withApproval: '250000' },
  allocateWithApproval: true,
  nearness: ['0', '50000', '200000', '300000', '400000'],
  loadBands: [
    { upTo: '250000', penalty: '0' },
    { upTo: '500000', penalty: '60000' },
    { upTo: '750000', penalty: '140000' },
    { upTo: '900000', penalty: '240000' },
    { upTo: '1000000', penalty: '360000' },
  ],
  ladders: { corporate: ['corporate'], retail: ['individual'] },
  secondsMax: 60,
};

/** The priority order of a bank's CRM, with the rules that it has on. */
const crmOwnership: z.input<typeof ownershipShape> = {
  rules: [
    { rule: 'source_owner', on: true },
    { rule: 'earliest_account', on: true },
    { rule: 'largest_deposit', on: true },
    { rule: 'loan_first', on: false },
    { rule: 'contribution', on: true },
    { rule: 'basic_account', on: false },
  ],
  loanBy: 'largest',
  basicProducts: [],
};

/**
 * How customers without an RM find one (C2a, C2d): by matrix, capacity and nearness; branch borders
 * do not bind.
 */
export const allocationKind = policyKind({
  kind: 'allocation',
  title: { zh: '客户分配规则', en: 'Allocation of customers' },
  source: 'C2a, C2c, C2d; CRM-OWN; HANDOVER',
  assumed: {
    zh: '假定：各项分值与负荷档；归属规则在银行启用前关闭；仅移交管户时，贷款业绩留在原客户经理；批量移交的四项限制',
    en:
      'ASSUMED: all points and load bands; ownership rules are off until the bank wants them; ' +
      'credit of loans stays where custody moves alone; the four limits of a deed',
  },
  schema: shape,
  check: (policy) => {
    const cuts = policy.loadBands.map((band) => band.upTo);
    const rising = cuts.every((cut, at) => cut > (cuts[at - 1] ?? 0n));
    const penalties = policy.loadBands.map((band) => band.penalty);
    const convex = penalties.every((penalty, at) => penalty >= (penalties[at - 1] ?? 0n));
    const faults = [];
    if (!rising || cuts.at(-1) !== whole) {
      faults.push({
        at: 'loadBands',
        zh: '负荷分段的上限必须递增，最后一段为 100 %',
        en: 'Load bands must rise and end at 100 %',
      });
    }
    if (!convex) {
      faults.push({
        at: 'loadBands',
        zh: '负荷越高扣分不得减少',
        en: 'A fuller band must not cost less',
      });
    }
    const named = policy.ownership.rules.map((one) => one.rule);
    if (new Set(named).size !== named.length) {
      faults.push({
        at: 'ownership.rules',
        zh: '同一归属规则只能出现一次',
        en: 'A rule of ownership may stand only once',
      });
    }
    return faults;
  },
  initial,
  presets: [
    {
      key: 'crm_own',
      title: { zh: '客户归属方案（某银行 CRM）', en: "Ownership of customers (a bank's CRM)" },
      source: 'CRM-OWN',
      note: {
        zh: '原文给出六条规则的次序和启用与否；存款、贷款、贡献均按最近关账季度的日均或合计',
        en: 'The source gives six rules in order, on or off; sizes are of the last closed quarter',
      },
      body: { ...initial, ownership: crmOwnership },
    },
  ],
});
