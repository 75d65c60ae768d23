import { lazyRouteComponent } from '@tanstack/react-router';
import { roles } from '../../../core/actor.ts';
import type { DeskCard } from '../../desk-card.ts';

const lazy = lazyRouteComponent;

/** What stands on the workbenches and belongs to no single room. */
export const deskCards: readonly DeskCard[] = [
  {
    key: 'desk.tasks',
    title: 'desk.tasks',
    right: 'signed_in',
    desks: roles,
    size: 'whole',
    order: 10,
    height: 196,
    card: lazy(() => import('./tasks.tsx'), 'Tasks'),
  },
  {
    key: 'desk.head',
    title: 'desk.title',
    right: 'desk.read_own',
    desks: ['rm'],
    size: 'whole',
    order: 100,
    height: 134,
    bare: true,
    card: lazy(() => import('./rm-head.tsx'), 'RmHead'),
  },
  {
    key: 'desk.arrears',
    title: 'desk.arrears',
    right: 'desk.read_own',
    desks: ['rm'],
    size: 'third',
    order: 300,
    card: lazy(() => import('./lists.tsx'), 'Arrears'),
  },
  {
    key: 'desk.movers',
    title: 'desk.movers',
    right: 'desk.read_own',
    desks: ['rm'],
    size: 'third',
    order: 310,
    card: lazy(() => import('./lists.tsx'), 'Movers'),
  },
  {
    key: 'desk.birthdays',
    title: 'desk.birthdays',
    right: 'desk.read_own',
    desks: ['rm'],
    size: 'third',
    order: 320,
    card: lazy(() => import('./lists.tsx'), 'Birthdays'),
  },
  {
    key: 'desk.trend',
    title: 'desk.trend',
    right: 'desk.read_own',
    desks: ['rm'],
    size: 'half',
    order: 800,
    height: 340,
    card: lazy(() => import('./trend.tsx'), 'Trend'),
  },
  {
    key: 'desk.segments',
    title: 'desk.segments',
    right: 'desk.read_own',
    desks: ['rm'],
    size: 'half',
    order: 810,
    height: 340,
    card: lazy(() => import('./segments.tsx'), 'Segments'),
  },
];
