import { everyone, rights } from '../../../core/actor.ts';

export const metricsRights = rights({
  /** What a figure means is no secret: who is judged by it must be able to read it. */
  'metrics.read': everyone,
  /** Row security decides whose: an RM sees his own. */
  'metrics.read_figures': everyone,
  /** Business departments and HR know the figures (domain rules 1.2, data truth). */
  'metrics.enter': ['team_head', 'department_officer', 'hr', 'finance', 'risk'],
  /** Another person of them certifies, or the branch's president. */
  'metrics.certify': ['branch_president', 'department_officer', 'hr', 'finance', 'risk'],
});
