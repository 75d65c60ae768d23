import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';
import { pagesPhrases } from './messages/pages.ts';
import { refusalsPhrases } from './messages/refusals.ts';

export const attributionMessages = phrases({
  ...pagesPhrases,
  ...refusalsPhrases,
  'attribution.notices.kind': { zh: '业绩归属', en: 'Attribution' },
  'attribution.notice.dispute_opened': {
    zh: '{name} 就 {quarter} 的业绩与您提出争议 {no}，{dueDay} 前裁决',
    en: '{name} disputes a result of {quarter} with you ({no}); it is ruled by {dueDay}',
  },
  'attribution.notice.dispute_ruled': {
    zh: '业绩争议 {no}（{quarter}）已裁决：{reason}',
    en: 'Dispute {no} of {quarter} was ruled: {reason}',
  },
  'attribution.hold_dispute': {
    zh: '客户 {customer} 的 {quarter} 业绩在争议 {no} 中（裁决期限 {due}）；裁决或撤回后再办理（公海规则）',
    en: 'The results of customer {customer} in {quarter} are in dispute {no} (ruling due {due}); go on once it is ruled or withdrawn (policy "The pool")',
  },
  'attribution.unit.fen_days': { zh: '积数', en: 'Product' },
  'attribution.unit.fen': { zh: '金额', en: 'Amount' },
  'attribution.unit.count': { zh: '数量', en: 'Count' },
  'attribution.unit.customer_days': { zh: '户日', en: 'Customer-days' },
  'attribution.dimension.person': { zh: '人员', en: 'Person' },
  'attribution.dimension.branch': { zh: '机构', en: 'Branch' },
  'attribution.dimension.department': { zh: '部门', en: 'Department' },
  'attribution.unassigned': { zh: '未分配', en: 'Unassigned' },
  'attribution.disputed': { zh: '争议冻结', en: 'Disputed' },
  'attribution.rule.days_owned': { zh: '按管户天数和份额', en: 'By days owned and shares' },
  'attribution.rule.month_end': {
    zh: '按月末管户人和份额',
    en: 'By the owners of the month’s last day',
  },
  'attribution.rule.lead_on_first_day': {
    zh: '归开户当日主办',
    en: 'To the lead of the first day',
  },
  'attribution.rule.several': { zh: '多条规则，见各月', en: 'Several rules, see the months' },
  'attribution.rule.contract': { zh: '按分成协议', en: 'By a signed agreement' },
  'attribution.rule.referral': { zh: '按转介份额', en: 'By the share of a referral' },
  'attribution.rule.referral_tail': {
    zh: '按转介尾期份额',
    en: 'By the tail of a referral',
  },
  'attribution.rule.product_rule': {
    zh: '按产品规则表（主办、协办）',
    en: 'By the rule table of products (lead, assist)',
  },
  'attribution.rule.kept': {
    zh: '移交后业绩留给原客户经理',
    en: 'Credit kept by the former RM after a hand-over',
  },
  'attribution.rule.disputed': { zh: '争议冻结，待裁决', en: 'Frozen by a dispute' },
  'attribution.rule.ruling': { zh: '按争议裁决', en: 'By the ruling on a dispute' },
  'attribution.rule.correction': {
    zh: '已封账季度的裁决更正',
    en: 'Correction of a sealed quarter by a ruling',
  },
  'attribution.rule.lead_on_day': { zh: '归发生当日主办', en: 'To the lead of that day' },
  'attribution.rule.shares_on_day': {
    zh: '按发生当日的份额',
    en: 'By the shares of that day',
  },
  'attribution.rule.booked': { zh: '归账务机构', en: 'Where it is booked' },
  'attribution.rule.departments': { zh: '按部门归属规则', en: 'By the rules of departments' },
  'attribution.policy.spread': { zh: '分摊方法', en: 'Spread' },
  'attribution.policy.contribution': { zh: '综合贡献', en: 'Contribution' },
  'attribution.policy.fee_income': { zh: '中间业务收入', en: 'Fee income' },
  'attribution.policy.departments': {
    zh: '部门规则（自上而下，先中先用）',
    en: 'Rules of departments, first that fits',
  },
  'attribution.policy.business': { zh: '业务', en: 'Business' },
  'attribution.policy.customer': { zh: '客户', en: 'Customer' },
  'attribution.policy.department': { zh: '部门', en: 'Department' },
  'attribution.policy.sources': {
    zh: '归属来源（按顺序，先中先用）',
    en: 'Sources, first that decides',
  },
  'attribution.policy.source': { zh: '来源', en: 'Source' },
  'attribution.policy.on': { zh: '启用', en: 'On' },
  'attribution.policy.productRules': {
    zh: '产品规则表（自上而下，先中先用）',
    en: 'Rule table of products, first that fits',
  },
  'attribution.policy.products': { zh: '产品（空为全部）', en: 'Products (none: all)' },
  'attribution.policy.referral': { zh: '转介', en: 'Referral' },
  'attribution.policy.lead': {
    zh: '有协办时主办占其余的份额（空为按登记份额）',
    en: "Lead's share of the rest where somebody assists (none: as on record)",
  },
  'attribution.policy.windowMonths': { zh: '全额窗口（月）', en: 'Window (months)' },
  'attribution.policy.tailMonths': { zh: '尾期（月）', en: 'Tail (months)' },
  'attribution.policy.tailShare': { zh: '尾期占转介份额', en: 'Tail, of the share' },
  'attribution.policy.dispute': { zh: '争议', en: 'Disputes' },
  'attribution.policy.openWorkingDays': {
    zh: '提出期限（关账后工作日）',
    en: 'To open (working days after the closing)',
  },
  'attribution.policy.ruleWorkingDays': {
    zh: '裁决期限（工作日）',
    en: 'To rule (working days)',
  },
  'attribution.policy.shadow': {
    zh: '备忘双计规则（不入总数，不计酬）',
    en: 'Memo rules (in no total, never paid)',
  },
  'attribution.policy.key': { zh: '键', en: 'Key' },
  'attribution.policy.name': { zh: '名称', en: 'Name' },
  'attribution.policy.to': { zh: '计给', en: 'Shown to' },
  'attribution.policy.share': { zh: '份额', en: 'Share' },
  'attribution.to.referrer_unit': { zh: '转介人所在机构', en: 'Unit of the referrer' },
  'attribution.to.assist_unit': { zh: '协办人所在机构', en: 'Units of those who assist' },
  'attribution.to.department': { zh: '指定部门', en: 'A named department' },
  'attribution.contribution.days_owned': { zh: '按管户天数', en: 'By days owned' },
  'attribution.fee_income.days_owned': { zh: '按管户天数', en: 'By days owned' },
  'attribution.contribution.month_end': { zh: '按月末管户', en: 'By month-end' },
  'attribution.fee_income.month_end': { zh: '按月末管户', en: 'By month-end' },
  'attribution.customer.corporate': { zh: '公司', en: 'Corporate' },
  'attribution.customer.individual': { zh: '个人', en: 'Individual' },
  'attribution.customer.any': { zh: '任何', en: 'Any' },
  'attribution.department.product': { zh: '产品所属部门', en: "The product's department" },
});

export const refuse = refuserOf(attributionMessages);
