import { z } from 'zod';
import { countText, englishName } from '../../../../core/schema.ts';
import { policyKind, type PolicyFault } from '../../../platform/policy/kind.ts';
import { reviewSides } from '../contract/competence.ts';

/** Weights in millionths of a point; each set adds up to 100 points. */
const weight = countText.transform(BigInt);

const shape = z.strictObject({
  /** One review a year, or one each half year. */
  every: z.enum(['year', 'half_year']).default('year'),
  dimensions: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z_]{1,39}$/),
        title: z.string().min(1).max(40),
        titleEn: englishName,
        /** What the rater looks at. */
        asks: z.string().min(1).max(400),
        asksEn: z.string().trim().max(400).default(''),
        weight,
      }),
    )
    .min(1)
    .max(12),
  sides: z
    .array(
      z.strictObject({
        side: z.enum(reviewSides),
        weight,
        /** How many raters of this side are proposed for each RM; others are named by hand. */
        proposed: z.int().min(0).max(10),
      }),
    )
    .min(1)
    .max(reviewSides.length),
  /** Fewer raters give no result: it would say who gave which mark. */
  reviewRatersLeast: z.int().min(3).max(30).default(3),
  /** From so many raters on, the highest and the lowest mark of a dimension do not count. */
  extremesDropFrom: z.int().min(5).max(30).default(5),
  /** Working days that the raters have. */
  ratingWorkingDays: z.int().min(1).max(60).default(10),
});
export type Competence = z.output<typeof shape>;

const whole = 100_000_000n;

/** What a schema cannot say: weights that add up to 100, keys and sides that stand once. */
export function competenceFaults(body: Competence): PolicyFault[] {
  const faults: PolicyFault[] = [];
  for (const at of ['dimensions', 'sides'] as const) {
    const weights = body[at].map((one) => one.weight);
    const sum = weights.reduce((all, one) => all + one, 0n);
    if (sum !== whole || weights.some((one) => one <= 0n)) {
      const said = `${sum / 1_000_000n}.${String(sum % 1_000_000n).padStart(6, '0')}`;
      faults.push({
        at,
        zh: `每项权重须大于 0，合计 100，现为 ${said}`,
        en: `Each weight is above 0 and they add up to 100; they add up to ${said}`,
      });
    }
    const keys = body[at].map((one) => ('key' in one ? one.key : one.side));
    if (new Set(keys).size !== keys.length) {
      faults.push({ at, zh: '同一项只写一次', en: 'Name each of them once' });
    }
  }
  return faults;
}

/** Proposals that cannot reach the fewest raters need names by hand: said aloud. */
export function competenceWarnings(body: Competence): PolicyFault[] {
  const proposed = body.sides.reduce((sum, one) => sum + one.proposed, 0);
  if (proposed >= body.reviewRatersLeast) return [];
  const { reviewRatersLeast: least } = body;
  return [
    {
      at: 'sides',
      zh: `自动提名共 ${proposed} 人，少于最少 ${least} 人：其余须人力资源部逐一提名`,
      en: `${proposed} raters are proposed, ${least} are needed: HR names the others by hand`,
    },
  ];
}

/** The competence review of RMs by several raters (D3a, G13). */
export const competenceKind = policyKind({
  kind: 'competence',
  title: { zh: '胜任力评议', en: 'Competence review' },
  source: 'D3a; G13',
  assumed: {
    zh: '假定：各维度与各方的权重、评议人数、评议期限',
    en: 'ASSUMED: weights of dimensions and sides, number of raters, time for rating',
  },
  schema: shape,
  check: competenceFaults,
  warn: competenceWarnings,
  initial: {
    every: 'year',
    dimensions: [
      {
        key: 'ethics',
        title: '责任感与道德',
        titleEn: 'Responsibility and ethics',
        asks: '对客户和银行负责，守法合规，廉洁保密',
        asksEn: 'Answers to customers and the bank, keeps the law, takes nothing, tells nothing',
        weight: '30000000',
      },
      {
        key: 'proficiency',
        title: '业务素质',
        titleEn: 'Proficiency',
        asks: '熟悉产品、政策法规和客户行业，方案可行',
        asksEn: 'Knows products, rules and the customer’s industry; what he proposes works',
        weight: '30000000',
      },
      {
        key: 'alertness',
        title: '机智',
        titleEn: 'Alertness',
        asks: '及早发现商机与风险，应变得当',
        asksEn: 'Sees chances and risks early and reacts well',
        weight: '20000000',
      },
      {
        key: 'coordination',
        title: '攻关协调',
        titleEn: 'Winning and coordinating',
        asks: '开拓客户，协调部门，把事情办成',
        asksEn: 'Wins customers, brings departments together, gets things done',
        weight: '20000000',
      },
    ],
    sides: [
      { side: 'superior', weight: '40000000', proposed: 2 },
      { side: 'peer', weight: '30000000', proposed: 2 },
      { side: 'department', weight: '20000000', proposed: 1 },
      { side: 'customer', weight: '10000000', proposed: 0 },
    ],
    reviewRatersLeast: 3,
    extremesDropFrom: 5,
    ratingWorkingDays: 10,
  },
});
