import { policyKind } from '../../platform/policy/kind.ts';
import { catalogueFaults, catalogueWarnings } from './policy/faults.ts';
import { manualMetrics } from './policy/manual.ts';
import { initialMeasures, measuredMetrics } from './policy/measured.ts';
import { catalogueShape } from './policy/shape.ts';
import { payCatalogue } from './presets/pay.ts';

export type {
  CatalogueInput,
  MeasureRule,
  MetricCatalogue,
  MetricRule,
  MetricSource,
} from './policy/shape.ts';

/**
 * What the bank measures and judges by (P10, D2a; domain rules 2.1). Every scheme names metrics of
 * this catalogue; none may be the balance of one day (domain rules 0.1).
 */
export const metricCatalogueKind = policyKind({
  kind: 'metric_catalogue',
  title: { zh: '指标目录', en: 'Catalogue of metrics' },
  source: 'P10, C3e, D2a; domain rules 0.1, 2.1, 3.2; 绩效考评监管指引',
  assumed: {
    zh: '假定：哪些产品计利差、对谁适用，有效客户自 1 万元起，流失率按管户平均数计算，人工登记数据的上下限及未核定时的取值',
    en:
      'ASSUMED: which products are margins and which apply to whom, an effective customer ' +
      'from 10,000 yuan, churn over the average of customers held, bounds of entries by ' +
      'hand and their values while nothing is certified',
  },
  schema: catalogueShape,
  check: catalogueFaults,
  warn: catalogueWarnings,
  presets: [payCatalogue],
  initial: {
    measures: initialMeasures,
    metrics: [...measuredMetrics, ...manualMetrics],
  },
});
