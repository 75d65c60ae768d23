import { phrases } from '../../../../core/messages.ts';

/** Words of the quarter's steps: marks, publication, objections, the year's score. */
export const cycleMessages = phrases({
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
  'assessment.policy.ratersMin': { zh: '最少评分人数', en: 'Fewest raters' },
  'assessment.policy.dropExtremesFrom': {
    zh: '去掉最高最低的起点（人数）',
    en: 'Highest and lowest drop from (raters)',
  },
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
