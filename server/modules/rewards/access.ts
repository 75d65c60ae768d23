import { everyone, rights } from '../../../core/actor.ts';

/** The notice and the honours are everybody's; nobody does two of the verbs on one award. */
export const rewardsRights = rights({
  'rewards.read': everyone,
  'rewards.read_fund': ['branch_president', 'hr', 'finance', 'auditor', 'administrator'],
  'rewards.book': ['finance'],
  'rewards.confirm': ['finance', 'hr'],
  'rewards.propose': ['team_head', 'branch_president', 'department_officer', 'hr'],
  'rewards.name_committee': ['hr'],
  'rewards.vote': ['team_head', 'branch_president', 'department_officer', 'hr', 'finance', 'risk'],
  'rewards.publish': ['hr'],
  'rewards.object': everyone,
  'rewards.answer': ['hr'],
  'rewards.grant': ['finance'],
});
