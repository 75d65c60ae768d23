import type { Module } from '../../platform/module.ts';
import { expensesRights } from './access.ts';
import { expensesApi } from './contract.ts';
import { expensesMessages } from './messages.ts';
import { expensesHandlers } from './routes.ts';

export { openExpenses } from './commands.ts';
export { loadBalances as expenseBalances } from './store.ts';

export const expenses: Module = {
  name: 'expenses',
  phrases: expensesMessages,
  rights: expensesRights,
  api: expensesApi,
  handlers: expensesHandlers,
};
