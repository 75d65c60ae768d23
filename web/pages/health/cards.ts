import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** What is not well with the installation, for those who look after it. */
export const healthCards: readonly DeskCard[] = [
  {
    key: 'health.now',
    title: 'health.title',
    right: 'health.read',
    desks: ['administrator', 'auditor'],
    size: 'half',
    order: 201,
    card: lazyRouteComponent(() => import('./health-card.tsx'), 'HealthCard'),
  },
];
