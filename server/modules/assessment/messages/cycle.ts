import { phrases } from '../../../../core/messages.ts';

/** Words of the quarter's steps: marks, publication, objections, the year's score. */
export const cycleMessages = phrases({
  'assessment.publish_part_not_allowed': {
    zh: '公示面向全行，须由数据范围为全行的人员办理',
    en: 'A publication is for the whole bank: it needs somebody whose scope is the whole bank',
  },
  'assessment.quarter_sealed': {
    zh: '{quarter} 已封账，不再改变；更正请在未封账的季度登记',
    en: '{quarter} is sealed and final; corrections belong into an open quarter',
  },
  'assessment.not_closed': {
    zh: '{quarter} 尚未关账，没有可公示的结果；请财务先关账',
    en: '{quarter} is not closed, so there is nothing to publish; finance closes it first',
  },
  'assessment.already_published': {
    zh: '{quarter} 的有效关账已于 {publishedOn} 公示，异议期至 {objectionsUntil}；重新关账后才需再次公示',
    en: '{quarter} was published on {publishedOn}, objections until {objectionsUntil}; only another closing is published again',
  },
  'assessment.digest_differs': {
    zh: '关账结果已变（摘要 {now}），与您看到的 {seen} 不同；请刷新后再公示',
    en: 'The result has changed (digest {now}) since you saw {seen}; reload before publishing',
  },
  'assessment.marks_newer': {
    zh: '{quarter} 有 {marks} 个评分在本次关账之后登记，尚未计入得分；请重新关账后再公示',
    en: '{marks} marks of {quarter} were entered after this closing and are not in its scores; close again, then publish',
  },
  'assessment.marks_lacking': {
    zh: '定性评分共 {wanted} 项，还有 {lacking} 项评分人不足；请评分人补齐后重新关账',
    en: '{lacking} of {wanted} qualitative marks lack raters; the raters complete them, then close again',
  },
  'assessment.not_published': {
    zh: '{quarter} 的这张考核表尚未公示；公示后才能提出异议',
    en: 'This sheet of {quarter} is not published; objections are open once it is',
  },
  'assessment.window_over': {
    zh: '{quarter} 的异议期到 {until} 为止，今天是 {today}；请向主管反映，可在下一季度更正',
    en: 'Objections to {quarter} were open until {until}; today is {today}. Speak to your head: a correction is possible next quarter',
  },
  'assessment.objection_not_own_not_allowed': {
    zh: '只有本人可以对自己的考核表提出或撤回异议',
    en: 'Only the RM himself may object to his sheet, or withdraw',
  },
  'assessment.line_unknown': {
    zh: '考核表上没有这一项：{metric}',
    en: 'The sheet has no such line: {metric}',
  },
  'assessment.objection_twice': {
    zh: '这一项在本次公示中已提出过异议，请等待答复',
    en: 'You have objected to this line in this publication already; wait for the answer',
  },
  'assessment.objection_unknown': {
    zh: '没有这项异议，或不在您的范围内',
    en: 'There is no such objection, or it is outside your scope',
  },
  'assessment.answered_already': {
    zh: '这项异议已经有结论，不能再次答复；请刷新',
    en: 'This objection has its answer already; reload',
  },
  'assessment.answer_own_not_allowed': {
    zh: '不能答复对本人考核表的异议，请由他人答复',
    en: 'Nobody answers an objection to his own sheet: somebody else does',
  },
  'assessment.answer_figure_not_allowed': {
    zh: '您登记或评定过这个数，不能答复对它的异议，请由他人答复',
    en: 'You entered or marked this figure yourself: somebody else answers the objection',
  },
  'assessment.answer_role_not_allowed': {
    zh: '您的角色不能答复异议',
    en: 'Your roles may not answer objections',
  },
  'assessment.rater_role_not_allowed': {
    zh: '考核流程制度没有把您的角色列为评分人',
    en: 'The policy of the steps does not name your role among the raters',
  },
  'assessment.rater_no_staff_not_allowed': {
    zh: '登录账户没有对应的员工，不能评分；请管理员关联',
    en: 'Your account belongs to no member of staff, so it cannot rate; an administrator links it',
  },
  'assessment.rm_unknown': {
    zh: '{quarter} 末没有这位客户经理，或不在您的范围内',
    en: 'There was no such RM at the end of {quarter}, or he is outside your scope',
  },
  'assessment.mark_own_not_allowed': {
    zh: '不能给自己评分',
    en: 'Nobody marks himself',
  },
  'assessment.mark_line_unknown': {
    zh: '计分方案没有这项定性指标：{metric}',
    en: 'The scoring scheme has no such qualitative line: {metric}',
  },
  'assessment.marks_not_begun': {
    zh: '{quarter} 的评分从 {from} 开始，今天是 {today}',
    en: 'Marks for {quarter} are entered from {from} on; today is {today}',
  },
  'assessment.marks_over': {
    zh: '{quarter} 已于 {publishedOn} 公示，评分不再改变；异议成立后该项会重新开放',
    en: '{quarter} was published on {publishedOn}, marks are final; an upheld objection reopens its line',
  },
  'assessment.mark_changed': {
    zh: '您对 {name} 的这项评分刚在别处改过，请刷新后再改',
    en: 'Your mark for {name} was changed elsewhere meanwhile; reload before changing it',
  },
  'assessment.rule.year': {
    zh: '年度得分：按考核流程制度，由各季考核表得出',
    en: 'Score of the year: from the quarters’ sheets, by the policy of the steps',
  },
  'assessment.formula.year.last_quarter': {
    zh: '年度得分 = 年内最后一张考核表的得分（年初起累计）',
    en: 'Score of the year = score of its last sheet (cumulative since 1 January)',
  },
  'assessment.formula.year.mean_of_quarters': {
    zh: '年度得分 = 各季得分之和 ÷ 季数，四舍五入到百万分之一分',
    en: 'Score of the year = sum of the quarters’ scores ÷ quarters, half-up to a millionth',
  },
  'assessment.input.quarters': { zh: '有考核表的季数', en: 'Quarters with a sheet' },
  'assessment.input.yearScore': { zh: '年度得分', en: 'Score of the year' },
  'assessment.policy.objection': { zh: '异议', en: 'Objection' },
  'assessment.policy.windowWorkingDays': {
    zh: '异议期（工作日）',
    en: 'Window for objections (working days)',
  },
  'assessment.policy.answerWorkingDays': {
    zh: '答复期限（工作日）',
    en: 'Time for the answer (working days)',
  },
  'assessment.policy.marks': { zh: '定性评分', en: 'Qualitative marks' },
  'assessment.policy.raterRoles': { zh: '评分人角色', en: 'Roles that rate' },
  'assessment.policy.lackingRaters': { zh: '评分人不足时', en: 'When raters are lacking' },
  'assessment.lackingRaters.refuse_publication': {
    zh: '不得公示',
    en: 'Publication is refused',
  },
  'assessment.lackingRaters.publish': { zh: '照常公示', en: 'Published all the same' },
  'assessment.policy.backdatedQuarters': { zh: '补开的季度', en: 'Backdated quarters' },
  'assessment.backdatedQuarters.without_window': {
    zh: '不经公示和异议期即可封账',
    en: 'Sealed without publication and window',
  },
  'assessment.backdatedQuarters.with_window': {
    zh: '与其他季度相同',
    en: 'As any other quarter',
  },
  'assessment.policy.yearScore': { zh: '年度得分', en: 'Score of the year' },
  'assessment.yearScore.last_quarter': {
    zh: '最后一季的累计考核表',
    en: 'The last quarter’s cumulative sheet',
  },
  'assessment.yearScore.mean_of_quarters': { zh: '各季平均', en: 'Mean of the quarters' },
});
