import { everyone, rights } from '../../../core/actor.ts';

export const signingRights = rights({
  /** A certificate is public: who received a signed document needs it to trust the signature. */
  'signing.read': everyone,
  'signing.install': ['administrator'],
});
