import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const expensesMessages = phrases({
  'expenses.note.granted': {
    zh: '公关费额度合计 {quota}，营销费用合计 {allowance}（{staff} 人）',
    en: 'Quotas {quota}, allowances {allowance} in all ({staff} persons)',
  },
  'expenses.title': { zh: '营销费用', en: 'Marketing expenses' },
  'expenses.balances': { zh: '本季余额', en: 'Left this quarter' },
  'expenses.none': {
    zh: '还没有费用记录：开启季度时按等级和贡献发放额度',
    en: 'No entries yet: opening a quarter grants money by grade and contribution',
  },
  'expenses.rule.quota': {
    zh: '固定公关费 = 等级月额度 × 3',
    en: 'Quota = monthly quota of the grade × 3',
  },
  'expenses.rule.allowance': {
    zh: '营销费用 = 等级比例 × 上季本人客户贡献（亏损不计）',
    en: 'Allowance = rate of the grade × own contribution of the previous quarter (never below 0)',
  },
  'expenses.purse.quota': { zh: '公关费额度', en: 'Quota' },
  'expenses.purse.allowance': { zh: '营销费用', en: 'Allowance' },
  'expenses.kind.granted': { zh: '发放', en: 'Granted' },
  'expenses.kind.reserved': { zh: '预占', en: 'Reserved' },
  'expenses.kind.used': { zh: '使用', en: 'Used' },
  'expenses.kind.returned': { zh: '退回', en: 'Returned' },
  'expenses.kind.expired': { zh: '过期', en: 'Expired' },
  'expenses.field.entryId': { zh: '编号', en: 'Entry' },
  'expenses.field.quarter': { zh: '季度', en: 'Quarter' },
  'expenses.field.staffNo': { zh: '工号', en: 'Staff no.' },
  'expenses.field.name': { zh: '姓名', en: 'Name' },
  'expenses.field.unitName': { zh: '机构', en: 'Unit' },
  'expenses.field.purse': { zh: '类别', en: 'Purse' },
  'expenses.field.kind': { zh: '动作', en: 'Kind' },
  'expenses.field.amount': { zh: '金额', en: 'Amount' },
  'expenses.field.granted': { zh: '发放', en: 'Granted' },
  'expenses.field.left': { zh: '余额', en: 'Left' },
  'expenses.field.enteredAt': { zh: '时间', en: 'Entered' },
  'expenses.field.explanation': { zh: '计算', en: 'How' },
  'expenses.formula.quota': {
    zh: '额度 = 等级月额度 × 3',
    en: 'Quota = monthly quota of the grade × 3',
  },
  'expenses.formula.allowance': {
    zh: '营销费用 = 等级比例 × max（0，上季本人客户贡献）',
    en: 'Allowance = rate of the grade × max(0, contribution of the previous quarter)',
  },
  'expenses.input.level': { zh: '等级', en: 'Grade' },
  'expenses.input.quotaPerMonthFen': { zh: '月额度', en: 'Quota a month' },
  'expenses.input.gradeRate': { zh: '等级比例', en: 'Rate of the grade' },
  'expenses.input.contributionFen': {
    zh: '上季本人客户贡献',
    en: 'Contribution of the previous quarter',
  },
  'expenses.input.previousQuarter': { zh: '上季', en: 'Previous quarter' },
  'expenses.left_title': { zh: '{quarter} 可用余额', en: 'Left in {quarter}' },
  'expenses.left_none': {
    zh: '{quarter} 还没有发放额度：开启该季度时发放',
    en: 'Nothing is granted for {quarter} yet: opening the quarter grants it',
  },
  'expenses.granted_total': { zh: '发放合计', en: 'Granted in all' },
  'expenses.left_total': { zh: '可用余额合计', en: 'Left in all' },
  'expenses.used_share': { zh: '已使用', en: 'Used' },
  'expenses.level.trainee': { zh: '见习', en: 'Trainee' },
  'expenses.level.junior': { zh: '初级', en: 'Junior' },
  'expenses.level.middle': { zh: '中级', en: 'Middle' },
  'expenses.level.senior': { zh: '高级', en: 'Senior' },
  'expenses.formula.left': { zh: '余额 = 发放 − 使用', en: 'Left = granted − used' },
  'expenses.input.grantedFen': { zh: '发放', en: 'Granted' },
  'expenses.input.usedFen': { zh: '使用', en: 'Used' },
});

export const refuse = refuserOf(expensesMessages);
