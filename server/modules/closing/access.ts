import { everyone, rights } from '../../../core/actor.ts';

export const closingRights = rights({
  'closing.read': everyone,
  'closing.run': ['administrator', 'finance'],
  'closing.seal': ['finance'],
  'closing.explain': everyone,
});
