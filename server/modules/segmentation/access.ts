import { everyone, rights } from '../../../core/actor.ts';

export const segmentationRights = rights({
  'segmentation.read': everyone,
});
