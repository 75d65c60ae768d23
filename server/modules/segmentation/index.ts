import type { Module } from '../../platform/module.ts';
import { segmentationRights } from './access.ts';
import { segmentationApi } from './contract.ts';
import { ratingTarget } from './import-target.ts';
import { segmentationMessages } from './messages.ts';
import { segmentsKind } from './policy.ts';
import { segmentationHandlers } from './routes.ts';

export { closeSegmentation, openSegmentation, segmentsOn, type SegmentsOfDay } from './commands.ts';
export { segmentsKind, type Segments } from './policy.ts';

export const segmentation: Module = {
  name: 'segmentation',
  phrases: segmentationMessages,
  rights: segmentationRights,
  api: segmentationApi,
  handlers: segmentationHandlers,
  policies: [segmentsKind],
  importTargets: [ratingTarget],
};
