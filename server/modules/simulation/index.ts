import type { Module } from '../../platform/module.ts';
import { simulationRights } from './access.ts';
import { simulationApi } from './contract.ts';
import { simulationMessages } from './messages.ts';
import { simulationHandlers } from './routes.ts';

export { tryScheme, type TrialAsked } from './commands.ts';

export const simulation: Module = {
  name: 'simulation',
  phrases: simulationMessages,
  rights: simulationRights,
  api: simulationApi,
  handlers: simulationHandlers,
  ownTransactions: ['tryScheme'],
};
