import { WalletOutlined } from '@ant-design/icons';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

/** Marketing money and its applications. */
export const expensePages: readonly PageRow[] = [
  {
    path: '/expenses',
    page: lazy(() => import('./expenses.tsx'), 'Expenses'),
    right: 'expenses.read',
    title: 'expenses.title',
    group: 'assessment',
    icon: WalletOutlined,
  },
  {
    path: '/expense-applications/$applicationId',
    page: lazy(() => import('./detail.tsx'), 'ExpenseApplication'),
    right: 'expenses.read',
    title: 'expenses.title',
  },
];
