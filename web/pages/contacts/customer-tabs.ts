import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerFact, CustomerTab } from '../../customer-tab.ts';

/** 联系: what was said with the customer, by whom. */
export const contactTabs: readonly CustomerTab[] = [
  {
    name: 'contacts',
    title: 'contacts.tab',
    right: 'contacts.read',
    order: 25,
    page: lazy(() => import('./customer-tab.tsx'), 'ContactsTab'),
  },
];

/** The day of the last contact, beside the name. */
export const contactFacts: readonly CustomerFact[] = [
  {
    name: 'contacts.last',
    title: 'contacts.last',
    right: 'contacts.read',
    order: 60,
    fact: lazy(() => import('./customer-tab.tsx'), 'LastContact'),
  },
];
