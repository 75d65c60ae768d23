import { rights } from '../../../core/actor.ts';

/** Everybody who is signed in has an inbox; row security shows each his own. */
export const noticesRights = rights({});
