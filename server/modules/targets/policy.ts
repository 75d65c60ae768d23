import { z } from 'zod';
import { countText, fenText, rateText } from '../../../core/schema.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';
import { customerLevels, isOwnMetric, metrics, metricText, type MetricKey } from './contract.ts';

const millionths = rateText.transform(BigInt);
const fenAmount = fenText.transform(BigInt);
const growthByLevel = z.strictObject({
  premium: millionths,
  general: millionths,
  poor: millionths,
  large: millionths,
  middle: millionths,
  small: millionths,
});
const quotaOfGrade = z.strictObject({
  deposit_average: fenAmount,
  loan_average: fenAmount,
  contribution: fenAmount,
  fee_income: fenAmount,
  new_customers: countText.transform(BigInt),
});
const quotaByLevel = z.strictObject({
  trainee: quotaOfGrade,
  junior: quotaOfGrade,
  middle: quotaOfGrade,
  senior: quotaOfGrade,
});
/**
 * What a level asks of the target: a factor for metrics better when they go up, one for those
 * better when they go down, and own ones of named metrics.
 */
const levelFactors = z.strictObject({
  up: millionths,
  down: millionths,
  byMetric: z.record(z.string(), millionths).default({}),
});
const shippedLevels = {
  stretch: { up: '1100000', down: '800000', byMetric: {} },
  challenge: { up: '1200000', down: '600000', byMetric: {} },
};
const wholeAmount = countText.transform(BigInt);
const furtherByLevel = z.strictObject({
  trainee: wholeAmount,
  junior: wholeAmount,
  middle: wholeAmount,
  senior: wholeAmount,
});
const furtherQuota = z.strictObject({ corporate: furtherByLevel, retail: furtherByLevel });
const words = z.string().min(1);
const clause = z.strictObject({ title: words, items: z.array(words).min(1) });

const schemeShape = z.strictObject({
  /** Growth on last year's figure of each managed customer, by metric and customer level (C2e). */
  growth: z.strictObject({
    deposit_average: growthByLevel,
    loan_average: growthByLevel,
    contribution: growthByLevel,
    fee_income: growthByLevel,
  }),
  /** New business a year on top, by ladder and grade. */
  quota: z.strictObject({ corporate: quotaByLevel, retail: quotaByLevel }),
  /**
   * Targets in further metrics of the catalogue: additive ones (an average, an increment or a flow
   * in fen or a count), a quota a year by ladder and grade.
   */
  further: z
    .array(z.strictObject({ metric: metricText, quota: furtherQuota }))
    .max(30)
    .default([]),
  /** Cumulative shares of the year at the end of each quarter. */
  cumulativeShares: z.array(millionths).length(4),
  /** Bad loans as a share of loans, at most. */
  nplCeiling: millionths,
  /** Second and third level of each target: 冲刺 and 挑战. */
  levels: z
    .strictObject({ stretch: levelFactors, challenge: levelFactors })
    .prefault(shippedLevels),
  /** The words of the responsibility letter. */
  letter: z.strictObject({
    /** Letters go to the RMs as they are issued, or wait as drafts for a leader to send them. */
    sending: z.enum(['at_issue', 'by_leader']).default('at_issue'),
    numberWord: z.string().min(1).max(4),
    definitions: z.strictObject({
      deposit_average: z.string(),
      loan_average: z.string(),
      contribution: z.string(),
      fee_income: z.string(),
      new_customers: z.string(),
      npl_rate: z.string(),
    }),
    sources: z.strictObject({
      deposit_average: z.string(),
      loan_average: z.string(),
      contribution: z.string(),
      fee_income: z.string(),
      new_customers: z.string(),
      npl_rate: z.string(),
    }),
    clauses: z.array(clause).min(1),
  }),
});

export type TargetScheme = z.output<typeof schemeShape>;
type QuotaInput = z.input<typeof quotaOfGrade>;

const grow = (...rates: readonly [number, number, number, number, number, number]) => {
  const [premium, general, poor, large, middle, small] = rates.map((one) => String(one * 1000));
  return { premium, general, poor, large, middle, small } as Record<
    (typeof customerLevels)[number],
    string
  >;
};
/** Yuan for the amounts, so that the table below reads as a bank writes it. */
const quota = (...yuan: readonly [bigint, bigint, bigint, bigint, bigint]): QuotaInput => ({
  deposit_average: String(yuan[0] * 100n),
  loan_average: String(yuan[1] * 100n),
  contribution: String(yuan[2] * 100n),
  fee_income: String(yuan[3] * 100n),
  new_customers: String(yuan[4]),
});

/** How annual targets come from portfolios and grades, and what the responsibility letter says. */
export const targetSchemeKind: PolicyKind<typeof schemeShape> = {
  kind: 'target_scheme',
  title: { zh: '年度目标与责任书方案', en: 'Annual targets and responsibility letters' },
  source: 'C2e, C3e, P10; domain-rules 2.2, 2.3',
  assumed: {
    zh:
      '假定：各项增长率与定额，各季进度 20/45/75/100%，不良率上限，' +
      '条款文字；上年仅部分季度关账的按已关账天数计；' +
      '组合为负的从零起算；挑战与冲刺目标为 110% 与 120%（上限类为 80% 与 60%）；' +
      '责任书签发即送达；年中加入者承担其余进度，日均按管户天数计',
    en:
      'ASSUMED: every rate of growth, every quota, the shares 20/45/75/100 %, the ceiling ' +
      'of bad loans, the wording of the clauses; a last year that is closed in part counts ' +
      'by its closed days; a portfolio below zero starts from zero; the levels 110 % and ' +
      '120 % of a target (80 % and 60 % of a ceiling); letters go out as they are issued; ' +
      'who joins during the year has the rest of the shares, averages by days owned',
  },
  schema: schemeShape,
  initial: {
    growth: {
      deposit_average: grow(100, 80, 0, 120, 100, 60),
      loan_average: grow(80, 50, -100, 80, 60, 40),
      contribution: grow(100, 80, 0, 100, 80, 50),
      fee_income: grow(150, 100, 0, 120, 100, 80),
    },
    quota: {
      corporate: {
        trainee: quota(0n, 0n, 0n, 0n, 2n),
        junior: quota(5_000_000n, 3_000_000n, 80_000n, 20_000n, 6n),
        middle: quota(10_000_000n, 8_000_000n, 180_000n, 50_000n, 8n),
        senior: quota(20_000_000n, 15_000_000n, 400_000n, 120_000n, 8n),
      },
      retail: {
        trainee: quota(0n, 0n, 0n, 0n, 5n),
        junior: quota(2_000_000n, 500_000n, 30_000n, 10_000n, 30n),
        middle: quota(4_000_000n, 1_000_000n, 60_000n, 25_000n, 24n),
        senior: quota(8_000_000n, 2_000_000n, 120_000n, 60_000n, 18n),
      },
    },
    further: [],
    cumulativeShares: ['200000', '450000', '750000', '1000000'],
    nplCeiling: '20000',
    levels: shippedLevels,
    letter: {
      sending: 'at_issue',
      numberWord: '责',
      definitions: {
        deposit_average: '所管户存款当年累计日均余额（积数÷天数），按管户天数与份额计入',
        loan_average: '所管户贷款当年累计日均余额（积数÷天数），按管户天数与份额计入',
        contribution: '所管户当年累计贡献：存贷款转移定价收益加手续费，减预期损失和运营成本，税前',
        fee_income: '所管户当年累计手续费净收入',
        new_customers: '当年新开户、开户当日由本人主办的客户数',
        npl_rate: '不良贷款积数÷贷款积数，当年累计；不得高于目标',
      },
      sources: {
        deposit_average: '账户每日余额积数',
        loan_average: '账户每日余额积数',
        contribution: '贡献度计算，按账户、月份',
        fee_income: '账户收费流水，不含税',
        new_customers: '客户档案开户日',
        npl_rate: '账户每日余额积数与五级分类',
      },
      clauses: [
        {
          title: '权利',
          items: [
            '按等级权限表享有定价、费用、资源和信息权限；',
            '在系统中查看每项指标的计算过程和来源，公示后五个工作日内可提出异议；',
            '获得本书承诺的资源，资源未到位影响结果的，可申请调整目标。',
          ],
        },
        {
          title: '义务',
          items: [
            '遵守审贷分离，不审批本人经办的授信；',
            '履行反洗钱、客户信息保密和适当性义务；',
            '如实登记客户和业务，不得弄虚作假、转移存款。',
          ],
        },
        {
          title: '奖惩',
          items: [
            '每季按考核方案评分，绩效薪酬按薪酬方案计发，风险岗位按比例延期支付；',
            '因本人过失造成损失的，按规定扣减，' +
              '当月扣减不超过工资的百分之二十，且不低于当地最低工资；',
            '弄虚作假的，追回相应绩效并按规定处理。',
          ],
        },
        {
          title: '调整',
          items: ['目标的任何变更须写明原因，由双方另行签署补充书；未经双方签署的变更无效。'],
        },
        {
          title: '结算',
          items: ['季度按累计进度考核，年末按全年结果结算；年中调离的，按管户天数结算。'],
        },
      ],
    },
  },
  check: (scheme) => [
    ...levelFaults(scheme.levels),
    ...furtherFaults(scheme.further),
    ...shareFaults(scheme.cumulativeShares),
    ...Object.entries(scheme.growth).flatMap(([metric, byLevel]) =>
      Object.entries(byLevel)
        .filter(([, growth]) => growth < -1_000_000n || growth > 10_000_000n)
        .map(([level]) => ({
          at: `growth.${metric}.${level}`,
          zh: '增长率须在 -100% 与 1000% 之间',
          en: 'growth must be between −100 % and 1000 %',
        })),
    ),
    ...Object.entries(scheme.quota).flatMap(([sequence, byLevel]) =>
      Object.entries(byLevel).flatMap(([level, byMetric]) =>
        Object.entries(byMetric)
          .filter(([, amount]) => amount < 0n)
          .map(([metric]) => ({
            at: `quota.${sequence}.${level}.${metric}`,
            zh: '新增任务不能为负',
            en: 'a quota cannot be negative',
          })),
      ),
    ),
    ...(scheme.nplCeiling >= 0n && scheme.nplCeiling <= 1_000_000n
      ? []
      : [{ at: 'nplCeiling', zh: '须在 0 与 100% 之间', en: 'must be between 0 and 100 %' }]),
  ],
};

/** Shares rise from quarter to quarter and end at the whole year. */
function shareFaults(shares: readonly bigint[]) {
  const faults = shares.flatMap((share, at) =>
    share > (shares[at - 1] ?? 0n)
      ? []
      : [
          {
            at: `cumulativeShares.${at}`,
            zh: '累计份额须逐季上升',
            en: 'cumulative shares must rise from quarter to quarter',
          },
        ],
  );
  if (shares.at(-1) !== 1_000_000n) {
    faults.push({
      at: 'cumulativeShares.3',
      zh: '第四季度须为 100%',
      en: 'the fourth quarter must be 100 %',
    });
  }
  return faults;
}

/** Each further metric once, none of the six, no negative quota. */
function furtherFaults(further: TargetScheme['further']) {
  return further.flatMap(({ metric, quota: asked }, at) => [
    ...(isOwnMetric(metric)
      ? [
          {
            at: `further.${at}.metric`,
            zh: '该指标已由增长率和新增额度确定目标',
            en: 'this metric already has its target from growth and quota',
          },
        ]
      : []),
    ...(further.findIndex((one) => one.metric === metric) === at
      ? []
      : [{ at: `further.${at}.metric`, zh: '同一指标写了两次', en: 'the metric is given twice' }]),
    ...Object.entries(asked).flatMap(([ladder, byLevel]) =>
      Object.entries(byLevel)
        .filter(([, amount]) => amount < 0n)
        .map(([level]) => ({
          at: `further.${at}.quota.${ladder}.${level}`,
          zh: '新增任务不能为负',
          en: 'a quota cannot be negative',
        })),
    ),
  ]);
}

/** No level asks for less than the one below it; a ceiling gets lower from level to level. */
function levelFaults({ stretch, challenge }: TargetScheme['levels']) {
  const named = new Set([...Object.keys(stretch.byMetric), ...Object.keys(challenge.byMetric)]);
  return [
    ...factorFaults('up', 'up', stretch.up, challenge.up),
    ...factorFaults('down', 'down', stretch.down, challenge.down),
    ...[...named].flatMap((metric) => {
      const way = metrics[metric as MetricKey]?.direction ?? 'up';
      const [one, two] = [stretch, challenge].map((level) => level.byMetric[metric] ?? level[way]);
      return factorFaults(`byMetric.${metric}`, way, one!, two!);
    }),
  ];
}

function factorFaults(at: string, way: 'up' | 'down', stretch: bigint, challenge: bigint) {
  const most = 10_000_000n;
  const holds = (before: bigint, factor: bigint) =>
    way === 'up' ? factor >= before && factor <= most : factor <= before && factor >= 0n;
  const reason =
    way === 'up'
      ? {
          zh: '须不低于前一级（目标为 100%），且不超过 1000%',
          en: 'must not be below the level before (the target is 100 %), at most 1000 %',
        }
      : {
          zh: '越低越好的指标：须不高于前一级（目标为 100%），且不为负',
          en: 'lower is better: not above the level before (the target is 100 %), nor negative',
        };
  return [
    ...(holds(1_000_000n, stretch) ? [] : [{ at: `levels.stretch.${at}`, ...reason }]),
    ...(holds(stretch, challenge) ? [] : [{ at: `levels.challenge.${at}`, ...reason }]),
  ];
}
