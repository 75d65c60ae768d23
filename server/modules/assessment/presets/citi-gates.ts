import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { SchemeDocument } from '../policy/shape.ts';

const points = (whole: number) => `${whole}000000`;

/** Metric, its points when above par (half of them at par), bound of par, bound of above par. */
const dimensions = [
  ['financial_grade', 16, '2', '3'],
  ['strategy_grade', 16, '2', '3'],
  ['satisfaction_index', 16, '80', '90'],
  ['control_grade', 20, '4', '5'],
  ['people_grade', 16, '2', '3'],
  ['standards_grade', 16, '2', '3'],
] as const;

const body: SchemeDocument = {
  lines: dimensions.map(([metric, weight, par, above]) => ({
    metric,
    weight: points(weight),
    unmeasured: 'no_mark',
    scoring: {
      function: 'level',
      tiers: [
        { from: above, points: points(weight) },
        { from: par, points: points(weight / 2) },
        { from: '0', points: '0' },
      ],
    },
  })),
  gates: [
    {
      metric: 'control_grade',
      pass: 'at_least',
      bound: '4',
      otherwise: { effect: 'bonus_void' },
    },
  ],
  dimensions: {
    items: dimensions.map(([metric, , par, above]) => ({ metric, par, above })),
    belowCapsTotal: points(50),
  },
  totalCap: points(100),
  bands: [
    { name: '高于标准', nameEn: 'Above par', from: points(70) },
    { name: '达标', nameEn: 'At par', from: points(40) },
    { name: '低于标准', nameEn: 'Below par', from: '0' },
  ],
};

/** Citibank's gates: control decides on any bonus, no dimension below par for “above par” (D2e). */
export const citiGates: PolicyPreset<SchemeDocument> = {
  key: 'citi-gates',
  title: { zh: '花旗门槛方案', en: 'Citibank: gates of six dimensions' },
  source: 'domain rules 0.1-10 [S:CITI]; D2e; G14',
  note: {
    zh:
      '原文可见：六个维度各评低于标准、达标、高于标准；控制低于 4（满分 5）没有奖金；有一项低于标准，总评最高为达标；满意度 66 低于标准 80。' +
      '总评在原案由主管综合判断；这里的维度分值、总评分段、满意度 90 与控制 5 为“高于标准”均为假定。没有评定的维度按低于标准。',
    en:
      'Seen in the source: six dimensions, each below par, par or above par; control below 4 ' +
      'of 5 ' +
      'gives no bonus; one dimension below par and the whole is at most par; satisfaction of ' +
      '66 is ' +
      'below the par of 80. In the original the superior judges the whole: the points of the ' +
      'dimensions, the bands of the whole and the bounds of above par (satisfaction 90, ' +
      'control 5) ' +
      'are assumed here. A dimension without a rating counts as below par.',
  },
  body,
};
