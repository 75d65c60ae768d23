import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerTab } from '../../customer-tab.ts';

/** 贡献: what a customer brings, and how it is made up. */
export const contributionTabs: readonly CustomerTab[] = [
  {
    name: 'contribution',
    title: 'contribution.title',
    right: 'contribution.read',
    order: 30,
    page: lazy(() => import('./customer-tab.tsx'), 'ContributionTab'),
  },
];
