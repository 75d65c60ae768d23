import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** How far the quarters are, for those who take a step in them. */
export const closingCards: readonly DeskCard[] = [
  {
    key: 'closing.quarters',
    title: 'desk.quarters',
    right: 'closing.read',
    desks: ['department_officer', 'hr', 'finance', 'auditor', 'administrator'],
    size: 'half',
    order: 210,
    card: lazyRouteComponent(() => import('./quarters-card.tsx'), 'QuartersCard'),
  },
];
