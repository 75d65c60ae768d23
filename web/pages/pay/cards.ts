import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** Performance pay that is taken back, for who proposes it and who watches over risk. */
export const payCards: readonly DeskCard[] = [
  {
    key: 'pay.clawbacks',
    title: 'desk.clawbacks',
    right: 'pay.read_clawbacks',
    desks: ['risk'],
    size: 'half',
    order: 240,
    height: 260,
    card: lazyRouteComponent(() => import('./clawbacks-card.tsx'), 'ClawbacksCard'),
  },
];
