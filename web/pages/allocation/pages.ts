import { InboxOutlined } from '@ant-design/icons';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

/** The pool, and hand-overs, which are reached from the allocation. */
export const handoverPages: readonly PageRow[] = [
  {
    path: '/pool',
    page: lazy(() => import('./pool.tsx'), 'Pool'),
    right: 'allocation.read_pool',
    title: 'allocation.pool',
    group: 'managing',
    icon: InboxOutlined,
  },
  {
    path: '/allocation/proposals/$proposalId',
    page: lazy(() => import('./proposal.tsx'), 'ProposalPage'),
    right: 'allocation.read_proposals',
    title: 'allocation.proposals',
  },
  {
    path: '/allocation/hand-overs/new',
    page: lazy(() => import('./new-handover.tsx'), 'NewHandover'),
    right: 'allocation.propose_handover',
    title: 'allocation.handover_new',
  },
  {
    path: '/allocation/hand-overs/many',
    page: lazy(() => import('./deed.tsx'), 'DeedPage'),
    right: 'allocation.propose_handover',
    title: 'allocation.deed_title',
  },
  {
    path: '/allocation/hand-overs/$handoverId',
    page: lazy(() => import('./handover.tsx'), 'HandoverPage'),
    right: 'allocation.read_handovers',
    title: 'allocation.handovers',
  },
];
