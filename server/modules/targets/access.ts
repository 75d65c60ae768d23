import { everyone, rights, roles } from '../../../core/actor.ts';

/** Row security decides which RMs and units; these tables decide which verbs. */
export const targetsRights = rights({
  'targets.read': everyone,
  'targets.read_units': roles.filter((role) => role !== 'rm'),
  'targets.enter_plan': ['team_head', 'branch_president'],
  'targets.read_letters': everyone,
  'targets.sign_letter': ['rm', 'team_head', 'branch_president'],
});
