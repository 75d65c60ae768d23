import { phrases } from '../../../../core/messages.ts';

/** Words of the competence review. */
export const competenceMessages = phrases({
  'assessment.review_part_not_allowed': {
    zh: '评议面向全行，须由数据范围为全行的人力资源人员办理',
    en: 'A review is for the whole bank: it needs an HR officer whose scope is the whole bank',
  },
  'assessment.review_unknown': { zh: '没有这次评议', en: 'There is no such review' },
  'assessment.review_period_invalid': {
    zh: '按现行制度，评议期写成 {expected} 这样；{period} 不符',
    en: 'By the policy in force a period is written like {expected}; {period} is not',
  },
  'assessment.review_not_begun': {
    zh: '{period} 从 {from} 开始，今天是 {today}，还不能评议',
    en: '{period} begins on {from}; today is {today}, it cannot be reviewed yet',
  },
  'assessment.review_twice': {
    zh: '{period} 的评议已经开启',
    en: 'The review of {period} is open already',
  },
  'assessment.review_closed': {
    zh: '{period} 的评议已于 {closedOn} 结束',
    en: 'The review of {period} was closed on {closedOn}',
  },
  'assessment.review_running': {
    zh: '{period} 的评议期到 {dueOn} 为止，{wanted} 份评议表还缺 {missing} 份；收齐或到期后再结束',
    en: 'The review of {period} runs until {dueOn}; {missing} of {wanted} forms are missing. Close it when all are in or the day is over',
  },
  'assessment.review_seat_unknown': {
    zh: '没有这项评议任务，或已免除',
    en: 'There is no such form for you, or it was excused',
  },
  'assessment.review_seat_twice': {
    zh: '{raterNo} 已经是这位客户经理的评议人',
    en: '{raterNo} is a rater of this RM already',
  },
  'assessment.review_own_not_allowed': {
    zh: '不能评议自己',
    en: 'Nobody rates himself',
  },
  'assessment.review_side_unknown': {
    zh: '评议制度没有这一方：{side}',
    en: 'The policy has no such side: {side}',
  },
  'assessment.review_staff_unknown': {
    zh: '没有在职的 {staffNo}；被评议人须是客户经理',
    en: 'There is no {staffNo} in service; whoever is rated must be an RM',
  },
  'assessment.review_form_in': {
    zh: '{raterNo} 已经交表，不能免除',
    en: '{raterNo} has handed in and cannot be excused',
  },
  'assessment.review_dimensions': {
    zh: '每个维度评一次分：应有 {wanted} 个，收到 {given} 个',
    en: 'Each dimension gets one mark: {wanted} are wanted, {given} were given',
  },
  'assessment.form_changed': {
    zh: '您的评议表刚在别处改过，请刷新后再改',
    en: 'Your form was changed elsewhere meanwhile; reload before changing it',
  },
  'assessment.rule.competence': {
    zh: '胜任力评议：多方评分，去掉最高最低，按方和维度加权；不显示任何个人打分',
    en: 'Competence review: marks of several sides, extremes dropped, weighted; no single mark is shown',
  },
  'assessment.formula.competence': {
    zh: '得分 = Σ 维度得分 × 权重；维度得分 = 各方平均的加权平均，四舍五入到百万分之一分',
    en: 'Score = Σ dimension × weight; dimension = weighted mean of the sides’ means, half-up to a millionth',
  },
  'assessment.formula.competence_none': {
    zh: '评议人少于 {reviewRatersLeast} 人：不出结果，以免看出个人打分',
    en: 'Fewer than {reviewRatersLeast} raters: no result, since it would tell who gave what',
  },
  'assessment.input.raters': { zh: '评议人数', en: 'Raters' },
  'assessment.input.reviewRatersLeast': { zh: '最少人数', en: 'Fewest raters' },
  'assessment.input.dropped': {
    zh: '每个维度去掉的分数个数',
    en: 'Marks dropped in each dimension',
  },
  'assessment.input.competence': { zh: '胜任力得分', en: 'Competence score' },
  'assessment.policy.every': { zh: '周期', en: 'Every' },
  'assessment.every.year': { zh: '每年一次', en: 'Year' },
  'assessment.every.half_year': { zh: '每半年一次', en: 'Half year' },
  'assessment.policy.title': { zh: '名称', en: 'Name' },
  'assessment.policy.asks': { zh: '看什么', en: 'What to look at' },
  'assessment.policy.sides': { zh: '评议各方', en: 'Sides' },
  'assessment.policy.side': { zh: '一方', en: 'Side' },
  'assessment.policy.proposed': { zh: '自动提名人数', en: 'Raters proposed' },
  'assessment.policy.reviewRatersLeast': { zh: '最少评议人数', en: 'Fewest raters' },
  'assessment.policy.extremesDropFrom': {
    zh: '去掉最高最低的起点（人数）',
    en: 'Highest and lowest drop from (raters)',
  },
  'assessment.policy.ratingWorkingDays': {
    zh: '评议时间（工作日）',
    en: 'Time for rating (working days)',
  },
  'assessment.side.superior': { zh: '上级', en: 'Superior' },
  'assessment.side.peer': { zh: '同级', en: 'Peer' },
  'assessment.side.department': { zh: '部门', en: 'Department' },
  'assessment.side.customer': { zh: '客户方面', en: 'Customers’ side' },
});
