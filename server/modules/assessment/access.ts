import { everyone, rights } from '../../../core/actor.ts';

export const assessmentRights = rights({
  'assessment.read': [
    'rm',
    'team_head',
    'branch_president',
    'department_officer',
    'hr',
    'finance',
    'auditor',
    'administrator',
  ],
  /** The steps of a quarter with their counts and deadlines. */
  'assessment.read_cycle': [
    'team_head',
    'branch_president',
    'department_officer',
    'hr',
    'finance',
    'risk',
    'auditor',
    'administrator',
  ],
  /** Competence review: a seat makes a rater, whatever his role; results by row security. */
  'assessment.rate': everyone,
  'assessment.run_review': ['hr'],
  'assessment.publish': ['department_officer', 'hr'],
  'assessment.mark': ['team_head', 'branch_president', 'department_officer'],
  'assessment.object': ['rm'],
  'assessment.answer': ['team_head', 'branch_president', 'department_officer', 'hr'],
});
