import { z } from 'zod';
import { fenText, rateText } from '../../../core/schema.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';
import { levels, serveModes, type Level } from './contract.ts';

const mode = z.enum(serveModes);
const places = z.int().min(0).max(100_000);
const millionths = rateText.transform(BigInt);

const levelRights = z.strictObject({
  /** Which certificate the level needs; 'none' with a mentor for trainees (D1c). */
  certificate: z.enum(['none', ...levels]),
  mentorRequired: z.boolean(),
  /**
   * How he may serve: firms by type and class, persons by tier. The stricter of type and class
   * holds.
   */
  serves: z.strictObject({
    corporateType: z.strictObject({ system: mode, independent: mode }),
    class: z.strictObject({ premium: mode, general: mode, poor: mode }),
    tier: z.strictObject({ large: mode, middle: mode, small: mode }),
  }),
  /** Most customers he leads; and assists with, where null sets no limit. */
  capacity: z.strictObject({
    lead: z.strictObject({ corporate: places, individual: places }),
    assist: z.strictObject({ corporate: places.nullable(), individual: places.nullable() }),
  }),
  /** Fixed public-relations quota (C1b). */
  quotaFenPerMonth: fenText.transform(BigInt),
  /** Marketing expense as a share of his customers' contribution (D5b). */
  allowanceRateMillionths: millionths,
  /** What he decides alone (P2): rate concession in bp, fee discount as a share. Never credit. */
  priceAuthority: z.strictObject({
    rateBp: z.int().min(0).max(1000),
    feeDiscountMillionths: millionths,
  }),
  /** Department deadlines are multiplied by it (D5c). */
  deadlineFactorMillionths: millionths,
  information: z.enum(['own', 'own_and_team', 'own_team_and_branch']),
  /** 1 is served first (C1). */
  queuePriority: z.int().min(1).max(9),
  trainingTiers: z.array(z.enum(['A', 'B', 'C', 'D'])).min(1),
  /** Share of working time in training (D3e). */
  trainingShareMillionths: millionths,
});

const quotaByLevel = z.strictObject(
  Object.fromEntries(levels.map((level) => [level, places.nullable()])) as {
    [L in Level]: z.ZodNullable<typeof places>;
  },
);

const gradeMatrixShape = z.strictObject({
  steps: z.int().min(1).max(20),
  /** How long a certificate is valid (domain rules 1.2: a year, [S:PUFA]). */
  certificateMonths: z.int().min(1).max(120).default(12),
  /** What happens when a customer would go beyond the capacity. */
  overCapacity: z.enum(['with_approval', 'never']),
  levels: z.strictObject({
    trainee: levelRights,
    junior: levelRights,
    middle: levelRights,
    senior: levelRights,
  }),
  /** Posts by level in the RM departments of a unit of this kind (C2b); null sets no limit. */
  headCount: z.strictObject({
    head_office: quotaByLevel,
    branch: quotaByLevel,
    sub_branch: quotaByLevel,
  }),
});

export type GradeMatrix = z.output<typeof gradeMatrixShape>;
export type LevelRights = GradeMatrix['levels'][Level];
/** Units whose RM departments have head-count quotas. */
export const headCountKinds = ['head_office', 'branch', 'sub_branch'] as const;
export type HeadCountKind = (typeof headCountKinds)[number];

const unlimited = { corporate: null, individual: null };
const assistEverywhere = {
  corporateType: { system: 'assist', independent: 'assist' },
  class: { premium: 'assist', general: 'assist', poor: 'none' },
  tier: { large: 'assist', middle: 'assist', small: 'assist' },
} as const;

/**
 * The rights of each grade (C2a–C2d, D5a–D5c), with the default numbers of domain rules 1.3b and 5.
 */
export const gradeMatrixKind: PolicyKind<typeof gradeMatrixShape> = {
  kind: 'grade_matrix',
  title: { zh: '客户经理等级权限表', en: 'Grade matrix' },
  source: 'C2a–C2d, C1, C1b, P2, D3c, D3e, D5a–D5c',
  schema: gradeMatrixShape,
  assumed: {
    zh: '假定：全部数字（容量、额度、权限、编制）；较高等级可以主办较低层级的客户；劣质企业由高级客户经理主办',
    en:
      'ASSUMED: every number (capacity, quota, authority, head count); a stronger grade may lead ' +
      'customers of a weaker level; poor firms are led by senior RMs',
  },
  initial: {
    steps: 5,
    overCapacity: 'with_approval',
    levels: {
      trainee: {
        certificate: 'none',
        mentorRequired: true,
        serves: assistEverywhere,
        capacity: {
          lead: { corporate: 0, individual: 0 },
          assist: { corporate: 0, individual: 50 },
        },
        quotaFenPerMonth: '0',
        allowanceRateMillionths: '0',
        priceAuthority: { rateBp: 0, feeDiscountMillionths: '0' },
        deadlineFactorMillionths: '1000000',
        information: 'own',
        queuePriority: 4,
        trainingTiers: ['A'],
        trainingShareMillionths: '250000',
      },
      junior: {
        certificate: 'junior',
        mentorRequired: false,
        serves: {
          corporateType: { system: 'assist', independent: 'alone' },
          class: { premium: 'assist', general: 'with_approval', poor: 'none' },
          tier: { large: 'assist', middle: 'assist', small: 'alone' },
        },
        capacity: { lead: { corporate: 150, individual: 500 }, assist: unlimited },
        quotaFenPerMonth: '30000',
        allowanceRateMillionths: '0',
        priceAuthority: { rateBp: 5, feeDiscountMillionths: '100000' },
        deadlineFactorMillionths: '1000000',
        information: 'own',
        queuePriority: 3,
        trainingTiers: ['A', 'B'],
        trainingShareMillionths: '250000',
      },
      middle: {
        certificate: 'middle',
        mentorRequired: false,
        serves: {
          corporateType: { system: 'with_approval', independent: 'alone' },
          class: { premium: 'with_approval', general: 'alone', poor: 'none' },
          tier: { large: 'with_approval', middle: 'alone', small: 'alone' },
        },
        capacity: { lead: { corporate: 100, individual: 300 }, assist: unlimited },
        quotaFenPerMonth: '60000',
        allowanceRateMillionths: '0',
        priceAuthority: { rateBp: 10, feeDiscountMillionths: '200000' },
        deadlineFactorMillionths: '1000000',
        information: 'own_and_team',
        queuePriority: 2,
        trainingTiers: ['B', 'C'],
        trainingShareMillionths: '250000',
      },
      senior: {
        certificate: 'senior',
        mentorRequired: false,
        serves: {
          corporateType: { system: 'alone', independent: 'alone' },
          class: { premium: 'alone', general: 'alone', poor: 'alone' },
          tier: { large: 'alone', middle: 'alone', small: 'alone' },
        },
        capacity: { lead: { corporate: 60, individual: 120 }, assist: unlimited },
        quotaFenPerMonth: '100000',
        allowanceRateMillionths: '30000',
        priceAuthority: { rateBp: 20, feeDiscountMillionths: '300000' },
        deadlineFactorMillionths: '500000',
        information: 'own_team_and_branch',
        queuePriority: 1,
        trainingTiers: ['C', 'D'],
        trainingShareMillionths: '250000',
      },
    },
    headCount: {
      head_office: { trainee: 4, junior: 10, middle: 10, senior: 10 },
      branch: { trainee: 6, junior: 20, middle: 15, senior: 8 },
      sub_branch: { trainee: 3, junior: 10, middle: 6, senior: 3 },
    },
  },
  check: (matrix) => [
    ...levels.flatMap((level) => faultsOf(level, matrix.levels[level])),
    ...queueFaults(matrix),
  ],
};

/** What the schema cannot say about one level. */
function faultsOf(level: Level, own: LevelRights) {
  const faults: { at: string; zh: string; en: string }[] = [];
  const whole = 1_000_000n;
  const within = (at: string, value: bigint, most: bigint): void => {
    if (value >= 0n && value <= most) return;
    faults.push({
      at: `levels.${level}.${at}`,
      zh: `须在 0 与 ${most} 之间（百万分之一）`,
      en: `must be between 0 and ${most} millionths`,
    });
  };
  within('allowanceRateMillionths', own.allowanceRateMillionths, whole);
  within('priceAuthority.feeDiscountMillionths', own.priceAuthority.feeDiscountMillionths, whole);
  within('deadlineFactorMillionths', own.deadlineFactorMillionths, 10n * whole);
  within('trainingShareMillionths', own.trainingShareMillionths, whole);
  if (own.quotaFenPerMonth < 0n) {
    faults.push({
      at: `levels.${level}.quotaFenPerMonth`,
      zh: '额度不能为负',
      en: 'a quota cannot be negative',
    });
  }
  return faults;
}

/** C1: a higher grade is never served after a lower one. */
function queueFaults(matrix: GradeMatrix) {
  return levels.slice(1).flatMap((level, at) => {
    const below = levels[at]!;
    return matrix.levels[level].queuePriority <= matrix.levels[below].queuePriority
      ? []
      : [
          {
            at: `levels.${level}.queuePriority`,
            zh: '高等级的排队顺序不得后于低等级',
            en: 'a higher level may not stand behind a lower one',
          },
        ];
  });
}
