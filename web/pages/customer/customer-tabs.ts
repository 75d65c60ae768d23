import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerTab } from '../../customer-tab.ts';

/** The tabs of the customers room itself. */
export const customerOwnTabs: readonly CustomerTab[] = [
  {
    name: 'overview',
    title: 'customers.tab.overview',
    order: 10,
    page: lazy(() => import('./overview.tsx'), 'OverviewTab'),
  },
  {
    name: 'relations',
    title: 'customers.tab.relations',
    order: 50,
    page: lazy(() => import('./relations.tsx'), 'RelationsTab'),
  },
  {
    name: 'management',
    title: 'customers.tab.management',
    order: 70,
    page: lazy(() => import('./management.tsx'), 'ManagementTab'),
  },
];
