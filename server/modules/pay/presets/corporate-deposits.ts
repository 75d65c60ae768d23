import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { assumedBase, frame, metric } from './frame.ts';

/** Corporate deposits pro rata from a threshold (domain rules 3.2-5; G40). */
export const corporateDeposits: PolicyPreset<PaySchemeText> = {
  key: 'corporate_deposits',
  title: { zh: '对公存款方案', en: 'Corporate deposit scheme' },
  source: '某行对公客户经理薪酬方案 TUDIAO（domain rules 3.2-5）',
  note: {
    zh:
      '对公存款日均 2 亿元对应全年 70 万元，自 2,000 万元起按比例，不足 2,000 万元只发基本工资；按季发放全年金额的进度，减本年已发，不倒扣。' +
      '来源“认领的存量客户只计上年末以来的增量、未认领的归支行”须由业绩归属的协议和指标“存款日均增量”落实，此处按全部对公日均计。基本工资为假定。',
    en:
      'A daily average of 200 million in corporate deposits is worth 700,000 yuan a year, pro' +
      ' rata ' +
      'from 20 million; below that base pay only. Each quarter pays the year’s amount by its ' +
      'progress less what was paid, and takes nothing back. “Claimed stock counts only its ' +
      'increment, unclaimed stays with the branch” is a matter of attribution agreements and of ' +
      'the increment metric: here all corporate deposits count. Base pay is ASSUMED.',
  },
  body: {
    ...frame,
    items: [
      assumedBase,
      {
        kind: 'pro_rata',
        key: 'deposits',
        name: { zh: '对公存款绩效', en: 'Corporate deposits' },
        of: { ...metric('corporate_average'), span: 'year' },
        amount: '70000000',
        reference: '20000000000',
        threshold: '2000000000',
        period: 'annual',
      },
    ],
  },
};
