import type { Module } from '../../platform/module.ts';
import { metricsRights } from './access.ts';
import { unknownProducts } from './commands.ts';
import { metricsApi } from './contract.ts';
import { figuresApi } from './contract/figures.ts';
import { figureHandlers } from './figure-routes.ts';
import { metricsMessages } from './messages.ts';
import { metricCatalogueKind as catalogueDocument } from './policy.ts';
import { metricsHandlers } from './routes.ts';

export { metricCatalogue } from './commands.ts';
export { certifyFigures, uploadFigures } from './figure-commands.ts';
export { loadCertified as certifiedFigures, type CertifiedFigure } from './store/figures.ts';
export type { MetricCatalogue, MetricRule } from './policy.ts';
export {
  measureMetric,
  measuresBehind,
  measuresOf,
  termsBehind,
  timesCounted,
  valueText,
  type CountedFact,
  type Measure,
  type Measured,
  type MetricInputs,
} from './rules.ts';
export { bases, type Basis, type MeasureUnit, type MetricUnit } from './contract.ts';

/** The catalogue as a document; it names only products that the bank has. */
export const metricCatalogueKind: typeof catalogueDocument = {
  ...catalogueDocument,
  verify: unknownProducts,
};

export const metrics: Module = {
  name: 'metrics',
  phrases: metricsMessages,
  rights: metricsRights,
  api: { ...metricsApi, ...figuresApi },
  handlers: { ...metricsHandlers, ...figureHandlers },
  policies: [metricCatalogueKind],
};
