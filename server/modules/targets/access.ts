import { everyone, rights, roles } from '../../../core/actor.ts';

/** Row security decides which RMs and units; these tables decide which verbs. */
export const targetsRights = rights({
  'targets.read': everyone,
  'targets.read_units': roles.filter((role) => role !== 'rm'),
  'targets.enter_plan': ['team_head', 'branch_president'],
  'targets.read_letters': everyone,
  /** The RM reads and refuses his own. */
  'targets.answer_letter': ['rm'],
  /** For the bank: send, remind, take back, issue anew, sign many. */
  'targets.send_letter': ['team_head', 'branch_president'],
  'targets.sign_letter': ['rm', 'team_head', 'branch_president'],
});
