import { everyone, rights } from '../../../core/actor.ts';

export const productsRights = rights({
  'products.read': everyone,
});
