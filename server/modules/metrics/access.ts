import { everyone, rights } from '../../../core/actor.ts';

export const metricsRights = rights({
  /** What a figure means is no secret: who is judged by it must be able to read it. */
  'metrics.read': everyone,
});
