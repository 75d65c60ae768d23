import { z } from 'zod';
import { day } from '../../../core/day.ts';
import { dayText, fenText, rateText } from '../../../core/schema.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';

const millionths = rateText.transform(BigInt);

export const contributionSchema = z.strictObject({
  /** Days of a year in every yearly rate. */
  basis: z.union([z.literal(360), z.literal(365)]),
  /**
   * What deposits cost: the contract rate on the balance product, or the interest that was booked.
   */
  depositInterest: z.enum(['contract_rate', 'booked']),
  /** An old deal begins before the transfer prices: take the curve's first price, or refuse. */
  beforeCurve: z.enum(['first_price', 'refuse']),
  /** Fees are booked with this tax. */
  feeVatRate: millionths,
  incomeTaxRate: millionths,
  /** Yearly probability of default by class. */
  defaultRate: z.strictObject({
    normal: millionths,
    special_mention: millionths,
    substandard: millionths,
    doubtful: millionths,
    loss: millionths,
  }),
  lossGivenDefault: millionths,
  /** Economic capital as a share of the loans. */
  capitalShare: millionths,
  /** Yearly return that the capital must earn. */
  hurdleRate: millionths,
  /**
   * Operating cost of the ledger by month. A month that is not named: the cost by activity only.
   */
  ledger: z.array(
    z.strictObject({ month: dayText.transform(day), costFen: fenText.transform(BigInt) }),
  ),
});
export type ContributionPolicy = z.output<typeof contributionSchema>;

export const contributionPolicy: PolicyKind<typeof contributionSchema> = {
  kind: 'contribution',
  title: { zh: '客户综合贡献', en: 'Customer contribution' },
  source: 'C0; domain rules 4.1',
  schema: contributionSchema,
  initial: {
    basis: 365,
    depositInterest: 'contract_rate',
    beforeCurve: 'first_price',
    feeVatRate: '60000',
    incomeTaxRate: '250000',
    defaultRate: {
      normal: '5000',
      special_mention: '20000',
      substandard: '250000',
      doubtful: '500000',
      loss: '1000000',
    },
    lossGivenDefault: '450000',
    capitalShare: '105000',
    hurdleRate: '110000',
    ledger: [],
  },
  assumed: {
    zh:
      '假定：各分类违约率、违约损失率 45%、资本为贷款的 10.5%、门槛收益率 11%、按 ' +
      '365 天计、手续费按含 6% 增值税入账；没有总账费用，成本只按业务动作计算',
    en:
      'ASSUMED: default rates by class, loss given default 45 %, capital 10.5 % of loans, hurdle ' +
      '11 %, day basis 365, fees booked with 6 % VAT; no ledger total, so cost by activity only',
  },
  check: (body) => {
    const months = body.ledger.map((one) => one.month);
    const twice = months.findIndex((one, at) => months.indexOf(one) !== at);
    const inner = months.findIndex((one) => !one.endsWith('-01'));
    return [
      ...(twice < 0
        ? []
        : [{ at: `ledger[${twice}].month`, zh: '月份重复', en: 'the month is given twice' }]),
      ...(inner < 0
        ? []
        : [{ at: `ledger[${inner}].month`, zh: '应为月初日期', en: 'give the first day' }]),
    ];
  },
};
