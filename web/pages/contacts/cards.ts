import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** Whom to contact, on the workbench. */
export const contactCards: readonly DeskCard[] = [
  {
    key: 'contacts.due',
    title: 'contacts.card',
    right: 'contacts.read_standards',
    desks: ['rm'],
    size: 'half',
    order: 220,
    height: 280,
    card: lazy(() => import('./desk-cards.tsx'), 'DueContacts'),
  },
  {
    key: 'contacts.team',
    title: 'contacts.card.team',
    right: 'contacts.read_fulfilment',
    desks: ['team_head', 'branch_president', 'department_officer'],
    size: 'half',
    order: 220,
    height: 280,
    card: lazy(() => import('./desk-cards.tsx'), 'TeamContacts'),
  },
];
