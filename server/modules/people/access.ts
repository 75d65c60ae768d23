import { everyone, rights } from '../../../core/actor.ts';

export const peopleRights = rights({
  'people.read': everyone,
});
