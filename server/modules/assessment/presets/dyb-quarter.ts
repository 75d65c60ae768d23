import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { SchemeDocument } from '../policy/shape.ts';

const points = (whole: number) => `${whole}000000`;
const linear = {
  function: 'linear',
  floor: '0',
  cap: '1000000',
  withoutTarget: 'full_mark',
} as const;

const body: SchemeDocument = {
  lines: [
    {
      metric: 'interest_collection',
      weight: points(20),
      period: 'quarter',
      fixedTarget: '990000',
      scoring: {
        function: 'deduct',
        bad: 'below',
        step: '10000',
        points: points(1),
        counting: 'whole_steps',
        deductMax: points(20),
      },
    },
    {
      metric: 'fee_income',
      weight: points(20),
      period: 'quarter',
      carryForward: true,
      scoring: linear,
    },
    {
      metric: 'fee_income',
      weight: '0',
      quarters: [4],
      scoring: {
        function: 'completion_step',
        stepShare: '50000',
        pointsUp: points(1),
        pointsDown: '0',
        min: '0',
        max: points(20),
        withoutTarget: 'no_mark',
      },
    },
    { metric: 'deposit_average', weight: points(30), scoring: linear },
    { metric: 'loan_average', weight: points(30), scoring: linear },
  ],
  deductions: {
    items: [
      {
        metric: 'integrity_breaches',
        period: 'quarter',
        points: points(5),
        per: '1',
        free: '0',
        most: points(50),
      },
    ],
    most: points(50),
  },
  gates: [],
  totalCap: points(120),
  bands: [
    { name: '优秀', nameEn: 'Excellent', from: points(100) },
    { name: '合格', nameEn: 'Satisfactory', from: points(80) },
    { name: '基本合格', nameEn: 'Barely satisfactory', from: points(60) },
    { name: '不合格', nameEn: 'Unsatisfactory', from: '0' },
  ],
};

/** Collection of interest, and card income whose excess goes on to the next quarter. */
export const dybQuarter: PolicyPreset<SchemeDocument> = {
  key: 'dyb-quarter',
  title: { zh: '收息率与卡收入结转的季度考核', en: 'Quarterly form with excess carried forward' },
  source: 'domain rules 2.1 [S:DYB-Q]',
  note: {
    zh:
      '原文可见：收息率达 99% 得满分，每低 1 个百分点扣 1 分，扣完为止；卡收入 20 分，完成即满分，未完成按比例，超额结转下季；' +
      '第四季超全年计划每 5 个百分点加 1 分，最多加到本项满分；搬家、虚存存款扣 5 至 50 分。未见的：收息率满分（假定 20）、' +
      '其余 60 分（假定存贷款日均各 30）。卡收入用指标 fee_income；虚存次数用 integrity_breaches，每次 5 分，最多 50 分。',
    en:
      'Seen in the source: interest collection of 99 % is full, 1 point off for each point ' +
      'below, ' +
      'down to 0; card income 20, full when met, else in proportion, excess goes on to the next ' +
      'quarter; in the fourth quarter +1 for each 5 points above the yearly plan, at most the ' +
      'item’s points; moving or faking deposits costs 5 to 50. Not seen: the full mark of ' +
      'collection (20 assumed) and the other 60 points (30 each for deposits and loans assumed). ' +
      'Card income uses the metric fee_income; faked deposits use integrity_breaches, 5 points ' +
      'each, 50 at most.',
  },
  body,
};
