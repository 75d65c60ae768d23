import { z } from 'zod';
import { countText, fenText } from '../../../core/schema.ts';
import { policyKind } from '../../platform/policy/kind.ts';
import { paySchemeFaults } from './policy/faults.ts';
import { byLevel, item, plainItems } from './policy/items.ts';
import { paySchemeWarnings } from './policy/warnings.ts';

const money = fenText.transform(BigInt);
/** A share or factor in millionths. */
const share = countText.transform(BigInt);
const points = countText.transform(BigInt);

const nothing = { trainee: '0', junior: '0', middle: '0', senior: '0' };

const shape = z.strictObject({
  /** Base pay a month by grade. */
  basePerMonth: byLevel.prefault(nothing),
  /** Bonus of a quarter for a score of 100 points, by grade. */
  bonusAtHundred: byLevel.prefault(nothing),
  /**
   * Factor on the bonus by the score: the first band whose `from` is reached; the last begins at 0.
   */
  bonusFactors: z
    .array(z.strictObject({ from: points, factor: share }))
    .min(1)
    .max(20)
    .prefault([{ from: '0', factor: '1000000' }]),
  /**
   * What makes up pay, in order (domain rules 3.2). A scheme that lists nothing pays base by grade
   * and bonus by score from the tables above.
   */
  items: z
    .array(item)
    .min(1)
    .max(60)
    .prefault([...plainItems]),
  /** Penalty by the score (D2c): share of the quarter's base pay; bands as above. */
  penalties: z
    .array(z.strictObject({ from: points, shareOfBase: share }))
    .min(1)
    .max(20)
    .prefault([{ from: '0', shareOfBase: '0' }]),
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
/** A pay scheme as a document is written. */
export type PaySchemeText = z.input<typeof shape>;

/** How an RM is paid for a quarter (D2b, D2c; domain rules 3). */
export const paySchemeKind = policyKind({
  kind: 'pay_scheme',
  title: { zh: '薪酬方案', en: 'Pay scheme' },
  source: 'D2b, D2c; 银监发〔2010〕14号; 工资支付暂行规定 16',
  assumed: 'ASSUMED: base pay, bonus at 100 points, factors, penalties, minimum wage',
  schema: shape,
  check: paySchemeFaults,
  warn: paySchemeWarnings,
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
