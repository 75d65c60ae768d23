import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerTab } from '../../customer-tab.ts';

/** 分层: how type, class and tier changed. */
export const segmentationTabs: readonly CustomerTab[] = [
  {
    name: 'segments',
    title: 'customers.tab.segments',
    right: 'segmentation.read',
    order: 75,
    page: lazy(() => import('./customer-tab.tsx'), 'SegmentsTab'),
  },
];
