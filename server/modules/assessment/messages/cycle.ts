import { phrases } from '../../../../core/messages.ts';

/** Words of the quarter's steps: marks, publication, objections, the year's score. */
export const cycleMessages = phrases({
  'assessment.notices.kind': { zh: '考核', en: 'Assessment' },
  'assessment.notice.published': {
    zh: '您 {quarter} 的考核表已公示，{untilDay} 前可提出异议',
    en: 'Your sheet of {quarter} is published; you may object until {untilDay}',
  },
  'assessment.notice.objection_raised': {
    zh: '有人对 {quarter} 考核表提出异议，请在 {dueDay} 前答复',
    en: 'An objection to a sheet of {quarter}: answer it by {dueDay}',
  },
  'assessment.notice.objection_answered': {
    zh: '您对 {quarter} 考核表的异议已有结论：{verdictZh}',
    en: 'Your objection to the sheet of {quarter} was answered: {verdict}',
  },
  'assessment.cycle.title': { zh: '考核流程', en: 'Steps of the quarter' },
  'assessment.cycle.steps': { zh: '步骤', en: 'Steps' },
  'assessment.cycle.policy': { zh: '期限与规则', en: 'Deadlines and rules' },
  'assessment.cycle.none': {
    zh: '还没有开启过季度',
    en: 'No quarter was opened yet',
  },
  'assessment.step.collect': { zh: '数据', en: 'Collect' },
  'assessment.step.score': { zh: '计分', en: 'Score' },
  'assessment.step.marks': { zh: '定性评分', en: 'Marks' },
  'assessment.step.publish': { zh: '公示', en: 'Publish' },
  'assessment.step.objections': { zh: '异议', en: 'Objections' },
  'assessment.step.seal': { zh: '封账', en: 'Seal' },
  'assessment.step_state.waiting': { zh: '未到', en: 'Later' },
  'assessment.step_state.now': { zh: '当前', en: 'Now' },
  'assessment.step_state.done': { zh: '完成', en: 'Done' },
  'assessment.step_state.not_needed': { zh: '不需要', en: 'Not needed' },
  'assessment.cycle.ended': { zh: '{until} 季末已过', en: 'The quarter ended on {until}' },
  'assessment.cycle.not_ended': {
    zh: '季度到 {until} 结束；此前完成数据导入与核对',
    en: 'The quarter ends on {until}; imports and checks come before',
  },
  'assessment.cycle.uncertified': {
    zh: '{figures} 项人工数据待核定',
    en: '{figures} figures by hand wait for certification',
  },
  'assessment.cycle.not_closed': {
    zh: '尚未关账：由财务关账后得出考核表',
    en: 'Not closed yet: finance closes it, which makes the sheets',
  },
  'assessment.cycle.closed': { zh: '{sheets} 张考核表，关账于', en: '{sheets} sheets, closed' },
  'assessment.cycle.no_marks': {
    zh: '计分方案没有定性指标',
    en: 'The scoring scheme has no qualitative line',
  },
  'assessment.cycle.marks': {
    zh: '{wanted} 项中 {done} 项评分人已够',
    en: '{done} of {wanted} have enough raters',
  },
  'assessment.cycle.own_marks': {
    zh: '我的评分 {done}/{wanted}',
    en: 'My marks {done} of {wanted}',
  },
  'assessment.cycle.newer': {
    zh: '{marks} 个评分在关账之后登记，须重新关账才计入',
    en: '{marks} marks are newer than the closing: close again to count them',
  },
  'assessment.cycle.mark': { zh: '去评分', en: 'Enter marks' },
  'assessment.cycle.without_window': {
    zh: '补开的季度，按制度不经公示即可封账',
    en: 'Backdated: by policy it is sealed without publication',
  },
  'assessment.cycle.may_publish': {
    zh: '可以公示：客户经理看到考核表，异议期开始',
    en: 'May be published: RMs see their sheets and the window begins',
  },
  'assessment.cycle.published': {
    zh: '{day} 由 {publisher} 公示：新 {first}，有变化 {changed}，未变 {same}',
    en: 'Published {day} by {publisher}: {first} new, {changed} changed, {same} the same',
  },
  'assessment.cycle.publish_again': {
    zh: '此后又关过账，请再次公示',
    en: 'closed again since: publish again',
  },
  'assessment.cycle.publish': { zh: '公示', en: 'Publish' },
  'assessment.cycle.republish': { zh: '再次公示', en: 'Publish again' },
  'assessment.cycle.publish_title': { zh: '公示 {quarter}', en: 'Publish {quarter}' },
  'assessment.cycle.publish_words': {
    zh: '{sheets} 名客户经理将看到自己的考核表，并可在异议期内提出异议。',
    en: '{sheets} RMs will see their sheets and may object within the window.',
  },
  'assessment.cycle.republish_words': {
    zh: '结果有变化的考核表重新计算异议期；没有变化的保持原期限。',
    en: 'Changed sheets get a new window; sheets that stayed the same keep their day.',
  },
  'assessment.cycle.lacking': {
    zh: '还有 {lacking} 项定性指标评分人不足。',
    en: '{lacking} qualitative marks still lack raters.',
  },
  'assessment.cycle.until': { zh: '异议期至 {day}', en: 'Open until {day}' },
  'assessment.cycle.tally': {
    zh: '提出 {raised}：待答复 {unanswered}，成立 {upheld}，驳回 {rejected}，撤回 {withdrawn}',
    en: '{raised} raised: {unanswered} waiting, {upheld} upheld, {rejected} rejected, {withdrawn} withdrawn',
  },
  'assessment.cycle.next_due': { zh: '最早答复期限 {day}', en: 'first answer due {day}' },
  'assessment.cycle.unapplied': {
    zh: '{unapplied} 项成立的异议待重新关账',
    en: '{unapplied} upheld wait for another closing',
  },
  'assessment.cycle.overdue': { zh: '{overdue} 项逾期', en: '{overdue} overdue' },
  'assessment.cycle.sealed': { zh: '已封账，结果定稿', en: 'Sealed: the results are final' },
  'assessment.cycle.not_sealed': {
    zh: '异议期满、全部答复后由财务封账',
    en: 'Finance seals when the window is over and every objection answered',
  },
  'assessment.cycle.objections': { zh: '异议', en: 'Objections' },
  'assessment.cycle.fallback': {
    zh: '{years} 年的节假日尚未录入，期限按周一至周五计算',
    en: 'Holidays of {years} are not entered: deadlines count Monday to Friday',
  },
  'assessment.marks.title': { zh: '定性评分', en: 'Qualitative marks' },
  'assessment.marks.hint': {
    zh: '只显示您自己的打分。公示前可以修改；公示后被评人只看到平均分和评分人数。',
    en: 'You see your own marks only and may change them until the publication; then the RM sees the mean and the number of raters.',
  },
  'assessment.marks.none': {
    zh: '没有等您评分的客户经理：本季方案没有定性指标，或范围内没有客户经理',
    en: 'Nothing to mark: the scheme has no qualitative line, or your scope no RM',
  },
  'assessment.marks.waiting': { zh: '待评', en: 'Waiting' },
  'assessment.marks.of_hundred': { zh: '分数（0–100）', en: 'Mark (0–100)' },
  'assessment.marks.enter': { zh: '登记评分', en: 'Enter the mark' },
  'assessment.marks.replace': { zh: '修改评分', en: 'Replace my mark' },
  'assessment.field.mark': { zh: '我的分数', en: 'My mark' },
  'assessment.fault.mark': {
    zh: '写 0 到 100 的数，最多两位小数',
    en: 'Write a number from 0 to 100 with at most two decimals',
  },
  'assessment.field.markedAt': { zh: '评分时间', en: 'Marked' },
  'assessment.field.reason': { zh: '理由', en: 'Reason' },
  'assessment.field.open': { zh: '待评', en: 'Waiting' },
  'assessment.open.yes': { zh: '待评', en: 'Waiting' },
  'assessment.open.no': { zh: '已评', en: 'Marked' },
  'assessment.field.evidence': { zh: '依据', en: 'Evidence' },
  'assessment.help.evidence': {
    zh: '写明凭证、编号、客户或文件，便于核对',
    en: 'Name documents, numbers, customers, so that it can be checked',
  },
  'assessment.field.raisedOn': { zh: '提出日', en: 'Raised' },
  'assessment.field.answerDue': { zh: '答复期限', en: 'Answer due' },
  'assessment.field.verdict': { zh: '结论', en: 'Verdict' },
  'assessment.field.remedy': { zh: '如何更正', en: 'How it is corrected' },
  'assessment.verdict.upheld': { zh: '成立', en: 'Upheld' },
  'assessment.verdict.rejected': { zh: '驳回', en: 'Rejected' },
  'assessment.verdict.withdrawn': { zh: '已撤回', en: 'Withdrawn' },
  'assessment.remedy.this_quarter': {
    zh: '本季重新关账后计入',
    en: 'In this quarter, by closing again',
  },
  'assessment.remedy.next_quarter': { zh: '下季度更正', en: 'By a correction next quarter' },
  'assessment.state.waiting': { zh: '待答复', en: 'Waiting' },
  'assessment.state.overdue': { zh: '逾期', en: 'Overdue' },
  'assessment.state.answered': { zh: '已答复', en: 'Answered' },
  'assessment.objection.waiting': { zh: '待答复', en: 'Waiting' },
  'assessment.objection.overdue': { zh: '逾期', en: 'Overdue' },
  'assessment.objection.none': { zh: '没有异议', en: 'No objection' },
  'assessment.objection.to_sheet': { zh: '打开考核表', en: 'Open the sheet' },
  'assessment.objection.answer': { zh: '答复', en: 'Answer' },
  'assessment.objection.decide': { zh: '结论', en: 'Verdict' },
  'assessment.objection.correction': { zh: '更正内容', en: 'What is corrected' },
  'assessment.objection.send_answer': { zh: '答复', en: 'Send the answer' },
  'assessment.objection.raise': { zh: '提出异议', en: 'Object' },
  'assessment.objection.withdraw': { zh: '撤回异议', en: 'Withdraw' },
  'assessment.objection.send': { zh: '提交异议', en: 'Send the objection' },
  'assessment.objection.line': { zh: '哪一项', en: 'Which line' },
  'assessment.objection.hint': {
    zh: '每一项在一次公示中只能提出一次；由与这个数无关的人在期限内答复。',
    en: 'Each line once in a publication; somebody who did not make the figure answers in time.',
  },
  'assessment.metric.total': { zh: '整张考核表', en: 'The sheet as a whole' },
  'assessment.publication.title': { zh: '公示与异议', en: 'Publication and objections' },
  'assessment.publication.none': {
    zh: '尚未公示：客户经理本人还看不到',
    en: 'Not published yet: the RM himself does not see it',
  },
  'assessment.publication.open': { zh: '异议期内', en: 'Open to objection' },
  'assessment.publication.over': { zh: '异议期已过', en: 'Window over' },
  'assessment.publication.days': {
    zh: '{published} 公示，异议期至 {until}',
    en: 'Published {published}, objections until {until}',
  },
  'assessment.publication.superseded': {
    zh: '此后又关过账，新结果公示后可在考核表列表看到',
    en: 'Closed again since: the new sheet is in the list once it is published',
  },
  'assessment.change.changed': {
    zh: '与上次公示相比有变化',
    en: 'changed since the publication before',
  },
  'assessment.change.same': { zh: '与上次公示相同', en: 'same as in the publication before' },
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
  'assessment.raterRoles.team_head': { zh: '团队主管', en: 'Team head' },
  'assessment.raterRoles.branch_president': { zh: '行长', en: 'Branch president' },
  'assessment.raterRoles.department_officer': { zh: '部门人员', en: 'Department officer' },
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
