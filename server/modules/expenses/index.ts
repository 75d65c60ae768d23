import type { Module } from '../../platform/module.ts';
import { expensesRights } from './access.ts';
import { expensesApi } from './contract.ts';
import { expensesJobs } from './jobs.ts';
import { expensesMessages } from './messages.ts';
import { expenseSchemeKind } from './policy.ts';
import { expensesHandlers } from './routes.ts';

export { claim } from './claim-commands.ts';
export { approvalLimit, expenseBalances, openExpenses } from './commands.ts';
export { apply, rule, type ApplicationWish } from './spending-commands.ts';

export const expenses: Module = {
  name: 'expenses',
  phrases: expensesMessages,
  rights: expensesRights,
  api: expensesApi,
  handlers: expensesHandlers,
  policies: [expenseSchemeKind],
  jobs: expensesJobs,
};
