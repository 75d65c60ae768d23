import { rights } from '../../../core/actor.ts';

/** Row security decides whose money; these decide which verbs. Nobody does two of them on one. */
export const expensesRights = rights({
  'expenses.read': [
    'rm',
    'team_head',
    'branch_president',
    'finance',
    'risk',
    'auditor',
    'administrator',
  ],
  'expenses.apply': ['rm'],
  'expenses.approve': ['team_head', 'branch_president', 'finance'],
  'expenses.clear': ['risk'],
  'expenses.verify': ['finance'],
  'expenses.pay': ['finance'],
  'expenses.read_tax': ['finance', 'auditor', 'administrator'],
  'expenses.enter_tax': ['finance'],
});
