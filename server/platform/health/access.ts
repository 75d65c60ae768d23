import { rights } from '../../../core/actor.ts';

export const healthRights = rights({
  'health.read': ['administrator', 'auditor'],
});
