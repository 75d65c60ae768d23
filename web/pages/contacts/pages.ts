import { MessageOutlined, ScheduleOutlined } from '@ant-design/icons';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

/** What was said with customers, and who is to be contacted. */
export const contactPages: readonly PageRow[] = [
  {
    path: '/contacts',
    page: lazy(() => import('./contacts.tsx'), 'Contacts'),
    right: 'contacts.read',
    title: 'contacts.title',
    group: 'customers',
    icon: MessageOutlined,
  },
  {
    path: '/contact-standards',
    page: lazy(() => import('./standards.tsx'), 'ContactStandards'),
    right: 'contacts.read_standards',
    title: 'contacts.standards',
    group: 'customers',
    icon: ScheduleOutlined,
  },
  {
    path: '/contact-fulfilment',
    page: lazy(() => import('./fulfilment.tsx'), 'ContactFulfilment'),
    right: 'contacts.read_fulfilment',
    title: 'contacts.card.team',
    group: 'customers',
    icon: ScheduleOutlined,
  },
];
