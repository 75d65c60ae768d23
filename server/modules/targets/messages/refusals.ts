/** Why a target, a plan, a letter or an amendment is refused. */
export const refusalsPhrases = {
  'targets.unit_unknown': {
    zh: '没有这个机构，或不在您的范围内',
    en: 'There is no such unit in your scope',
  },
  'targets.staff_unknown': {
    zh: '没有这位客户经理的目标，或不在您的范围内',
    en: 'There are no targets of this RM in your scope',
  },
  'targets.letter_unknown': {
    zh: '没有这份责任书，或不在您的范围内',
    en: 'There is no such letter in your scope',
  },
  'targets.plan_negative': {
    zh: '“{metricZh}”的计划不能为负：{amount}',
    en: 'The plan of "{metric}" cannot be negative: {amount}',
  },
  'targets.plan_of_level': {
    zh: '{metricZh} 是限额指标，不能按机构汇总，不设机构计划',
    en: '{metric} is a limit that cannot be summed: a unit has no plan for it',
  },
  'targets.letter_adopted': {
    zh: '责任书 {letterNo} 为补建季度按制度认定，不签署',
    en: 'Letter {letterNo} was adopted for a past quarter and is not signed',
  },
  'targets.letter_already_signed': {
    zh: '责任书 {letterNo} 的{sideZh}一方已由 {signer} 签署',
    en: 'Letter {letterNo} was already signed for the side "{side}" by {signer}',
  },
  'targets.letter_not_own_not_allowed': {
    zh: '责任书 {letterNo} 属于 {name}，客户经理一方只能由本人签署',
    en: 'Letter {letterNo} belongs to {name}: only he signs for the RM',
  },
  'targets.letter_bank_side_not_allowed': {
    zh: '银行一方由客户经理的团队主管或行长签署，且不能是客户经理本人',
    en: 'For the bank the RM’s team head or branch president signs, never the RM himself',
  },
  'targets.letter_text_differs': {
    zh: '您看到的文本与责任书 {letterNo} 不一致，请刷新后重新阅读再签署',
    en: 'The text you read is not that of letter {letterNo}: reload, read and sign again',
  },
  'targets.letter_withdrawn': {
    zh: '责任书 {letterNo} 已由银行撤回',
    en: 'Letter {letterNo} was withdrawn by the bank',
  },
  'targets.letter_replaced': {
    zh: '责任书 {letterNo} 已被新版本替代，请在新版本上办理',
    en: 'Letter {letterNo} was replaced by a later version: use that one',
  },
  'targets.letter_not_sent': {
    zh: '责任书 {letterNo} 还是草稿，发送后才能办理',
    en: 'Letter {letterNo} is still a draft: it must be sent first',
  },
  'targets.letter_already_sent': {
    zh: '责任书 {letterNo} 已经发送',
    en: 'Letter {letterNo} has been sent already',
  },
  'targets.letter_not_read': {
    zh: '请先打开并阅读责任书 {letterNo}',
    en: 'Open and read letter {letterNo} first',
  },
  'targets.letter_refusal_waits': {
    zh: '{name} 已拒绝签署责任书 {letterNo}：先出新版本或撤回，银行一方不能签署',
    en: '{name} has refused letter {letterNo}: issue a new version or withdraw it; the bank cannot sign it',
  },
  'targets.letter_already_refused': {
    zh: '责任书 {letterNo} 您已拒绝，等待银行答复',
    en: 'You have refused letter {letterNo} already; the bank will answer',
  },
  'targets.letter_signed_by_rm': {
    zh: '责任书 {letterNo} 客户经理已签署，只能以补充书变更',
    en: 'The RM has signed letter {letterNo}: only an amendment changes it now',
  },
  'targets.letter_nothing_waits': {
    zh: '责任书 {letterNo} 没有等待客户经理办理的事，不需催办',
    en: 'Letter {letterNo} does not wait for the RM: there is nothing to remind of',
  },
  'targets.letter_reminded_today': {
    zh: '责任书 {letterNo} 今天已经催办过',
    en: 'The RM was reminded of letter {letterNo} today already',
  },
  'targets.letter_year_over': {
    zh: '{year} 年度各季度均已关账，不能再出新版本',
    en: 'Every quarter of {year} is closed: there is nothing left to change',
  },
  'targets.amendment_unknown': {
    zh: '没有这份补充书，或不在您的范围内',
    en: 'There is no such amendment in your scope',
  },
  'targets.amendment_of_unsigned': {
    zh: '责任书 {letterNo} 尚未由双方签署：未签署的以新版本变更，补充书只用于已生效的责任书',
    en: 'Letter {letterNo} is not signed by both: replace it by a new version; amendments are for letters in force',
  },
  'targets.amendment_open': {
    zh: '责任书 {letterNo} 的补充书 {amendmentNo} 还在办理，签署或终止后再提出',
    en: 'Amendment {amendmentNo} of letter {letterNo} is still open: sign or end it first',
  },
  'targets.amendment_other_year': {
    zh: '{quarter} 不属于这份责任书的年度',
    en: '{quarter} is not in the year of this letter',
  },
  'targets.amendment_sealed': {
    zh: '{quarter} 已封账，其目标不能再变；请选择之后的季度',
    en: '{quarter} is sealed and its targets are final: choose a later quarter',
  },
  'targets.amendment_closed': {
    zh: '{quarter} 已关账，其目标不能再变；请选择之后的季度',
    en: '{quarter} is closed and its targets no longer change: choose a later quarter',
  },
  'targets.amendment_ended': {
    zh: '责任书 {letterNo} 的补充书 {amendmentNo} 已终止',
    en: 'Amendment {amendmentNo} of letter {letterNo} has ended',
  },
  'targets.amendment_in_force': {
    zh: '责任书 {letterNo} 的补充书 {amendmentNo} 已生效，只能另签补充书变更',
    en: 'Amendment {amendmentNo} of letter {letterNo} is in force: only another one changes it',
  },
  'targets.metric_unknown': {
    zh: '没有为指标 {metric} 定过目标',
    en: 'There are no targets in the metric {metric}',
  },
  'targets.change_nothing': {
    zh: '没有任何变更：各项目标与现行数字相同',
    en: 'Nothing changes: every target is the one in force',
  },
  'targets.change_of_missing': {
    zh: '责任书中没有“{metricZh}”这一指标',
    en: 'The letter has no metric "{metric}"',
  },
  'targets.change_twice': {
    zh: '“{metricZh}”填了两次',
    en: '"{metric}" is given twice',
  },
  'targets.change_out_of_range': {
    zh: '“{metricZh}”的目标 {annual} 超出范围：不能为负，比率不能超过 100%',
    en: 'The target {annual} of "{metric}" is out of range: not negative, and a rate at most 100 %',
  },
  'targets.plan_changed': {
    zh: '“{metricZh}”的计划在您查看之后已被他人更改，未保存；请刷新后再录入',
    en: 'Somebody entered the plan of "{metric}" after you looked; nothing was saved: reload and enter again',
  },
} as const;
