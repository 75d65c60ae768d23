import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { frame, metric } from './frame.ts';

/** Ten grades, highest first: yearly profit and weighted deposits in 万, pay a month in yuan. */
const grades: readonly (readonly [profit: number, deposits: number, pay: number])[] = [
  [200, 10_000, 15_000],
  [160, 8_000, 13_000],
  [130, 6_500, 11_500],
  [100, 5_000, 10_000],
  [80, 4_000, 8_800],
  [60, 3_000, 7_700],
  [40, 2_000, 6_700],
  [25, 1_200, 5_800],
  [15, 600, 5_000],
  [0, 0, 4_200],
];

const fenOfWan = (wan: number) => String(wan * 1_000_000);

/** A rural bank's ten grades by profit AND deposits (domain rules 1.1, 2.1; G40). */
export const tenGrade: PolicyPreset<PaySchemeText> = {
  key: 'ten_grades',
  title: { zh: '十级方案（农商行）', en: 'Ten grades (rural bank)' },
  source: '某农商行客户经理考核办法 TENGRADE（domain rules 1.1）',
  note: {
    zh:
      '每季按全年模拟利润和加权存款日均重新定级，两项都须达到，才得该级工资；存款权重：保证金 0.3、储蓄 1.1 为来源所给。' +
      '来源各级的界限和金额没有公布，此表的数字为假定。利润为年初至今累计，前三季自然偏低（来源未说明是否折年）。',
    en:
      'Graded anew each quarter by yearly simulated profit and weighted daily deposits: both ' +
      'must ' +
      'be reached. The weights (margins 0.3, savings 1.1) are the source’s; the bounds and am' +
      'ounts ' +
      'of its ten grades are not published: those here are ASSUMED. Profit is the year to date, ' +
      'hence low in the first quarters (the source does not say whether it is annualised).',
  },
  body: {
    ...frame,
    items: [
      {
        kind: 'amount_by_band',
        key: 'grade_pay',
        name: { zh: '等级工资', en: 'Grade pay' },
        part: 'base',
        of: { ...metric('contribution'), span: 'year' },
        also: [
          {
            of: [
              { metric: 'corporate_average' },
              { metric: 'margin_average', weight: '300000' },
              { metric: 'savings_average', weight: '1100000' },
            ],
          },
        ],
        bands: grades.map(([profit, deposits, pay]) => ({
          from: fenOfWan(profit),
          also: [fenOfWan(deposits)],
          amount: String(pay * 300),
        })),
      },
    ],
  },
};
