import { CloudDownloadOutlined } from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

export const exportPages: readonly PageRow[] = [
  {
    path: '/exports',
    page: lazyRouteComponent(() => import('./exports.tsx'), 'Exports'),
    right: 'signed_in',
    title: 'exports.title',
    group: 'data',
    icon: CloudDownloadOutlined,
  },
];
