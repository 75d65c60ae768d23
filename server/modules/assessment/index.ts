import type { Module } from '../../platform/module.ts';
import { assessmentRights } from './access.ts';
import { assessmentApi } from './contract.ts';
import { competenceApi } from './contract/competence.ts';
import { cycleApi } from './contract/cycle.ts';
import { cycleHandlers } from './cycle-routes.ts';
import { assessmentMessages } from './messages.ts';
import { scoringSchemeKind as schemeDocument } from './policy.ts';
import { competenceKind } from './policy/competence.ts';
import { assessmentCycleKind } from './policy/cycle.ts';
import { reviewHandlers } from './review-routes.ts';
import { assessmentHandlers } from './routes.ts';
import { faultsBesideCatalogue } from './score.ts';

export { assessmentRights } from './access.ts';
export { closeAssessment } from './commands.ts';
export { valuesOfQuarter } from './figures.ts';
export { closeMetrics } from './metric-station.ts';
export { metricsOfRun, type RunMetric } from './store/metrics.ts';
export { loadCycle, marksOf, publishQuarter } from './cycle-commands.ts';
export type { Scoring, ScoringScheme } from './policy.ts';
export { readSheet } from './routes.ts';
export { answerObjection, raiseObjection } from './objection-commands.ts';
export { openReview } from './review-commands.ts';
export type { CycleFacts } from './rules/cycle.ts';
export { pointsText } from './rules/points.ts';
export { scoreQuarter, type QuarterSheet, type ScoredRun } from './score.ts';
export type { YearResult } from './rules/year.ts';
export { sheetIdOf, sheetsOfRun, type SheetForPay } from './store.ts';
export { yearResult, yearResults } from './year.ts';

/** The scheme as a document; it names only metrics of the catalogue in force. */
export const scoringSchemeKind: typeof schemeDocument = {
  ...schemeDocument,
  verify: faultsBesideCatalogue,
};

export const assessment: Module = {
  name: 'assessment',
  phrases: assessmentMessages,
  rights: assessmentRights,
  api: { ...assessmentApi, ...cycleApi, ...competenceApi },
  handlers: { ...assessmentHandlers, ...cycleHandlers, ...reviewHandlers },
  policies: [scoringSchemeKind, assessmentCycleKind, competenceKind],
};
