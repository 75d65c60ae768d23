import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** What allocation shows on the workbenches of those who place customers. */
export const allocationCards: readonly DeskCard[] = [
  {
    key: 'allocation.over',
    title: 'desk.over_capacity',
    right: 'allocation.read',
    desks: ['team_head', 'branch_president', 'hr'],
    size: 'half',
    order: 220,
    card: lazyRouteComponent(() => import('./over-card.tsx'), 'OverCard'),
  },
];
