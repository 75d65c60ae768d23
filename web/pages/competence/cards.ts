import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** How far the competence reviews are. */
export const competenceCards: readonly DeskCard[] = [
  {
    key: 'competence.reviews',
    title: 'desk.reviews',
    right: 'assessment.rate',
    desks: ['hr'],
    size: 'half',
    order: 160,
    height: 260,
    card: lazyRouteComponent(() => import('./reviews-card.tsx'), 'ReviewsCard'),
  },
];
