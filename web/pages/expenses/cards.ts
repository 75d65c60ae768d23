import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** What the marketing money shows on the workbench. */
export const expenseCards: readonly DeskCard[] = [
  {
    key: 'expenses.purse',
    title: 'expenses.title',
    right: 'expenses.apply',
    desks: ['rm'],
    size: 'third',
    order: 330,
    card: lazyRouteComponent(() => import('./purse-card.tsx'), 'PurseCard'),
  },
];
