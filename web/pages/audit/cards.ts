import { lazyRouteComponent } from '@tanstack/react-router';
import type { DeskCard } from '../../desk-card.ts';

/** What the audit shows on the workbench of who reads it every morning. */
export const auditCards: readonly DeskCard[] = [
  {
    key: 'audit.exceptions',
    title: 'desk.exceptions',
    right: 'desk.read_exceptions',
    desks: ['auditor'],
    size: 'half',
    order: 180,
    card: lazyRouteComponent(() => import('./exceptions-card.tsx'), 'ExceptionsCard'),
  },
  {
    key: 'audit.refusals',
    title: 'audit.refusals.card',
    right: 'audit.read_refusals',
    desks: ['auditor', 'risk', 'administrator'],
    size: 'half',
    order: 181,
    card: lazyRouteComponent(() => import('./refusals-card.tsx'), 'RefusalsCard'),
  },
];
