import { rights } from '../../../core/actor.ts';

export const expensesRights = rights({
  'expenses.read': ['rm', 'team_head', 'branch_president', 'finance', 'auditor', 'administrator'],
});
