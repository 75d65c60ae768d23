import { z } from 'zod';
import { fenText, rateText } from '../../../core/schema.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';

const days = z.int().min(0).max(3650);

/**
 * Limits of the five classes by days overdue: a claim is at least of a class when overdue for more
 * days.
 */
export const riskDaysSchema = z.object({
  technicalDaysMax: days.meta({ unit: 'days' }),
  specialMentionAbove: days.meta({ unit: 'days' }),
  substandardAbove: days.meta({ unit: 'days' }),
  doubtfulAbove: days.meta({ unit: 'days' }),
  lossAbove: days.meta({ unit: 'days' }),
  toleranceFen: fenText,
  debtor: z.object({
    appliesTo: z.enum(['corporate', 'all', 'none']),
    badShareAbove: rateText,
    elsewhereShareAbove: rateText,
  }),
});
export type RiskDays = z.infer<typeof riskDaysSchema>;

export const riskDaysPolicy: PolicyKind<typeof riskDaysSchema> = {
  kind: 'risk_days',
  title: { zh: '风险分类：逾期天数与债务人口径', en: 'Risk classes by days overdue and by debtor' },
  source: '商业银行金融资产风险分类办法（2023年第1号令）',
  schema: riskDaysSchema,
  initial: {
    technicalDaysMax: 7,
    specialMentionAbove: 0,
    substandardAbove: 90,
    doubtfulAbove: 270,
    lossAbove: 360,
    toleranceFen: '50',
    debtor: { appliesTo: 'corporate', badShareAbove: '100000', elsewhereShareAbove: '200000' },
  },
  assumed: {
    zh:
      '假定：每期 0.50 元以内的差额（付款人取整）不算逾期，为本系统所定；270 天与 360 ' +
      '天的界限取自公开的征求意见稿',
    en:
      'The tolerance of 0.50 for each instalment (a payment rounded by the payer is no ' +
      'arrears) is ours; the limits of 270 and 360 days were seen in the published draft ' +
      'of the order.',
  },
  check: (body) => {
    const limits = [
      body.specialMentionAbove,
      body.substandardAbove,
      body.doubtfulAbove,
      body.lossAbove,
    ];
    const rising = limits.every((limit, at) => at === 0 || limits[at - 1]! < limit);
    return rising
      ? []
      : [
          {
            at: 'substandardAbove',
            zh: '各类天数应逐级升高',
            en: 'The limits must rise from class to class',
          },
        ];
  },
};
