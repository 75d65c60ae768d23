import type { Module } from '../../platform/module.ts';
import { holdingsRights } from './access.ts';
import { holdingsApi } from './contract.ts';
import { holdingsTargets } from './import-target.ts';
import { holdingsMessages } from './messages.ts';
import { riskDaysPolicy } from './policy.ts';
import { holdingsHandlers } from './routes.ts';

export { accrue, closeBalances, coverageFaults } from './commands.ts';
export { riskClasses, transactionKinds, type RiskClass, type TransactionKind } from './contract.ts';
export { riskDaysPolicy } from './policy.ts';
export { dailyAverage, isBad } from './rules.ts';
export {
  accountsAt,
  accountSums,
  flowTotals,
  holdingCounts,
  movementTotals,
  type FlowTotal,
  type HoldingCounts,
} from './store/reconcile.ts';

export const holdings: Module = {
  name: 'holdings',
  phrases: holdingsMessages,
  rights: holdingsRights,
  api: holdingsApi,
  handlers: holdingsHandlers,
  policies: [riskDaysPolicy],
  importTargets: holdingsTargets,
};
