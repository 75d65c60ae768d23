import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

/** Pages behind the results: an agreement, an RM, a customer. */
export const attributionPages: readonly PageRow[] = [
  {
    path: '/attribution/agreements/$agreementId',
    page: lazy(() => import('./agreement.tsx'), 'AgreementPage'),
    right: 'attribution.read',
    title: 'attribution.page.agreements',
  },
  {
    path: '/attribution/staff/$staffId',
    page: lazy(() => import('./of-staff.tsx'), 'StaffAttributionPage'),
    right: 'attribution.read',
    title: 'attribution.page.title',
  },
  {
    path: '/attribution/customers/$customerId',
    page: lazy(() => import('./of-customer.tsx'), 'CustomerAttributionPage'),
    right: 'attribution.read',
    title: 'attribution.page.of_customer',
  },
];
