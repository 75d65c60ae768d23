import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { assumedBase, frame, piece, shareOf } from './frame.ts';

/** Wealth managers: self-made and referred units (domain rules 7; G19). */
export const referralSplit: PolicyPreset<PaySchemeText> = {
  key: 'referral_split',
  title: { zh: '理财经理转介分成方案', en: 'Wealth managers, referral split' },
  source: '庆阳分行理财经理考核方案 QINGYANG（domain rules 7）',
  note: {
    zh:
      '按产品单价计出的金额分自营和转介两部分；来源没有标明哪些产品属转介，也没有写分成比例，转介部分经理与介绍人各 50 % 为假定。' +
      '三个金额由一人录入、另一人核定。基本工资为假定。指标须先采用指标目录的“公开薪酬方案所需指标”。',
    en:
      'The amounts at unit prices by product fall into self-made and referred ones; the source ' +
      'marks neither which products are referred nor the shares: half to the manager and half to ' +
      'who referred is ASSUMED. The three amounts are entered by one person and certified by ' +
      'another. Base pay is ASSUMED. Its metrics are those of the catalogue preset “metrics of ' +
      'published pay schemes”.',
  },
  body: {
    ...frame,
    items: [
      assumedBase,
      {
        kind: 'piece',
        key: 'self_made',
        name: { zh: '自营产品', en: 'Self-made' },
        of: {
          of: [
            { metric: 'wealth_units_pay' },
            { metric: 'wealth_referred_in_pay', weight: '-1000000' },
          ],
        },
        price: shareOf(1_000_000),
      },
      piece('referred_in', '他人转介来的产品', 'Referred to him', {
        metric: 'wealth_referred_in_pay',
        price: shareOf(500_000),
      }),
      piece('referred_out', '转介给他人的产品', 'Referred by him', {
        metric: 'wealth_referred_out_pay',
        price: shareOf(500_000),
      }),
    ],
  },
};
