import { rights } from '../../../core/actor.ts';

export const assessmentRights = rights({
  'assessment.read': [
    'rm',
    'team_head',
    'branch_president',
    'hr',
    'finance',
    'auditor',
    'administrator',
  ],
});
