import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerTab } from '../../customer-tab.ts';

/** 持有: accounts, balances, loans, invoices. */
export const holdingsTabs: readonly CustomerTab[] = [
  {
    name: 'holdings',
    title: 'holdings.title',
    right: 'holdings.read',
    order: 20,
    page: lazy(() => import('./customer-tab.tsx'), 'HoldingsTab'),
  },
];
