import type { Module } from '../../platform/module.ts';
import { targetsRights } from './access.ts';
import { targetsApi } from './contract.ts';
import { targetsMessages } from './messages.ts';
import { targetSchemeKind } from './policy.ts';
import { targetsHandlers } from './routes.ts';

export { openTargets } from './commands.ts';
export { canonicalJson } from './rules/letter.ts';
export { openLetters, signLetter } from './letter-commands.ts';
export { metricKeys, metrics, type Metric, type MetricKey } from './contract.ts';
export { targetSchemeKind, type TargetScheme } from './policy.ts';
export type { LetterScoring } from './rules/letter.ts';
export { loadQuarterTargets as quarterTargets, type QuarterTargetRow } from './store/targets.ts';

export const targets: Module = {
  name: 'targets',
  phrases: targetsMessages,
  rights: targetsRights,
  api: targetsApi,
  handlers: targetsHandlers,
  policies: [targetSchemeKind],
};
