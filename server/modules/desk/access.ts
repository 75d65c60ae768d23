import { rights } from '../../../core/actor.ts';

export const deskRights = rights({
  'desk.read_own': ['rm'],
  'desk.read_arrears': ['team_head', 'branch_president', 'risk', 'auditor'],
  'desk.read_board': [
    'team_head',
    'branch_president',
    'hr',
    'finance',
    'risk',
    'auditor',
    'administrator',
  ],
});
