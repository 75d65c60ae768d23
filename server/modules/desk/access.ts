import { rights } from '../../../core/actor.ts';

export const deskRights = rights({
  'desk.read_own': ['rm'],
  'desk.read_arrears': ['team_head', 'branch_president', 'risk', 'auditor'],
  'desk.read_board': [
    'team_head',
    'branch_president',
    'hr',
    'finance',
    'risk',
    'auditor',
    'administrator',
  ],
  /** Balances by product and the figures entered by hand: business departments and finance. */
  'desk.read_products': ['department_officer', 'finance'],
  'desk.read_figures': ['department_officer', 'hr'],
  'desk.read_leavers': ['hr', 'branch_president'],
  /** What is priced, what was computed, what of the marketing money is left. */
  'desk.read_coverage': ['finance'],
  'desk.read_budgets': ['finance', 'branch_president'],
  /** Performance pay that is put off, in sums of the scope, without names. */
  'desk.read_deferrals': ['hr', 'finance', 'risk'],
  'desk.read_red_lines': ['team_head', 'branch_president', 'risk'],
  'desk.read_exceptions': ['auditor'],
});
