import type { CatalogueInput } from './shape.ts';

type MetricInput = CatalogueInput['metrics'][number];
type Over = 'sum' | 'mean' | 'latest';

/**
 * Metrics that no record of the system gives: entered by one person with evidence and certified by
 * another. Columns: key, name, unit, direction, how quarters come together, least, most, value
 * while nothing is certified.
 */
export const manualMetrics: MetricInput[] = [
  entry('visits', '客户走访', 'Visits', 'count up sum 0 10000 0', {
    zh: '登记并有记录的客户走访次数',
    en: 'Visits to customers with a record',
    evidence: '走访记录 / visit log',
  }),
  entry('contacts', '月均客户联系', 'Contacts a month', 'count up mean 0 10000 0', {
    zh: '季度内平均每月联系客户次数',
    en: 'Contacts with customers a month, average of the quarter',
    evidence: '联系记录 / contact log',
  }),
  entry(
    'key_coverage',
    '重点客户覆盖率',
    'Key customer coverage',
    'rate up mean 0 1000000 1000000',
    {
      zh: '按标准联系过的重点客户占全部重点客户的比例',
      en: 'Key customers contacted as the standard asks, of all key customers',
      evidence: '重点客户名单和联系记录 / list of key customers and contact log',
    },
  ),
  entry('satisfaction', '客户满意度', 'Satisfaction', 'score up mean 0 5000000 4500000', {
    zh: '满意度调查平均分，满分 5 分；没有调查时按 4.5 分',
    en: 'Mean mark of the survey, 5 at most; 4.5 while there is no survey',
    evidence: '满意度调查结果 / survey result',
  }),
  entry('complaints', '有效投诉', 'Complaints upheld', 'count down sum 0 1000 0', {
    zh: '查实的客户投诉件数',
    en: 'Complaints found justified',
    evidence: '投诉处理单 / complaint file',
  }),
  entry('campaign_absences', '缺席营销活动', 'Campaigns missed', 'count down sum 0 1000 0', {
    zh: '应参加而未参加的营销活动次数',
    en: 'Campaigns that he should have attended and did not',
    evidence: '活动签到表 / attendance list',
  }),
  entry('training_missed', '缺席培训考试', 'Trainings missed', 'count down sum 0 1000 0', {
    zh: '无故缺席的培训和考试次数',
    en: 'Trainings and exams missed without reason',
    evidence: '培训签到表 / attendance list',
  }),
  entry('training_hours_missed', '缺训学时', 'Training hours missed', 'count down sum 0 2000 0', {
    zh: '应完成而未完成的培训学时',
    en: 'Hours of training due and not done',
    evidence: '学时登记 / register of hours',
  }),
  entry('work_refused', '拒绝工作安排', 'Work refused', 'count down sum 0 1000 0', {
    zh: '无故拒绝支行工作安排的次数',
    en: 'Work of the branch refused without reason',
    evidence: '支行书面记录 / written record of the branch',
  }),
  entry('no_cooperation', '不配合协作', 'No cooperation', 'count down sum 0 1000 0', {
    zh: '经查实的不配合协作次数',
    en: 'Refusals to cooperate, found true',
    evidence: '支行书面记录 / written record of the branch',
  }),
  entry('post_loan_faults', '贷后检查缺失', 'Loan checks missing', 'count down sum 0 1000 0', {
    zh: '贷前调查或贷后检查缺失的贷款笔数',
    en: 'Loans without the check before or after granting',
    evidence: '检查报告 / inspection report',
  }),
  entry('files_missing', '信贷档案缺失', 'Credit files missing', 'count down sum 0 1000 0', {
    zh: '缺失的信贷档案份数',
    en: 'Credit files that are missing',
    evidence: '检查报告 / inspection report',
  }),
  entry('integrity_breaches', '廉洁违规', 'Integrity breaches', 'count down sum 0 100 0', {
    zh: '经认定的廉洁从业违规次数',
    en: 'Breaches of integrity, established',
    evidence: '纪检认定书 / finding of the discipline office',
  }),
  entry('overdue_minor', '逾期一笔已清', 'One overdue, cured', 'count down sum 0 1000 0', {
    zh: '跨月逾期：单笔不超过 10 万元且季内收回的次数',
    en: 'Overdue across a month-end: single, at most 100,000 yuan, cured in the quarter',
    evidence: '逾期台账 / register of overdue loans',
  }),
  entry('overdue_several', '逾期多笔', 'Several overdue', 'count down sum 0 1000 0', {
    zh: '跨月逾期：两笔以上、合计不超过 20 万元的次数',
    en: 'Overdue across a month-end: two or more, 200,000 yuan at most together',
    evidence: '逾期台账 / register of overdue loans',
  }),
  entry('overdue_large', '逾期大额', 'Large overdue', 'count down sum 0 1000 0', {
    zh: '跨月逾期：合计超过 20 万元的次数',
    en: 'Overdue across a month-end: above 200,000 yuan together',
    evidence: '逾期台账 / register of overdue loans',
  }),
  entry('overdue_long', '逾期三个月以上', 'Overdue over 3 months', 'count down sum 0 1000 0', {
    zh: '逾期超过三个月的贷款笔数，不论金额',
    en: 'Loans overdue for more than three months, whatever the amount',
    evidence: '逾期台账 / register of overdue loans',
  }),
  entry('overdue_amount_new', '新增逾期金额', 'New overdue', 'fen down sum 0 100000000000000 0', {
    zh: '本期新增逾期贷款金额',
    en: 'Amount of loans that became overdue',
    evidence: '逾期台账 / register of overdue loans',
  }),
  entry('rollover_loans', '借新还旧', 'Rolled over loans', 'fen down sum 0 100000000000000 0', {
    zh: '以新还旧的贷款金额',
    en: 'Loans repaid by new ones',
    evidence: '信贷台账 / credit register',
  }),
  entry('sunshine_credits', '阳光信贷户数', 'Open village credits', 'count up sum 0 100000 0', {
    zh: '阳光信贷新签约户数',
    en: 'Households newly signed to the open credit programme',
    evidence: '签约名单 / list of contracts',
  }),
  entry('effective_cards', '有效卡', 'Effective cards', 'count up latest 0 1000000 0', {
    zh: '月均余额 100 元以上的在用卡张数（卡系统统计）',
    en: 'Cards with a monthly average of 100 yuan or more, as the card system counts them',
    evidence: '卡系统报表 / report of the card system',
  }),
  entry('referral_units', '转介件数', 'Referral units', 'count up sum 0 100000 0', {
    zh: '确认的客户和业务转介件数',
    en: 'Referrals of customers and business that were confirmed',
    evidence: '转介确认单 / referral slip',
  }),
  entry('loans_assisted', '协办贷款笔数', 'Loans assisted', 'count up sum 0 10000 0', {
    zh: '作为协办参与发放的贷款笔数',
    en: 'Loans granted with him as the assistant',
    evidence: '信贷审批表 / credit form',
  }),
  entry('approvals', '审批笔数', 'Approvals', 'count up sum 0 10000 0', {
    zh: '参与审议的他人经办业务笔数（不含本人业务）',
    en: 'Cases of others that he helped decide, never his own',
    evidence: '审议记录 / minutes',
  }),
  entry(
    'maintained_customers',
    '维护客户数',
    'Customers maintained',
    'count up latest 0 100000 0',
    {
      zh: '按制度维护并有记录的存量客户数',
      en: 'Existing customers maintained with a record',
      evidence: '客户维护台账 / register of maintenance',
    },
  ),
  entry('control_grade', '内部控制评级', 'Control rating', 'count up latest 1 5 1', {
    zh: '内审评定的控制等级，1（差）至 5（好）；没有评定时按 1',
    en: 'Rating of internal audit, 1 (poor) to 5 (good); 1 while there is none',
    evidence: '内审报告 / audit report',
  }),
  entry('satisfaction_index', '满意度指数', 'Satisfaction index', 'count up latest 0 100 0', {
    zh: '独立调查的客户满意度，0 至 100',
    en: 'Customer satisfaction by an independent survey, 0 to 100',
    evidence: '独立调查报告 / report of an independent survey',
  }),
  ...(
    [
      ['financial_grade', '财务结果', 'Financial results'],
      ['strategy_grade', '战略实施', 'Carrying out the strategy'],
      ['people_grade', '人员', 'People'],
      ['standards_grade', '标准', 'Standards'],
    ] as const
  ).map(([key, zh, en]) =>
    entry(key, `${zh}评定`, en, 'count up latest 1 3 1', {
      zh: `${zh}：1 低于标准，2 达标，3 高于标准；没有评定时按 1`,
      en: `${en}: 1 below par, 2 par, 3 above par; 1 while there is no rating`,
      evidence: '评定表 / rating form',
    }),
  ),
  entry('research_points', '调研加分', 'Research points', 'score up sum 0 10000000 0', {
    zh: '市场调研报告和优质客户维护加分，每季最多 10 分',
    en: 'Points for market research and care of premium customers, 10 at most a quarter',
    evidence: '评分表 / marking sheet',
  }),
  entry('survey_forms', '市场调查表', 'Survey forms', 'count up sum 0 100000 0', {
    zh: '合格的市场调查表份数',
    en: 'Market survey forms accepted',
    evidence: '调查表验收单 / acceptance of forms',
  }),
  ...(
    [
      ['discount_interest', '贴现利息收入', 'Discount interest', 'up'],
      ['rediscount_profit', '转贴现利润', 'Profit of rediscounts', 'up'],
      ['entrusted_fees', '委托贷款及理财手续费', 'Fees of entrusted loans and wealth', 'up'],
      ['acceptance_fees', '承兑及其他手续费', 'Fees of acceptances and others', 'up'],
      ['interest_uncollected', '月末欠息', 'Interest uncollected at month-ends', 'down'],
      ['npl_new_firms', '新增企业不良贷款', 'New bad loans of firms', 'down'],
    ] as const
  ).map(([key, zh, en, direction]) =>
    entry(key, zh, en, `fen ${direction} sum 0 100000000000000 0`, {
      zh: `${zh}，按会计报表登记`,
      en: `${en}, as the accounting report has it`,
      evidence: '会计报表 / accounting report',
    }),
  ),
  entry(
    'npl_new_persons',
    '新增个人不良户数',
    'New bad debtors, persons',
    'count down sum 0 10000 0',
    {
      zh: '新形成不良的自然人户数',
      en: 'Natural persons whose loans became bad',
      evidence: '不良贷款台账 / register of bad loans',
    },
  ),
  entry('post_loan_conditions', '贷后条件缺失', 'Conditions missing', 'count down sum 0 10000 0', {
    zh: '贷后限制性条件未落实的贷款笔数',
    en: 'Loans whose conditions after granting were not met',
    evidence: '检查报告 / inspection report',
  }),
];

interface Words {
  readonly zh: string;
  readonly en: string;
  readonly evidence: string;
}

/** `counted` reads "unit direction over least most whenEmpty". */
function entry(key: string, zh: string, en: string, counted: string, words: Words): MetricInput {
  const [unit, direction, over, least, most, whenEmpty] = counted.split(' ') as [
    MetricInput['unit'],
    MetricInput['direction'],
    Over,
    string,
    string,
    string,
  ];
  return {
    key,
    name: { zh, en },
    definition: { zh: words.zh, en: words.en },
    unit,
    nature: over === 'sum' ? 'flow' : 'level',
    direction,
    source: { kind: 'manual', evidence: words.evidence, least, most, over, whenEmpty },
  };
}
