import { rights } from '../../../core/actor.ts';

export const auditRights = rights({
  'audit.read': ['auditor', 'administrator'],
  /** Who was refused what: counts by route, no data of customers. */
  'audit.read_refusals': ['auditor', 'administrator', 'risk'],
});
