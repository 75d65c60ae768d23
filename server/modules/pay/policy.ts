import { z } from 'zod';
import { countText, fenText } from '../../../core/schema.ts';
import { policyKind } from '../../platform/policy/kind.ts';

const money = fenText.transform(BigInt);
/** A share or factor in millionths. */
const share = countText.transform(BigInt);
const points = countText.transform(BigInt);

const byLevel = z.strictObject({ trainee: money, junior: money, middle: money, senior: money });

const shape = z.strictObject({
  /** Base pay a month by grade. */
  basePerMonth: byLevel,
  /** Bonus of a quarter for a score of 100 points, by grade. */
  bonusAtHundred: byLevel,
  /**
   * Factor on the bonus by the score: the first band whose `from` is reached; the last begins at 0.
   */
  bonusFactors: z
    .array(z.strictObject({ from: points, factor: share }))
    .min(1)
    .max(20),
  /** Penalty by the score (D2c): share of the quarter's base pay; bands as above. */
  penalties: z
    .array(z.strictObject({ from: points, shareOfBase: share }))
    .min(1)
    .max(20),
  /**
   * Share of the bonus after deferral that is paid with the slip; the rest waits for the year-end
   * settlement.
   */
  paidShare: share,
  deferral: z.strictObject({
    /** Share of the bonus that is put off, by grade: posts with risk influence ≥ 40 %. */
    shareByLevel: z.strictObject({ trainee: share, junior: share, middle: share, senior: share }),
    /** Weight of each yearly instalment, in order; never falling. */
    instalments: z.array(share).min(1).max(10),
  }),
  legalFloor: z.strictObject({
    /** Most that may be taken off a month's wage (工资支付暂行规定 16). */
    deductionShareMax: share,
    /** What must remain a month. */
    minimumWagePerMonth: money,
  }),
});
export type PayScheme = z.output<typeof shape>;

type Fault = { at: string; zh: string; en: string };

/**
 * What a schema cannot say: bands that fall to 0, instalments that are not front-loaded, shares
 * within a whole.
 */
export function paySchemeFaults(scheme: PayScheme): Fault[] {
  const faults: Fault[] = [];
  for (const key of ['bonusFactors', 'penalties'] as const) {
    const bands = scheme[key];
    const falls = bands.every((band, at) => at === 0 || band.from < bands[at - 1]!.from);
    if (falls && bands.at(-1)!.from === 0n) continue;
    faults.push({
      at: key,
      zh: '分段须由高到低，最后一段从 0 分开始',
      en: 'Bands must fall and the last must begin at 0',
    });
  }
  const { instalments } = scheme.deferral;
  if (instalments.some((weight, at) => at > 0 && weight < instalments[at - 1]!)) {
    faults.push({
      at: 'deferral.instalments',
      zh: '递延支付不得前重后轻（银监发〔2010〕14号：等分原则）',
      en: 'Deferred pay must not be front-loaded (regulator: equal instalments)',
    });
  }
  const shares: [string, bigint][] = [
    ['paidShare', scheme.paidShare],
    ['legalFloor.deductionShareMax', scheme.legalFloor.deductionShareMax],
    ...Object.entries(scheme.deferral.shareByLevel).map(([level, value]): [string, bigint] => [
      `deferral.shareByLevel.${level}`,
      value,
    ]),
  ];
  for (const [at, value] of shares) {
    if (value >= 0n && value <= 1_000_000n) continue;
    faults.push({ at, zh: '比例须在 0 到 100 % 之间', en: 'A share lies between 0 and 100 %' });
  }
  if (scheme.legalFloor.deductionShareMax > 200_000n) {
    faults.push({
      at: 'legalFloor.deductionShareMax',
      zh: '每月扣款不得超过当月工资的 20 %（工资支付暂行规定第 16 条）',
      en: "No more than 20 % of a month's wage may be taken off (wage payment rules, art. 16)",
    });
  }
  return faults;
}

/** How an RM is paid for a quarter (D2b, D2c; domain rules 3). */
export const paySchemeKind = policyKind({
  kind: 'pay_scheme',
  title: { zh: '薪酬方案', en: 'Pay scheme' },
  source: 'D2b, D2c; 银监发〔2010〕14号; 工资支付暂行规定 16',
  assumed: 'ASSUMED: base pay, bonus at 100 points, factors, penalties, minimum wage',
  schema: shape,
  check: paySchemeFaults,
  initial: {
    basePerMonth: { trainee: '450000', junior: '600000', middle: '800000', senior: '1100000' },
    bonusAtHundred: {
      trainee: '600000',
      junior: '1500000',
      middle: '3000000',
      senior: '6000000',
    },
    bonusFactors: [
      { from: '110000000', factor: '1200000' },
      { from: '100000000', factor: '1000000' },
      { from: '80000000', factor: '800000' },
      { from: '60000000', factor: '500000' },
      { from: '0', factor: '0' },
    ],
    penalties: [
      { from: '60000000', shareOfBase: '0' },
      { from: '40000000', shareOfBase: '100000' },
      { from: '0', shareOfBase: '200000' },
    ],
    paidShare: '800000',
    deferral: {
      shareByLevel: { trainee: '0', junior: '400000', middle: '400000', senior: '400000' },
      instalments: ['1', '1', '1'],
    },
    legalFloor: { deductionShareMax: '200000', minimumWagePerMonth: '242000' },
  },
});
