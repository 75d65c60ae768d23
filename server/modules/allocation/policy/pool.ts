import { z } from 'zod';
import { fenText } from '../../../../core/schema.ts';
import { policyKind } from '../../../platform/policy/kind.ts';

const gradeLevels = ['trainee', 'junior', 'middle', 'senior'] as const;
const days = z.int().min(0).max(3650);
const claims = z.int().min(0).max(10_000);

const byLevel = z.strictObject({ trainee: claims, junior: claims, middle: claims, senior: claims });

/** Segments of persons (tier) and of firms (class), one list. */
export const poolSegments = ['large', 'middle', 'small', 'premium', 'general', 'poor'] as const;
export type PoolSegment = (typeof poolSegments)[number];

const shape = z.strictObject({
  /** Days without an RM after which a customer whom nobody leads falls into the pool. */
  unledDays: days,
  /** A unit's own pool comes before the bank-wide one. */
  reach: z.strictObject({
    /** Days in the own pool; 0: the whole bank at once. */
    ownDays: days,
    /** The own pool: the unit where he was managed or is booked, or its whole branch. */
    own: z.enum(['unit', 'branch']),
  }),
  /** Grades that may claim. */
  claimants: z.array(z.enum(gradeLevels)).max(4),
  /** Whether an RM may claim whom his grade leads with approval only. */
  withApproval: z.boolean(),
  dailyClaims: byLevel,
  /** Claims that have not yet brought what they must. */
  openClaims: byLevel,
  /** Days on which a claimed customer can be neither taken away nor moved. */
  protectionDays: days,
  /** What a claimed customer must bring, or he falls back. */
  proof: z.strictObject({
    on: z.boolean(),
    days: days.min(1),
    /** Notice so many days before. */
    warnDays: days,
    /** Own movements of the customer since the claim; 0: not asked. */
    transactionsLeast: z.int().min(0).max(10_000),
    /** Net inflow on his deposit accounts since the claim; 0: not asked. */
    inflowLeastFen: fenText.transform(BigInt),
    need: z.enum(['any', 'all']),
  }),
  /** Customers whom other rooms hold: they are neither claimed nor recycled behind their backs. */
  holds: z
    .strictObject({
      /** While a dispute about his results is open. */
      dispute: z.boolean(),
      /** Contacted by somebody else so many days before, or a next step is agreed: no claim. */
      claimContactDays: days,
      /** Contacted by his RM so many days before, or a next step is agreed: not recycled. */
      recycleContactDays: days,
    })
    .prefault({ dispute: true, claimContactDays: 7, recycleContactDays: 30 }),
  /** Days on which who returned a customer may not claim him again. */
  coolingDays: days,
  returnReasons: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z_]{1,39}$/),
        zh: z.string().min(1).max(60),
        en: z.string().min(1).max(80),
      }),
    )
    .min(1)
    .max(30),
  /** Led customers that nobody works with go back, by segment. The first rule that fits decides. */
  recycle: z.strictObject({
    on: z.boolean(),
    warnDays: days,
    rules: z
      .array(
        z.strictObject({
          customers: z.array(z.enum(poolSegments)).min(1).max(6),
          /** Days without a movement of his own, and with this RM. */
          quietDays: days.min(1),
          /** Only below this average of deposits in the last closed quarter. */
          averageBelowFen: fenText.transform(BigInt),
        }),
      )
      .max(12),
  }),
  /** What everybody in reach sees of a pooled customer. */
  card: z.strictObject({
    firmNames: z.enum(['masked', 'full']),
    /** Rising bounds of the size bands: average of deposits in the last closed quarter. */
    sizeBoundsFen: z.array(fenText.transform(BigInt)).min(1).max(6),
  }),
});
export type PoolPolicy = z.output<typeof shape>;

const initial: z.input<typeof shape> = {
  unledDays: 30,
  reach: { ownDays: 15, own: 'branch' },
  claimants: ['junior', 'middle', 'senior'],
  withApproval: false,
  dailyClaims: { trainee: 0, junior: 5, middle: 8, senior: 10 },
  openClaims: { trainee: 0, junior: 30, middle: 40, senior: 50 },
  protectionDays: 60,
  proof: {
    on: true,
    days: 90,
    warnDays: 15,
    transactionsLeast: 1,
    inflowLeastFen: '1000000',
    need: 'any',
  },
  coolingDays: 90,
  returnReasons: [
    { key: 'moved_away', zh: '客户迁离', en: 'The customer has moved away' },
    { key: 'unreachable', zh: '多次联系不上', en: 'Cannot be reached' },
    { key: 'not_my_level', zh: '等级或专长不匹配', en: 'Does not fit grade or specialty' },
    { key: 'no_need', zh: '无业务需求', en: 'Needs nothing of the bank' },
    { key: 'too_many', zh: '管户过多', en: 'Too many customers' },
    { key: 'other', zh: '其他', en: 'Other' },
  ],
  recycle: {
    on: false,
    warnDays: 15,
    rules: [
      { customers: ['small'], quietDays: 180, averageBelowFen: '1000000' },
      { customers: ['middle', 'general', 'poor'], quietDays: 270, averageBelowFen: '5000000' },
    ],
  },
  card: { firmNames: 'masked', sizeBoundsFen: ['1000000', '20000000', '100000000'] },
};

/**
 * The pool (公海): customers whom nobody leads, and those that were returned, recycled or put there.
 * Nothing of it is in the paper; it serves "one lead per customer" (P1) and matching grades (C2d).
 */
export const poolKind = policyKind({
  kind: 'pool',
  title: { zh: '公海规则', en: 'The pool' },
  source: 'P1, C2a, C2d',
  assumed: {
    zh:
      '假定：全部内容。原文没有公海；限额、天数、成效要求、冷却期与公海卡片的内容由银行自定；' +
      '回收在银行启用前关闭',
    en:
      'ASSUMED: all of it. The paper knows no pool; caps, days, proof, cooling and what the card ' +
      'shows are choices of the bank; recycling is off until the bank wants it',
  },
  schema: shape,
  check: (policy) => {
    const faults = [];
    if (policy.proof.warnDays >= policy.proof.days) {
      faults.push({
        at: 'proof.warnDays',
        zh: `提醒（${policy.proof.warnDays} 天）须短于期限（${policy.proof.days} 天）`,
        en: `A notice of ${policy.proof.warnDays} days, a term of ${policy.proof.days} days`,
      });
    }
    const asked = policy.proof.transactionsLeast > 0 || policy.proof.inflowLeastFen > 0n;
    if (policy.proof.on && !asked) {
      faults.push({
        at: 'proof',
        zh: '启用考察时至少要求交易笔数或净流入之一',
        en: 'A proof that is on must ask for movements or for inflow',
      });
    }
    const keys = policy.returnReasons.map((one) => one.key);
    if (new Set(keys).size !== keys.length) {
      faults.push({
        at: 'returnReasons',
        zh: '退回原因不可重复',
        en: 'A reason may stand only once',
      });
    }
    const bounds = policy.card.sizeBoundsFen;
    if (!bounds.every((bound, at) => bound > (bounds[at - 1] ?? 0n))) {
      faults.push({
        at: 'card.sizeBoundsFen',
        zh: '规模分段的界限必须递增且大于 0',
        en: 'Bounds of the size bands must rise from above 0',
      });
    }
    return faults;
  },
  initial,
  presets: [
    {
      key: 'claim_only',
      title: { zh: '只领取、不回收', en: 'Claims only, nothing falls back' },
      source: 'ASSUMED',
      note: {
        zh: '领取的客户不会因未带来业务而退回；适合刚开始使用公海的银行',
        en: 'A claimed customer never falls back; for a bank that begins with a pool',
      },
      body: { ...initial, proof: { ...initial.proof, on: false } },
    },
    {
      key: 'active',
      title: { zh: '活跃回收', en: 'Recycles actively' },
      source: 'ASSUMED',
      note: {
        zh: '长期无动账且存款低于界限的管户先提醒、再回收到公海；本机构优先 7 天',
        en: 'Quiet customers below a size go back after a warning; seven days for the own unit',
      },
      body: {
        ...initial,
        reach: { ownDays: 7, own: 'unit' },
        recycle: { ...initial.recycle, on: true },
      },
    },
  ],
});
