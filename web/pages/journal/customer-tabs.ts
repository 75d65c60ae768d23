import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerTab } from '../../customer-tab.ts';

/** 日志: what happened with a customer over all rooms. */
export const journalTabs: readonly CustomerTab[] = [
  {
    name: 'journal',
    title: 'journal.title',
    right: 'journal.read',
    order: 90,
    page: lazy(() => import('./customer-tab.tsx'), 'JournalTab'),
  },
];
