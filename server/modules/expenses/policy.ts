import { z } from 'zod';
import { englishName, fenText, rateText } from '../../../core/schema.ts';
import { policyKind, type PolicyFault } from '../../platform/policy/kind.ts';
import { approverRoles, gradeLevels, subjects, taxClasses } from './contract.ts';

const money = fenText.transform(BigInt);
const millionths = rateText.transform(BigInt);
const days = z.int().min(0).max(366);
const cap = money.nullable();
const entitled = z
  .array(z.enum(gradeLevels))
  .min(1)
  .default([...gradeLevels]);
const measure = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .describe('key of an attribution measure');

const byGrade = z.strictObject({
  trainee: millionths,
  junior: millionths,
  middle: millionths,
  senior: millionths,
});

/** How the allowance of a quarter is found; `measure` names a measure of the attribution. */
const allowanceMethod = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('contribution_share'),
    measure: measure.default('contribution'),
    /** Null: the rates of the grade matrix. */
    rateByLevelMillionths: byGrade.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('deposit_rate'),
    measure: measure.default('deposit_product'),
    rateMillionths: millionths,
    /** Daily average from which anything is granted; the rate is on the whole then. */
    fromFen: money,
    /** Part of the year's amount granted each quarter. */
    quarterShareMillionths: millionths,
    levels: entitled,
  }),
  z.strictObject({
    kind: z.literal('new_customers'),
    measure: measure.default('new_customers'),
    depositMeasure: measure.default('deposit_product'),
    /** The last tier whose `fromFen` the new customer's daily average reaches. */
    tiers: z
      .array(z.strictObject({ fromFen: money, amountFen: money }))
      .min(1)
      .max(20),
    levels: entitled,
  }),
]);

const shape = z.strictObject({
  allowance: z
    .strictObject({
      method: allowanceMethod,
      /** Earlier base quarters that an opening looks at again for restated figures. */
      restateQuarters: z.int().min(0).max(8).default(4),
    })
    .default({
      method: { kind: 'contribution_share', measure: 'contribution', rateByLevelMillionths: null },
      restateQuarters: 4,
    }),
  /** What is granted lapses at the end of the year or of the quarter. */
  validity: z.enum(['year', 'quarter']).default('year'),
  kinds: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
        name: z.string().trim().min(1).max(40),
        nameEn: englishName,
        tax: z.enum(taxClasses),
        allowed: z.boolean(),
      }),
    )
    .min(1)
    .max(40),
  caps: z.strictObject({
    perApplicationFen: cap,
    perCustomerQuarterFen: cap,
    perPersonQuarterFen: cap,
    /** For each person present, guests and attendants together. */
    perHeadFen: cap,
  }),
  /** Who may approve up to which amount alone, lowest first; null: without limit. */
  approval: z
    .array(z.strictObject({ role: z.enum(approverRoles), limitFen: cap }))
    .min(1)
    .max(approverRoles.length),
  /** Applications for one customer fewer days apart than this are looked at together. */
  splitting: z.strictObject({ withinDays: days }),
  /** Days after the spending within which it must be claimed. */
  claim: z.strictObject({ withinDays: days }),
  customers: z.strictObject({
    /** Guests for whom compliance must clear the application first. */
    clearedSubjects: z.array(z.enum(subjects)),
    /** Classes of firms that get no marketing expense. */
    barredClasses: z.array(z.enum(['premium', 'general', 'poor'])),
  }),
  tax: z.strictObject({
    entertainmentShare: millionths,
    entertainmentRevenueRate: millionths,
    trainingWagesRate: millionths,
  }),
});
export type ExpenseScheme = z.output<typeof shape>;
export type AllowanceMethod = ExpenseScheme['allowance']['method'];

const initial: z.input<typeof shape> = {
  allowance: {
    method: { kind: 'contribution_share', measure: 'contribution', rateByLevelMillionths: null },
    restateQuarters: 4,
  },
  validity: 'year',
  kinds: [
    {
      key: 'meal',
      name: '业务招待用餐',
      nameEn: 'Business meal',
      tax: 'entertainment',
      allowed: true,
    },
    { key: 'event', name: '客户活动', nameEn: 'Customer event', tax: 'advertising', allowed: true },
    {
      key: 'keepsake',
      name: '宣传品',
      nameEn: 'Promotional gift',
      tax: 'advertising',
      allowed: true,
    },
    { key: 'travel', name: '拜访交通', nameEn: 'Travel to customers', tax: 'other', allowed: true },
    { key: 'cash', name: '现金', nameEn: 'Cash', tax: 'other', allowed: false },
    {
      key: 'gift_card',
      name: '购物卡、礼品卡',
      nameEn: 'Shopping or gift card',
      tax: 'entertainment',
      allowed: false,
    },
  ],
  caps: {
    perApplicationFen: '1000000',
    perCustomerQuarterFen: '2000000',
    perPersonQuarterFen: '10000000',
    perHeadFen: '50000',
  },
  approval: [
    { role: 'team_head', limitFen: '200000' },
    { role: 'branch_president', limitFen: '800000' },
    { role: 'finance', limitFen: null },
  ],
  splitting: { withinDays: 3 },
  claim: { withinDays: 30 },
  customers: { clearedSubjects: ['public_official', 'related_party'], barredClasses: ['poor'] },
  tax: {
    entertainmentShare: '600000',
    entertainmentRevenueRate: '5000',
    trainingWagesRate: '25000',
  },
};

/** Marketing money: who gets how much, what it may be spent on, who approves (C1b, D5b). */
export const expenseSchemeKind = policyKind({
  kind: 'expense_scheme',
  title: { zh: '营销费用方案', en: 'Expense scheme' },
  source: 'C1b, D5b; 企业所得税法实施条例 42–43',
  schema: shape,
  initial,
  assumed: {
    zh:
      '假定：限额、审批权限、拆分与报销的期限、年末失效、支出类别、' +
      '劣质企业不列支营销费用；公关费额度与 ' +
      '3% 的比例见等级权限表',
    en:
      'ASSUMED: caps, approval limits, days for splitting and claims, year-end expiry, ' +
      'kinds of spending, no marketing money for poor firms; the quota and the 3 % stand ' +
      'in the grade matrix',
  },
  check: schemeFaults,
  presets: [
    {
      key: 'tudiao',
      title: { zh: '按存款日均千分之一（TUDIAO）', en: '1 ‰ of daily-average deposits (TUDIAO)' },
      source: 'TUDIAO',
      note: {
        zh: '日均 2,000 万起，按全额 1‰；原文 2 亿的例子给 10 万，与 1‰（20 万）矛盾，此处按 1‰。每季发四分之一（假定）。',
        en:
          'From an average of 20 million, 1 ‰ of the whole. The source gives 100,000 for 200 ' +
          'million, which contradicts 1 ‰; 1 ‰ is used. A fourth each quarter (ASSUMED).',
      },
      body: {
        ...initial,
        allowance: {
          method: {
            kind: 'deposit_rate',
            measure: 'deposit_product',
            rateMillionths: '1000',
            fromFen: '2000000000',
            quarterShareMillionths: '250000',
            levels: [...gradeLevels],
          },
        },
      },
    },
    {
      key: 'cts',
      title: { zh: '按新增客户分档（CTS）', en: 'Per new customer by tier (CTS)' },
      source: 'CTS 2015',
      note: {
        zh: '5 万以下（非零）15 元，5 至 20 万 45 元，20 至 50 万 45 元，50 万以上 135 元；原文的总额封顶未给出数字。',
        en:
          'Below 50,000 (not zero) 15 yuan, 50,000–200,000 45, 200,000–500,000 45, from 500,000 ' +
          '135; the source does not give the total cap.',
      },
      body: {
        ...initial,
        allowance: {
          method: {
            kind: 'new_customers',
            measure: 'new_customers',
            depositMeasure: 'deposit_product',
            tiers: [
              { fromFen: '1', amountFen: '1500' },
              { fromFen: '5000000', amountFen: '4500' },
              { fromFen: '20000000', amountFen: '4500' },
              { fromFen: '50000000', amountFen: '13500' },
            ],
            levels: [...gradeLevels],
          },
        },
      },
    },
  ],
});

const whole = 1_000_000n;

/** What a schema cannot say: limits and tiers that rise, shares within a whole, known kinds. */
export function schemeFaults(scheme: ExpenseScheme): PolicyFault[] {
  return [
    ...allowanceFaults(scheme.allowance.method),
    ...kindFaults(scheme.kinds),
    ...approvalFaults(scheme.approval),
    ...capFaults(scheme),
    ...shareFaults(Object.entries(scheme.tax).map(([at, value]) => [`tax.${at}`, value])),
  ];
}

function allowanceFaults(method: AllowanceMethod): PolicyFault[] {
  const at = (place: string) => `allowance.method.${place}`;
  switch (method.kind) {
    case 'contribution_share':
      return shareFaults(
        Object.entries(method.rateByLevelMillionths ?? {}).map(([level, value]) => [
          at(`rateByLevelMillionths.${level}`),
          value,
        ]),
      );
    case 'deposit_rate':
      return [
        ...shareFaults([
          [at('rateMillionths'), method.rateMillionths],
          [at('quarterShareMillionths'), method.quarterShareMillionths],
        ]),
        ...negative(at('fromFen'), method.fromFen),
      ];
    case 'new_customers':
      return method.tiers.flatMap((tier, index) => [
        ...negative(at(`tiers.${index}.amountFen`), tier.amountFen),
        ...(index > 0 && tier.fromFen <= method.tiers[index - 1]!.fromFen
          ? [fault(at(`tiers.${index}.fromFen`), '各档起点须递增', 'tiers must rise')]
          : []),
      ]);
  }
}

function kindFaults(kinds: ExpenseScheme['kinds']): PolicyFault[] {
  const twice = kinds.findIndex((one, at) => kinds.findIndex((b) => b.key === one.key) < at);
  return [
    ...(twice < 0 ? [] : [fault(`kinds.${twice}.key`, '代码重复', 'the key stands twice')]),
    ...(kinds.some((one) => one.allowed)
      ? []
      : [fault('kinds', '至少允许一种用途', 'at least one kind must be allowed')]),
  ];
}

function approvalFaults(steps: ExpenseScheme['approval']): PolicyFault[] {
  const rising = steps.every((step, at) => {
    const before = steps[at - 1];
    if (before === undefined) return step.limitFen === null || step.limitFen >= 0n;
    if (before.limitFen === null) return false;
    return step.limitFen === null || step.limitFen > before.limitFen;
  });
  const roles = new Set(steps.map((step) => step.role)).size === steps.length;
  return [
    ...(rising ? [] : [fault('approval', '审批限额须逐级提高', 'limits must rise step by step')]),
    ...(roles ? [] : [fault('approval', '同一角色只列一次', 'each role stands once')]),
    ...(steps.at(-1)!.limitFen === null
      ? []
      : [
          fault(
            'approval',
            '最后一级须不设限额（null）',
            'the last step must have no limit (null)',
          ),
        ]),
  ];
}

function capFaults(scheme: ExpenseScheme): PolicyFault[] {
  return Object.entries(scheme.caps).flatMap(([name, value]) =>
    value === null ? [] : negative(`caps.${name}`, value),
  );
}

function shareFaults(shares: readonly (readonly [string, bigint])[]): PolicyFault[] {
  return shares.flatMap(([at, value]) =>
    value >= 0n && value <= whole
      ? []
      : [fault(at, '须在 0 与 100% 之间', 'must be between 0 and 100 %')],
  );
}

function negative(at: string, value: bigint): PolicyFault[] {
  return value >= 0n ? [] : [fault(at, '金额不能为负', 'an amount cannot be negative')];
}

function fault(at: string, zh: string, en: string): PolicyFault {
  return { at, zh, en };
}
