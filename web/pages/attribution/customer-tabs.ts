import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerTab } from '../../customer-tab.ts';

/** 归属: to whom a customer's results went. */
export const attributionTabs: readonly CustomerTab[] = [
  {
    name: 'attribution',
    title: 'attribution.page.title',
    right: 'attribution.read',
    order: 40,
    page: lazy(() => import('./customer-tab.tsx'), 'AttributionTab'),
  },
];
