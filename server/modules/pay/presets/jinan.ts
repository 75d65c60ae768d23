import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { assumedBase, each, frame, metric, piece } from './frame.ts';

/** Microcredit bank A, Jinan (domain rules 3.2-3; G39). */
export const jinan: PolicyPreset<PaySchemeText> = {
  key: 'microcredit_jinan',
  title: { zh: '小微信贷方案（济南）', en: 'Microcredit scheme (Jinan)' },
  source: '济南小微信贷客户经理薪酬程序 TYNEW（domain rules 3.2-3）',
  note: {
    zh:
      '来源是程序：单价 A、B、D，系数 F、R，逾期单价 J 都是参数，没有数值，此处金额为假定；' +
      '月均贷款 ×（利率 − FTP）÷ 12 × F × R 因保证方式而异，作为核定数据录入。' +
      '风险金分段是来源所给（按月）；程序对 2,000 元以下一律扣 200 元是错误，这里按 10 %。' +
      '返还自第 4 年起每年为上年末余额的三分之一，减责任使用：照字面每年取余额的三分之一。' +
      '指标须先采用指标目录的“公开薪酬方案所需指标”。',
    en:
      'The source is a program: unit prices A, B, D, factors F, R and the price J of overdues' +
      ' are ' +
      'parameters without numbers; the amounts here are ASSUMED. Average loan × (rate − FTP) ' +
      '÷ 12 ' +
      '× F × R differs by guarantee and is entered as a certified figure. The slices of the risk ' +
      'deposit are the source’s (by the month); that the program takes a flat 200 up to 2,000 is ' +
      'its fault: here it is 10 %. From year 4 a third of last year-end’s balance comes back ' +
      'each ' +
      'year, less what was used: read literally. Its metrics are those of the catalogue preset ' +
      '“metrics of published pay schemes”.',
  },
  body: {
    ...frame,
    items: [
      assumedBase,
      piece('lead', '主办贷款', 'Loans as lead', { metric: 'loans_granted', price: each(150) }),
      piece('assist', '协办贷款', 'Loans assisted', { metric: 'loans_assisted', price: each(100) }),
      piece('maintained', '维护客户', 'Customers maintained', {
        metric: 'maintained_customers',
        price: each(20),
      }),
      {
        kind: 'certified',
        key: 'margin',
        name: { zh: '贷款利差绩效', en: 'Margin of loans' },
        metric: 'loan_margin_pay',
      },
      {
        kind: 'by_grade',
        key: 'external_hire',
        name: { zh: '外聘人员津贴', en: 'Allowance of external hires' },
        part: 'bonus',
        amounts: { trainee: '50000', junior: '50000', middle: '50000', senior: '50000' },
        when: [
          { value: metric('external_hire'), atLeast: '1' },
          { value: metric('loans_granted'), atLeast: '2' },
        ],
      },
      {
        kind: 'risk_deposit',
        key: 'risk_money',
        name: { zh: '风险金', en: 'Risk deposit' },
        items: ['lead', 'assist', 'maintained', 'margin'],
        per: 'month',
        slices: [
          { from: '1500000', share: '500000' },
          { from: '800000', share: '400000' },
          { from: '500000', share: '300000' },
          { from: '200000', share: '200000' },
          { from: '0', share: '100000' },
        ],
        release: { after: 'years', fromYear: 4, parts: 3 },
        usedMetric: 'risk_money_used',
      },
      {
        kind: 'deduction',
        key: 'overdue',
        name: { zh: '逾期笔数', en: 'Overdue loans' },
        of: metric('overdue_items'),
        take: { by: 'price', price: each(50) },
      },
      {
        kind: 'deduction',
        key: 'overdue_days',
        name: { zh: '逾期天数', en: 'Days overdue' },
        of: metric('overdue_days'),
        take: { by: 'price', price: each(5) },
      },
    ],
  },
};
