import { MedicineBoxOutlined } from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

export const healthPages: readonly PageRow[] = [
  {
    path: '/health',
    page: lazyRouteComponent(() => import('./health.tsx'), 'Health'),
    right: 'health.read',
    title: 'health.title',
    group: 'administration',
    icon: MedicineBoxOutlined,
  },
];
