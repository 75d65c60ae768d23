import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** Whether the background jobs do their work, for those who look after them. */
export const jobCards: readonly DeskCard[] = [
  {
    key: 'jobs.now',
    title: 'jobs.card',
    right: 'jobs.read',
    desks: ['administrator', 'auditor'],
    size: 'half',
    order: 202,
    card: lazyRouteComponent(() => import('./jobs-card.tsx'), 'JobsCard'),
  },
];
