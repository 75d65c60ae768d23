import { everyone, rights } from '../../../core/actor.ts';

/** Row security decides on which customers; each source says what of it may be shown. */
export const journalRights = rights({
  'journal.read': everyone,
  /** Who opened full numbers and files of the customer; one's own are shown to everybody. */
  'journal.read_openings': ['team_head', 'branch_president', 'risk', 'auditor'],
  'journal.read_documents': [
    'rm',
    'team_head',
    'branch_president',
    'department_officer',
    'finance',
    'risk',
    'auditor',
  ],
});
