import { rights } from '../../../core/actor.ts';

export const auditRights = rights({
  'audit.read': ['auditor', 'administrator'],
});
