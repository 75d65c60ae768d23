import type { Module } from '../../platform/module.ts';
import { closingRights } from './access.ts';
import { closingApi } from './contract.ts';
import { closingJobs } from './jobs.ts';
import { closingMessages } from './messages.ts';
import { closingHandlers } from './routes.ts';

export { sealQuarter, type RunOutcome, type StationProgress } from './commands.ts';
export { explainQuarter, type ExplainedLine, type QuarterExplanation } from './explain.ts';
export { closeQuarter, openQuarter } from './jobs.ts';
export { closeStations, openStations } from './stations.ts';

export const closing: Module = {
  name: 'closing',
  phrases: closingMessages,
  rights: closingRights,
  api: closingApi,
  handlers: closingHandlers,
  jobs: closingJobs,
};
