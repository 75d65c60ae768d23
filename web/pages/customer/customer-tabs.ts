import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { CustomerFact, CustomerTab } from '../../customer-tab.ts';

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
    name: 'documents',
    title: 'customers.tab.documents',
    right: 'customers.read_documents',
    order: 60,
    page: lazy(() => import('./documents.tsx'), 'DocumentsTab'),
  },
  {
    name: 'consents',
    title: 'customers.tab.consents',
    order: 62,
    page: lazy(() => import('./consents.tsx'), 'ConsentsTab'),
  },
  {
    name: 'management',
    title: 'customers.tab.management',
    order: 70,
    page: lazy(() => import('./management.tsx'), 'ManagementTab'),
  },
];

const facts = () => import('./facts.tsx');

/** Who leads, whether his grade fits, what the customer agreed to, where and since when. */
export const customerOwnFacts: readonly CustomerFact[] = [
  { name: 'lead', title: 'customers.fact.lead', order: 10, fact: lazy(facts, 'LeadFact') },
  { name: 'match', title: 'customers.fact.match', order: 12, fact: lazy(facts, 'MatchFact') },
  { name: 'grade', title: 'customers.field.grade', order: 14, fact: lazy(facts, 'GradeFact') },
  { name: 'consent', title: 'customers.fact.consent', order: 16, fact: lazy(facts, 'ConsentFact') },
  { name: 'group', title: 'customers.field.groupName', order: 50, fact: lazy(facts, 'GroupFact') },
  {
    name: 'booking',
    title: 'customers.field.bookingUnit',
    order: 52,
    fact: lazy(facts, 'BookingFact'),
  },
  { name: 'since', title: 'customers.field.openedOn', order: 54, fact: lazy(facts, 'SinceFact') },
];
