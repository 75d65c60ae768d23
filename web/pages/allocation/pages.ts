import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

/** Pages of hand-overs, reached from the allocation. */
export const handoverPages: readonly PageRow[] = [
  {
    path: '/allocation/hand-overs/new',
    page: lazy(() => import('./new-handover.tsx'), 'NewHandover'),
    right: 'allocation.propose_handover',
    title: 'allocation.handover_new',
  },
  {
    path: '/allocation/hand-overs/$handoverId',
    page: lazy(() => import('./handover.tsx'), 'HandoverPage'),
    right: 'allocation.read_handovers',
    title: 'allocation.handovers',
  },
];
