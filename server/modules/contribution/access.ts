import { rights } from '../../../core/actor.ts';

export const contributionRights = rights({
  'contribution.read': [
    'rm',
    'team_head',
    'branch_president',
    'department_officer',
    'finance',
    'risk',
    'auditor',
    'administrator',
  ],
  'contribution.read_costs': ['branch_president', 'finance', 'auditor', 'administrator'],
});
