import { FileSearchOutlined } from '@ant-design/icons';
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
];
