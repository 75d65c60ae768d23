import type { Module } from '../../platform/module.ts';
import { organisationRights } from './access.ts';
import { organisationApi } from './contract.ts';
import { unitTarget } from './import-target.ts';
import { organisationMessages } from './messages.ts';
import { organisationHandlers } from './routes.ts';

export { claimBank, sealedImport, seedCalendar } from './commands.ts';
export {
  loadBank as bankOf,
  loadBusinessDay as businessDay,
  loadUnits as unitsOf,
  loadQuarterStates as quarterStates,
  finishRun,
  insertSeal,
  lastSealedQuarter,
  runsOf,
  sealOf,
  startRun,
  type Bank,
  type RunRow,
  type Seal,
  type Unit,
} from './store/units.ts';
export { loadWorkCalendar as workCalendar } from './store/calendar.ts';
export { levelOf } from './rules.ts';

export const organisation: Module = {
  name: 'organisation',
  phrases: organisationMessages,
  rights: organisationRights,
  api: organisationApi,
  handlers: organisationHandlers,
  importTargets: [unitTarget],
};
