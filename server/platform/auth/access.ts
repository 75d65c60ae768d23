import { rights } from '../../../core/actor.ts';

export const authRights = rights({
  'accounts.list': ['administrator', 'auditor'],
  'accounts.create': ['administrator'],
  'accounts.change': ['administrator'],
});
