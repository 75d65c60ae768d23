import { rights } from '../../../core/actor.ts';

/** Row security decides on which customers; these decide what may be done with their notes. */
export const contactsRights = rights({
  /** What was said with a customer: who serves him, leads those who do, or watches over both. */
  'contacts.read': [
    'rm',
    'team_head',
    'branch_president',
    'department_officer',
    'risk',
    'auditor',
    'administrator',
  ],
  'contacts.write': ['rm', 'team_head', 'branch_president', 'department_officer'],
  /** Contacts due with the customers that one leads. */
  'contacts.read_standards': ['rm', 'team_head', 'branch_president'],
  /** How the RMs in the scope keep the standard. */
  'contacts.read_fulfilment': [
    'team_head',
    'branch_president',
    'department_officer',
    'auditor',
    'administrator',
  ],
  'contacts.export': ['rm', 'team_head', 'branch_president', 'auditor', 'administrator'],
});
