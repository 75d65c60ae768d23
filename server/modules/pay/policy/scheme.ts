import { z } from 'zod';
import { countText, fenText } from '../../../../core/schema.ts';
import { byLevel, item, plainItems } from './items.ts';

const money = fenText.transform(BigInt);
/** A share or factor in millionths. */
const share = countText.transform(BigInt);
const points = countText.transform(BigInt);

const nothing = { trainee: '0', junior: '0', middle: '0', senior: '0' };

/** The document of a pay scheme; places added later have defaults. */
export const paySchemeShape = z.strictObject({
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
export type PayScheme = z.output<typeof paySchemeShape>;
/** A pay scheme as a document is written. */
export type PaySchemeText = z.input<typeof paySchemeShape>;
