import { z } from 'zod';
import { countText } from '../../../core/schema.ts';
import { policyKind } from '../../platform/policy/kind.ts';

/** Points in millionths of a point; amounts in the metric's own unit (fen, count, millionths). */
const points = countText.transform(BigInt);
const amount = countText.transform(BigInt);
/** A ratio in millionths: 1.2 is 1200000. */
const ratio = countText.transform(BigInt);

/** The scoring functions of domain rules 2.2: a = actual, t = target, w = full mark. */
export const scoring = z.discriminatedUnion('function', [
  /**
   * s = w·a/t; below `floor` nothing, above `cap` no more. A target of 0 or less follows
   * `withoutTarget`.
   */
  z.strictObject({
    function: z.literal('linear'),
    floor: ratio,
    cap: ratio,
    withoutTarget: z.enum(['full_mark', 'no_mark']),
  }),
  /** s = w ± points for each whole step above or below the target, within min and max. */
  z.strictObject({
    function: z.literal('step'),
    step: amount,
    pointsUp: points,
    pointsDown: points,
    min: points,
    max: points,
  }),
  /**
   * s = w − points for each step of excess over (or shortfall below) the target, at most
   * `deductMax`.
   */
  z.strictObject({
    function: z.literal('deduct'),
    bad: z.enum(['above', 'below']),
    step: amount,
    points,
    counting: z.enum(['whole_steps', 'pro_rata']),
    deductMax: points,
  }),
  /** The band of a/t that holds, by its lower bound (inclusive). */
  z.strictObject({
    function: z.literal('band'),
    bands: z
      .array(z.strictObject({ from: ratio, points }))
      .min(1)
      .max(20),
    withoutTarget: z.enum(['full_mark', 'no_mark']),
  }),
]);
export type Scoring = z.output<typeof scoring>;

const line = z.strictObject({ metric: z.string(), weight: points, scoring });
const gate = z.strictObject({
  metric: z.string(),
  /** The gate is passed when the actual is on this side of the bound (inclusive). */
  pass: z.enum(['at_least', 'at_most']),
  bound: amount,
  /** Not passed: the total is void, or at most so many points. */
  otherwise: z.discriminatedUnion('effect', [
    z.strictObject({ effect: z.literal('void') }),
    z.strictObject({ effect: z.literal('cap'), points }),
  ]),
});

const shape = z.strictObject({
  lines: z.array(line).min(1).max(40),
  gates: z.array(gate).max(10),
  totalCap: points,
  /** Bands of the total, best first; the last begins at 0. */
  bands: z
    .array(z.strictObject({ name: z.string().min(1), from: points }))
    .min(1)
    .max(12),
});
export type ScoringScheme = z.output<typeof shape>;
export type SchemeLine = ScoringScheme['lines'][number];
export type SchemeGate = ScoringScheme['gates'][number];

/**
 * Metrics that this version can measure; each is an average or a flow, never a balance on one day
 * (§0.1).
 */
export const schemeMetrics = [
  'deposit_average',
  'loan_average',
  'contribution',
  'fee_income',
  'new_customers',
  'npl_rate',
] as const;

const wholePoints = 100_000_000n;

/**
 * What a schema cannot say: known metrics, weights that add up, bands without gap or overlap, caps.
 */
export function schemeFaults(scheme: ScoringScheme): { at: string; zh: string; en: string }[] {
  const faults: { at: string; zh: string; en: string }[] = [];
  const weights = scheme.lines.reduce((sum, one) => sum + one.weight, 0n);
  if (weights !== wholePoints) {
    const sum = `${weights / 1_000_000n}.${String(weights % 1_000_000n).padStart(6, '0')}`;
    faults.push({
      at: 'lines',
      zh: `各项权重之和应为 100 分，现为 ${sum}`,
      en: `The weights must add up to 100 points, they add up to ${sum}`,
    });
  }
  const metrics = [
    ...scheme.lines.map((one, at) => [`lines.${at}`, one.metric]),
    ...scheme.gates.map((one, at) => [`gates.${at}`, one.metric]),
  ];
  for (const [at, metric] of metrics) {
    if ((schemeMetrics as readonly string[]).includes(metric!)) continue;
    faults.push({
      at: `${at}.metric`,
      zh: `没有指标 ${metric}；时点规模指标不得用于考核（绩效考评监管指引）`,
      en: `There is no metric ${metric}; size on a single day must not be assessed (regulator)`,
    });
  }
  scheme.lines.forEach((one, at) => faults.push(...lineFaults(one, at)));
  const descending = scheme.bands.every(
    (band, at) => at === 0 || band.from < scheme.bands[at - 1]!.from,
  );
  if (!descending || scheme.bands.at(-1)!.from !== 0n) {
    faults.push({
      at: 'bands',
      zh: '等次分段须由高到低，最后一段从 0 分开始',
      en: 'Bands must fall and the last must begin at 0',
    });
  }
  return faults;
}

function lineFaults(one: SchemeLine, at: number) {
  const faults: { at: string; zh: string; en: string }[] = [];
  const place = `lines.${at}.scoring`;
  const { scoring: how } = one;
  if (how.function === 'linear' && (how.cap < 1_000_000n || how.cap > 1_500_000n)) {
    faults.push({
      at: `${place}.cap`,
      zh: '线性计分必须封顶，倍数在 1.0 到 1.5 之间',
      en: 'A linear score must be capped between 1.0 and 1.5',
    });
  }
  if ((how.function === 'step' || how.function === 'deduct') && how.step <= 0n) {
    faults.push({ at: `${place}.step`, zh: '步长必须大于 0', en: 'The step must be above 0' });
  }
  if (how.function === 'band') {
    const falling = how.bands.every((band, i) => i === 0 || band.from < how.bands[i - 1]!.from);
    if (!falling || how.bands.at(-1)!.from !== 0n) {
      faults.push({
        at: `${place}.bands`,
        zh: '分段须由高到低且不重叠，最后一段从 0 开始',
        en: 'Bands must fall without overlap and the last must begin at 0',
      });
    }
  }
  return faults;
}

const linear = {
  function: 'linear',
  floor: '600000',
  cap: '1200000',
  withoutTarget: 'full_mark',
} as const;

/** How an RM's quarter is scored (D2a, D2e; domain rules 2.1 and 2.2). */
export const scoringSchemeKind = policyKind({
  kind: 'scoring_scheme',
  title: { zh: '季度考核计分方案', en: 'Quarterly scoring scheme' },
  source: 'D2a, D2c, D2e, C3e; domain rules 2.2',
  assumed: 'ASSUMED: choice of metrics, weights, floors, caps and bands',
  schema: shape,
  check: schemeFaults,
  initial: {
    lines: [
      { metric: 'deposit_average', weight: '30000000', scoring: linear },
      { metric: 'loan_average', weight: '10000000', scoring: linear },
      { metric: 'contribution', weight: '25000000', scoring: linear },
      { metric: 'fee_income', weight: '10000000', scoring: linear },
      {
        metric: 'new_customers',
        weight: '15000000',
        scoring: {
          function: 'step',
          step: '1',
          pointsUp: '500000',
          pointsDown: '1000000',
          min: '0',
          max: '18000000',
        },
      },
      {
        metric: 'npl_rate',
        weight: '10000000',
        scoring: {
          function: 'deduct',
          bad: 'above',
          step: '1000',
          points: '3000000',
          counting: 'whole_steps',
          deductMax: '10000000',
        },
      },
    ],
    gates: [
      {
        metric: 'npl_rate',
        pass: 'at_most',
        bound: '100000',
        otherwise: { effect: 'cap', points: '80000000' },
      },
    ],
    totalCap: '120000000',
    bands: [
      { name: '优秀', from: '110000000' },
      { name: '良好', from: '100000000' },
      { name: '合格', from: '80000000' },
      { name: '基本合格', from: '60000000' },
      { name: '不合格', from: '0' },
    ],
  },
});
