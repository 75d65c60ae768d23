import type { Module } from '../../platform/module.ts';
import { targetsRights } from './access.ts';
import { targetsApi } from './contract.ts';
import { targetsJobs } from './jobs.ts';
import { ownTransactions } from './letter-routes.ts';
import { targetsMessages } from './messages.ts';
import { unknownMetrics } from './further.ts';
import { targetSchemeKind as schemeDocument } from './policy.ts';
import { targetsHandlers } from './routes.ts';

export { openTargets } from './commands.ts';
export { canonicalJson } from './rules/letter.ts';
export { proposeAmendment, signAmendment } from './amendment-commands.ts';
export { openLetters } from './letter-commands.ts';
export { readLetter, signLetter } from './letter-verbs.ts';
export { makeMissingFiles } from './letter-files.ts';
export {
  metricKeys,
  metrics,
  targetLevels,
  type Metric,
  type MetricKey,
  type TargetLevel,
} from './contract.ts';
export { levelReached, type Levels } from './rules/level.ts';
export type { TargetScheme } from './policy.ts';
export type { LetterScoring } from './rules/letter.ts';
export {
  loadLetterBehind as letterBehind,
  loadQuarterTargets as quarterTargets,
  type LetterBehind,
  type QuarterTargetRow,
} from './store/targets.ts';

/** The scheme as a document; its further metrics are additive ones of the catalogue. */
export const targetSchemeKind: typeof schemeDocument = {
  ...schemeDocument,
  verify: unknownMetrics,
};

export const targets: Module = {
  name: 'targets',
  phrases: targetsMessages,
  rights: targetsRights,
  api: targetsApi,
  handlers: targetsHandlers,
  ownTransactions,
  policies: [targetSchemeKind],
  jobs: targetsJobs,
};
