import { policyKind } from '../../platform/policy/kind.ts';
import { schemeFaults, schemeWarnings } from './policy/faults.ts';
import { schemeShape, type SchemeDocument } from './policy/shape.ts';
import { citiGates } from './presets/citi-gates.ts';
import { dybQuarter } from './presets/dyb-quarter.ts';
import { pufaXian } from './presets/pufa-xian.ts';
import { rrdKpi } from './presets/rrd-kpi.ts';
import { rrdWeight } from './presets/rrd-weight.ts';

export { schemeFaults, schemeWarnings } from './policy/faults.ts';
export type {
  SchemeDocument,
  SchemeGate,
  SchemeLine,
  Scoring,
  ScoringScheme,
} from './policy/shape.ts';

const linear = {
  function: 'linear',
  floor: '600000',
  cap: '1200000',
  withoutTarget: 'full_mark',
} as const;

const initial: SchemeDocument = {
  lines: [
    { metric: 'deposit_average', weight: '30000000', scoring: linear },
    { metric: 'loan_average', weight: '10000000', scoring: linear },
    { metric: 'contribution', weight: '25000000', scoring: linear },
    { metric: 'fee_income', weight: '10000000', scoring: linear },
    {
      metric: 'new_customers',
      weight: '15000000',
      scoring: {
        function: 'step',
        step: '1',
        pointsUp: '500000',
        pointsDown: '1000000',
        min: '0',
        max: '18000000',
      },
    },
    {
      metric: 'npl_rate',
      weight: '10000000',
      scoring: {
        function: 'deduct',
        bad: 'above',
        step: '1000',
        points: '3000000',
        counting: 'whole_steps',
        deductMax: '10000000',
      },
    },
  ],
  gates: [
    {
      metric: 'npl_rate',
      pass: 'at_most',
      bound: '100000',
      otherwise: { effect: 'cap', points: '80000000' },
    },
  ],
  totalCap: '120000000',
  bands: [
    { name: '优秀', nameEn: 'Excellent', from: '110000000' },
    { name: '良好', nameEn: 'Good', from: '100000000' },
    { name: '合格', nameEn: 'Satisfactory', from: '80000000' },
    { name: '基本合格', nameEn: 'Barely satisfactory', from: '60000000' },
    { name: '不合格', nameEn: 'Unsatisfactory', from: '0' },
  ],
};

/** How an RM's quarter is scored (D2a, D2e; domain rules 2.1 and 2.2). */
export const scoringSchemeKind = policyKind({
  kind: 'scoring_scheme',
  title: { zh: '季度考核计分方案', en: 'Quarterly scoring scheme' },
  source: 'D2a, D2c, D2e, C3e; domain rules 2.2',
  assumed: {
    zh: '假定：指标的选取、权重、下限、上限与分档',
    en: 'ASSUMED: choice of metrics, weights, floors, caps and bands',
  },
  schema: schemeShape,
  check: schemeFaults,
  warn: schemeWarnings,
  presets: [pufaXian, citiGates, rrdKpi, dybQuarter, rrdWeight],
  initial,
});
