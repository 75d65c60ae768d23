import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** What imports show to those who watch the data. */
export const importCards: readonly DeskCard[] = [
  {
    key: 'imports.latest',
    title: 'imports.title',
    right: 'imports.read',
    desks: ['auditor', 'administrator'],
    size: 'half',
    order: 230,
    card: lazyRouteComponent(() => import('./imports-card.tsx'), 'ImportsCard'),
  },
];
