import { rights } from '../../../core/actor.ts';

export const payRights = rights({
  'pay.read': ['rm', 'team_head', 'branch_president', 'hr', 'finance', 'auditor'],
});
