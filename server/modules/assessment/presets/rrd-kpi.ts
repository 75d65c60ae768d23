import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { SchemeDocument } from '../policy/shape.ts';

const points = (whole: number) => `${whole}000000`;
const half = (halves: number) => `${halves * 500}000`;

/** Points up and down for each whole step around a target; `each` and `most` in half points. */
const step = (by: string, each: number, most: number) =>
  ({
    function: 'step',
    step: by,
    pointsUp: half(each),
    pointsDown: half(each),
    min: '0',
    max: half(most),
  }) as const;

/** Points off for each whole step on the bad side of the target. */
const deduct = (bad: 'above' | 'below', by: string, each: number, most: number) =>
  ({
    function: 'deduct',
    bad,
    step: by,
    points: points(each),
    counting: 'whole_steps',
    deductMax: points(most),
  }) as const;

type Line = SchemeDocument['lines'][number];
const line = (
  metric: string,
  weight: number,
  fixedTarget: string,
  scoring: Line['scoring'],
  period: 'year_to_date' | 'quarter' = 'year_to_date',
): Line => ({ metric, weight: points(weight), period, fixedTarget, scoring });

const body: SchemeDocument = {
  lines: [
    line('effective_customers', 6, '20', step('1', 2, 18), 'quarter'),
    line('churn_rate', 10, '50000', deduct('above', '10000', 2, 10)),
    line('satisfaction', 4, '4500000', deduct('below', '100000', 1, 4)),
    line('contacts', 4, '10', step('1', 1, 12)),
    line('key_coverage', 6, '1000000', deduct('below', '10000', 2, 6)),
    line('deposit_increment', 8, '500000000', step('10000000', 2, 24)),
    line('loan_increment', 5, '300000000', step('30000000', 2, 15)),
    line('fee_income', 4, '80000000', step('8000000', 2, 12), 'quarter'),
    line('npl_rate', 15, '20000', deduct('above', '1000', 3, 15)),
    line('cross_sell_rate', 3, '600000', deduct('below', '10000', 1, 3)),
    line('campaign_absences', 10, '0', deduct('above', '1', 2, 10), 'quarter'),
    line('visits', 10, '65', deduct('below', '5', 1, 10), 'quarter'),
    {
      metric: 'contribution',
      weight: points(15),
      scoring: { function: 'linear', floor: '0', cap: '1000000', withoutTarget: 'full_mark' },
    },
  ],
  gates: [],
  totalCap: points(120),
  bands: [
    { name: '优秀', nameEn: 'Excellent', from: points(110) },
    { name: '良好', nameEn: 'Good', from: points(100) },
    { name: '合格', nameEn: 'Satisfactory', from: points(80) },
    { name: '基本合格', nameEn: 'Barely satisfactory', from: points(60) },
    { name: '不合格', nameEn: 'Unsatisfactory', from: '0' },
  ],
};

/** The rural bank's quarterly KPI form as far as it is known (domain rules 2.1; G11). */
export const rrdKpi: PolicyPreset<SchemeDocument> = {
  key: 'rrd-kpi',
  title: { zh: '农商行客户经理季度 KPI 表', en: 'Rural bank: quarterly KPI form' },
  source: 'domain rules 2.1 [S:RRD-KPI]; G11',
  note: {
    zh:
      '原文可见：客户开发与维护 30 分、资产增长 35 分、营销能力 20 分，各项目标和加扣分单位，流失率最多扣 10、不良率最多扣 15。' +
      '原文被截断、未见的：各项满分、加分上限、营销能力第二项以后的内容和最后 15 分。这里的各项满分与加分上限为假定；' +
      '走访每周 5 次按每季 65 次，每少 5 次扣 1 分为假定；原文缺失的最后 15 分按综合贡献计，为假定。',
    en:
      'Seen in the source: customers 30 points, asset growth 35, marketing 20, the targets and ' +
      'the points a step, at most 10 off for churn and 15 for NPL. Cut off in the source: the ' +
      'full mark of each item, limits upwards, the rest of marketing and the last 15 points. ' +
      'Full marks and upper limits here are assumed; 5 visits a week are read as 65 a quarter, ' +
      '1 point off for 5 missing is assumed; that the last 15 points are for contribution is ' +
      'assumed.',
  },
  body,
};
