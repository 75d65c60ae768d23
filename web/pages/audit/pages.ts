import { FileSearchOutlined, StopOutlined } from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

export const auditPages: readonly PageRow[] = [
  {
    path: '/audit-trail',
    page: lazyRouteComponent(() => import('./audit-trail.tsx'), 'AuditTrail'),
    right: 'audit.read',
    title: 'audit.title',
    group: 'administration',
    icon: FileSearchOutlined,
  },
  {
    path: '/refused-accesses',
    page: lazyRouteComponent(() => import('./refusals.tsx'), 'Refusals'),
    right: 'audit.read_refusals',
    title: 'audit.refusals',
    group: 'administration',
    icon: StopOutlined,
  },
];
