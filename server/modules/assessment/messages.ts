import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const assessmentMessages = phrases({
  'assessment.sheet_unknown': {
    zh: '没有这张考核表，或不在您的范围内',
    en: 'There is no such sheet, or it is outside your scope',
  },
  'assessment.note.sheets': {
    zh: '{sheets} 张考核表，平均 {average} 分',
    en: '{sheets} sheets, {average} points on average',
  },
  'assessment.note.without_targets': {
    zh: '{staff} 名客户经理没有目标',
    en: '{staff} RMs have no targets',
  },
  'assessment.title': { zh: '季度考核表', en: 'Assessment sheets' },
  'assessment.sheet': { zh: '考核表', en: 'Sheet' },
  'assessment.lines': { zh: '指标', en: 'Metrics' },
  'assessment.history': { zh: '历史得分', en: 'Earlier quarters' },
  'assessment.bands': { zh: '评级分布', en: 'Bands' },
  'assessment.drill': { zh: '看明细客户', en: 'Open the customers' },
  'assessment.none': {
    zh: '还没有考核表：季度关账后自动生成',
    en: 'No sheets yet: closing a quarter makes them',
  },
  'assessment.formula': { zh: '计算过程', en: 'How it was computed' },
  'assessment.rule.linear': {
    zh: '线性：得分 = 满分 × 实际 ÷ 目标，有下限和封顶',
    en: 'Linear: score = full mark × actual ÷ target, with floor and cap',
  },
  'assessment.rule.step': {
    zh: '步进：每超过或低于目标一个步长加减分',
    en: 'Steps: points for each whole step above or below the target',
  },
  'assessment.rule.deduct': {
    zh: '扣分：每超出一个步长扣分，有最大扣分',
    en: 'Deduction: points off for each step of excess, up to a maximum',
  },
  'assessment.rule.band': {
    zh: '分段：按完成率所在分段给分',
    en: 'Bands: points of the band that the completion falls into',
  },
  'assessment.rule.total': {
    zh: '合计：各项之和，封顶，再过门槛',
    en: 'Total: sum of the lines, capped, then the gates',
  },
  'assessment.field.sheetId': { zh: '编号', en: 'Sheet' },
  'assessment.field.quarter': { zh: '季度', en: 'Quarter' },
  'assessment.field.staffNo': { zh: '工号', en: 'Staff no.' },
  'assessment.field.name': { zh: '姓名', en: 'Name' },
  'assessment.field.unitName': { zh: '机构', en: 'Unit' },
  'assessment.field.sequence': { zh: '序列', en: 'Ladder' },
  'assessment.field.level': { zh: '等级', en: 'Grade' },
  'assessment.field.total': { zh: '得分', en: 'Score' },
  'assessment.field.points': { zh: '各项合计', en: 'Sum of lines' },
  'assessment.field.band': { zh: '评级', en: 'Band' },
  'assessment.field.sealed': { zh: '已封账', en: 'Sealed' },
  'assessment.field.metric': { zh: '指标', en: 'Metric' },
  'assessment.field.weight': { zh: '满分', en: 'Full mark' },
  'assessment.field.target': { zh: '累计目标', en: 'Target to date' },
  'assessment.field.actual': { zh: '累计实际', en: 'Actual to date' },
  'assessment.field.completion': { zh: '完成率', en: 'Completion' },
  'assessment.field.score': { zh: '得分', en: 'Score' },
  'assessment.field.scoring': { zh: '计分方式', en: 'Scoring' },
  'assessment.scoring.linear': { zh: '线性', en: 'Linear' },
  'assessment.scoring.step': { zh: '步进', en: 'Steps' },
  'assessment.scoring.deduct': { zh: '扣分', en: 'Deduction' },
  'assessment.scoring.band': { zh: '分段', en: 'Bands' },
  'assessment.metric.deposit_average': { zh: '存款日均', en: 'Daily average deposits' },
  'assessment.metric.loan_average': { zh: '贷款日均', en: 'Daily average loans' },
  'assessment.metric.contribution': { zh: '客户综合贡献', en: 'Contribution' },
  'assessment.metric.fee_income': { zh: '中间业务收入', en: 'Fee income' },
  'assessment.metric.new_customers': { zh: '新增客户', en: 'New customers' },
  'assessment.metric.npl_rate': { zh: '不良率', en: 'NPL rate' },
});

export const refuse = refuserOf(assessmentMessages);
