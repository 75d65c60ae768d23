import { everyone, rights } from '../../../core/actor.ts';

/** Row security decides on which customers; these decide what may be done with them. */
export const customersRights = rights({
  'customers.read': everyone,
  'customers.export': [
    'rm',
    'team_head',
    'branch_president',
    'department_officer',
    'finance',
    'risk',
    'auditor',
    'administrator',
  ],
  /**
   * A full number: only who serves the customer or watches its risk, with a purpose, each time
   * audited.
   */
  'customers.view_identity': ['rm', 'team_head', 'branch_president', 'risk'],
  /** Owners and related parties come from who knows the firm. */
  'customers.enter_relations': ['rm', 'team_head', 'branch_president', 'department_officer'],
  'customers.enter_consents': ['rm', 'team_head', 'branch_president', 'department_officer'],
  /** Files about a customer: not for HR and the administrator of the system. */
  'customers.read_documents': [
    'rm',
    'team_head',
    'branch_president',
    'department_officer',
    'finance',
    'risk',
    'auditor',
  ],
  'customers.keep_documents': ['rm', 'team_head', 'branch_president', 'department_officer', 'risk'],
  'customers.read_duplicates': [
    'team_head',
    'branch_president',
    'department_officer',
    'risk',
    'auditor',
    'administrator',
  ],
});
