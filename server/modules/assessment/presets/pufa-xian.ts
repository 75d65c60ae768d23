import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { SchemeDocument } from '../policy/shape.ts';

const wan = (amount: number) => `${amount}000000`;
const points = (whole: number) => `${whole}000000`;

const savings = (amount: number) => ({ metric: 'savings_average', least: wan(amount) });
const cards = { metric: 'effective_cards', least: '500' };
const loans = { metric: 'personal_loan_amount', least: wan(800) };

const off = (metric: string, each: number) => ({
  metric,
  period: 'quarter' as const,
  points: points(each),
  per: '1',
  free: '0',
});

/** Five steps of a title: step 5 is the lowest, step 1 the highest, 5 points apart. */
const steps = (level: 'trainee' | 'junior' | 'middle' | 'senior', lowest: number) =>
  [1, 2, 3, 4, 5].map((payStep) => ({
    level,
    payStep,
    points: points(lowest + (5 - payStep) * 5),
  }));

const body: SchemeDocument = {
  mode: 'points_table',
  lines: [],
  table: {
    period: 'quarter',
    titles: [
      { level: 'trainee', base: points(90), minimum: [savings(300), cards] },
      { level: 'junior', base: points(115), minimum: [savings(300), cards] },
      { level: 'middle', base: points(140), minimum: [savings(500), loans] },
      { level: 'senior', base: points(165), minimum: [savings(500), loans] },
    ],
    units: [
      { metric: 'savings_average', amount: wan(50), points: points(5) },
      { metric: 'personal_loan_amount', amount: wan(50), points: points(5) },
      { metric: 'effective_cards', amount: '50', points: points(5) },
    ],
    withoutMinimum: 'from_zero',
    missed: 'lower_title',
  },
  deductions: {
    items: [
      off('no_cooperation', 5),
      off('complaints', 2),
      off('work_refused', 2),
      off('training_missed', 2),
      off('post_loan_faults', 5),
      off('files_missing', 5),
      off('integrity_breaches', 50),
      {
        metric: 'interest_collection',
        period: 'quarter',
        bad: 'below',
        free: '970000',
        per: '10000',
        points: points(2),
      },
      { metric: 'npl_rate', period: 'quarter', free: '0', per: '10000', points: points(1) },
      off('overdue_minor', 1),
      off('overdue_several', 2),
      off('overdue_large', 4),
      off('overdue_long', 10),
    ],
    most: points(50),
  },
  gates: [],
  totalCap: points(1000),
  bands: [
    { name: '资深客户经理档', nameEn: 'Principal RM', from: points(165) },
    { name: '高级客户经理档', nameEn: 'Senior RM', from: points(140) },
    { name: '客户经理档', nameEn: 'RM', from: points(115) },
    { name: '客户经理助理档', nameEn: 'Assistant RM', from: points(90) },
    { name: '未达档', nameEn: 'Below all titles', from: '0' },
  ],
  steps: [
    ...steps('senior', 165),
    ...steps('middle', 140),
    ...steps('junior', 115),
    ...steps('trainee', 90),
  ],
};

/** The complete point table of SPDB Xi'an (domain rules 1.3; G01 to G03). */
export const pufaXian: PolicyPreset<SchemeDocument> = {
  key: 'pufa-xian',
  title: { zh: '浦发银行西安分行个金客户经理积分表', en: 'SPDB Xi’an: points table of retail RMs' },
  source: 'domain rules 1.3 [S:PUFA]; G02, G03',
  note: {
    zh:
      '四个职务（助理、客户经理、高级、资深）对应见习、初级、中级、高级。原文未写明、按我们理解的：达到最低标准即得本职务第 5 档分；' +
      '本职务没有最低标准的指标从零起算；未达本职务最低标准的按下一职务计；收息率、不良率不足一个百分点的不扣；' +
      '单项加分没有上限（总分上限 1000 只为文件完整）。',
    en:
      'The four titles (assistant, RM, senior, chief) stand for trainee, junior, middle, senior. ' +
      'Not in the source, our reading: the minimum met gives the points of the title’s step 5; a ' +
      'metric without a minimum in the title counts from zero; who misses his minimum is counted ' +
      'by the next lower title; parts of a percentage point are not deducted; units have no ' +
      'limit ' +
      '(the cap of 1000 only completes the document).',
  },
  body,
};
