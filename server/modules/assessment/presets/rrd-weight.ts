import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { SchemeDocument } from '../policy/shape.ts';

const points = (whole: number) => `${whole}000000`;
const up = {
  function: 'linear',
  floor: '0',
  cap: '1200000',
  withoutTarget: 'full_mark',
} as const;
const down = {
  function: 'linear',
  floor: '0',
  cap: '1000000',
  better: 'less_mirrored',
  zeroTarget: 'reached_is_full',
  withoutTarget: 'full_mark',
} as const;
const weighed = (metric: string, weight: number, scoring: typeof up | typeof down = up) => ({
  metric,
  weight: points(weight),
  scoring,
});

const body: SchemeDocument = {
  lines: [
    weighed('deposit_average', 30),
    weighed('deposit_increment', 15),
    weighed('loan_average', 10),
    weighed('loan_increment', 5),
    weighed('sunshine_credits', 5),
    weighed('interest_income', 10),
    weighed('rollover_loans', 10, down),
    weighed('overdue_amount_new', 10, down),
    weighed('fee_income', 5),
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

/** Nine weights of a rural bank that add up to 100 (domain rules 2.1). */
export const rrdWeight: PolicyPreset<SchemeDocument> = {
  key: 'rrd-weight',
  title: { zh: '农商行九项权重考核', en: 'Rural bank: nine weights' },
  source: 'domain rules 2.1 [S:RRD-WEIGHT]',
  note: {
    zh:
      '原文可见：九项权重合计 100。未见的：各项计分办法；这里按完成率线性计分、封顶 120%（假定），借新还旧和新增逾期越低越好、封顶 100%。' +
      '原文的存贷款“存量”改用日均：时点规模不得考核。没有目标的指标给满分，请先在目标制度中补齐目标。',
    en:
      'Seen in the source: nine weights that add up to 100. Not seen: how each is scored; here ' +
      'by ' +
      'completion, capped at 120 % (assumed), rolled over and newly overdue loans lower is ' +
      'better, ' +
      'capped at 100 %. The “stock” of deposits and loans is the daily average: sizes of one day ' +
      'must not be assessed. A metric without a target has full marks: set its targets first.',
  },
  body,
};
