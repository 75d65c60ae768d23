import { rights } from '../../../core/actor.ts';

export const jobsRights = rights({
  'jobs.read': ['administrator', 'auditor'],
  'jobs.run': ['administrator'],
});
