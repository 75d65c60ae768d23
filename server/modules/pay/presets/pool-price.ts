import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import type { PayItemText } from '../policy/items.ts';
import { frame, metric } from './frame.ts';

/** A rural bank's pool unit price (domain rules 3.2-2; G37). */
export const poolPrice: PolicyPreset<PaySchemeText> = {
  key: 'pool_price',
  title: { zh: '奖池单价方案（农商行）', en: 'Pool unit price (rural bank)' },
  source: '某农商行客户经理绩效考核办法 RRD-WEIGHT（domain rules 3.2-2）',
  note: {
    zh:
      '单价 = 全组岗位绩效之和 × 权重 ÷ 全组业务量，负增量不进分母。来源九项权重中，“借新还旧”“新增逾期”各 10 % 越少越好，' +
      '来源没有写明如何按量分配，未列入，因此奖池只发出 80 %。来源按月定价，本系统按季。' +
      '各级岗位绩效金额和全组范围（分支行）为假定；岗位绩效只作奖池，不另发。',
    en:
      'Price = sum of the group’s post pay × weight ÷ group volume, negative increments outside. ' +
      'Of nine weights the source leaves open how “rolled over” and “newly overdue” loans (10 % ' +
      'each, the fewer the better) are shared by volume: they are left out, so that 80 % of the ' +
      'pot goes out. The source prices by the month, this system by the quarter. Post pay by ' +
      'level ' +
      'and the group (the branch) are ASSUMED; post pay is the pot and is not paid besides.',
  },
  body: {
    ...frame,
    items: [
      {
        kind: 'by_grade',
        key: 'base',
        name: { zh: '基本工资', en: 'Base pay' },
        amounts: { trainee: '300000', junior: '350000', middle: '420000', senior: '500000' },
      },
      {
        kind: 'by_grade',
        key: 'post_pay',
        name: { zh: '岗位绩效（奖池）', en: 'Post pay (the pot)' },
        part: 'bonus',
        basisOnly: true,
        amounts: { trainee: '200000', junior: '350000', middle: '550000', senior: '800000' },
      },
      pool('deposit_stock', '存款存量', 'Deposit stock', 'deposit_average', '300000'),
      pool('deposit_more', '存款增量', 'Deposit increment', 'deposit_increment', '150000'),
      pool('loan_stock', '贷款存量', 'Loan stock', 'loan_average', '100000'),
      pool('loan_more', '贷款增量', 'Loan increment', 'loan_increment', '50000'),
      pool('village_credit', '阳光信贷', 'Open village credits', 'sunshine_credits', '50000'),
      pool('interest', '利息收入', 'Interest income', 'interest_income', '100000'),
      pool('fees', '中间业务', 'Fee income', 'fee_income', '50000'),
    ],
  },
};

function pool(key: string, zh: string, en: string, of: string, weight: string): PayItemText {
  return {
    kind: 'pool',
    key,
    name: { zh, en },
    of: metric(of),
    within: 'branch',
    pot: { by: 'items', items: ['post_pay'], weight },
  };
}
