import { rights } from '../../../core/actor.ts';

export const allocationRights = rights({
  'allocation.read': ['rm', 'team_head', 'branch_president', 'hr', 'auditor', 'administrator'],
});
