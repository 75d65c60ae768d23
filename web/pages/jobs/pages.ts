import { ScheduleOutlined } from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

export const jobPages: readonly PageRow[] = [
  {
    path: '/jobs',
    page: lazyRouteComponent(() => import('./jobs.tsx'), 'Jobs'),
    right: 'jobs.read',
    title: 'jobs.title',
    group: 'administration',
    icon: ScheduleOutlined,
  },
];
