import { rights } from '../../../core/actor.ts';

export const allocationRights = rights({
  'allocation.read': ['rm', 'team_head', 'branch_president', 'hr', 'auditor', 'administrator'],
  'allocation.read_handovers': [
    'rm',
    'team_head',
    'branch_president',
    'hr',
    'risk',
    'auditor',
    'administrator',
  ],
  'allocation.propose_handover': ['team_head', 'branch_president', 'hr'],
  'allocation.read_pool': ['rm', 'team_head', 'branch_president', 'hr', 'auditor', 'administrator'],
  'allocation.claim': ['rm'],
  'allocation.read_proposals': ['team_head', 'branch_president', 'hr'],
  'allocation.put_into_pool': ['team_head', 'branch_president'],
  'allocation.answer_handover': ['rm', 'team_head', 'branch_president'],
});
