import { everyone, rights } from '../../../core/actor.ts';

export const organisationRights = rights({
  'organisation.read': everyone,
  'organisation.edit_calendar': ['administrator', 'hr'],
});
