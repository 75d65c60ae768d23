import {
  AccountBookOutlined,
  BankOutlined,
  FieldTimeOutlined,
  RollbackOutlined,
} from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

const lazy = lazyRouteComponent;

/** The pages of pay, in the order of the menu: slips, and what happens to the money afterwards. */
export const payPages: readonly PageRow[] = [
  {
    path: '/slips',
    page: lazy(() => import('./slips.tsx'), 'Slips'),
    right: 'pay.read',
    title: 'pay.title',
    group: 'assessment',
    icon: AccountBookOutlined,
  },
  {
    path: '/slips/$slipId',
    page: lazy(() => import('./slip.tsx'), 'Slip'),
    right: 'pay.read',
    title: 'pay.slip',
  },
  {
    path: '/deferral-plans',
    page: lazy(() => import('./plans.tsx'), 'DeferralPlans'),
    right: 'pay.read',
    title: 'pay.plans',
    group: 'assessment',
    icon: FieldTimeOutlined,
  },
  {
    path: '/deferral-plans/$staffId',
    page: lazy(() => import('./plan.tsx'), 'DeferralPlan'),
    right: 'pay.read',
    title: 'pay.plan',
  },
  {
    path: '/pay-settlements',
    page: lazy(() => import('./settlements.tsx'), 'Settlements'),
    right: 'pay.read',
    title: 'pay.settlements',
  },
  {
    path: '/pay-batches',
    page: lazy(() => import('./batches.tsx'), 'PayBatches'),
    right: 'pay.read_batches',
    title: 'pay.batches',
    group: 'assessment',
    icon: BankOutlined,
  },
  {
    path: '/pay-batches/$batchId',
    page: lazy(() => import('./batch.tsx'), 'PayBatch'),
    right: 'pay.read_batches',
    title: 'pay.batch',
  },
  {
    path: '/pay-corrections',
    page: lazy(() => import('./corrections.tsx'), 'Corrections'),
    right: 'pay.read',
    title: 'pay.corrections',
  },
  {
    path: '/clawbacks',
    page: lazy(() => import('./clawbacks.tsx'), 'Clawbacks'),
    right: 'pay.read_clawbacks',
    title: 'pay.clawbacks',
    group: 'assessment',
    icon: RollbackOutlined,
  },
  {
    path: '/clawbacks/$clawbackId',
    page: lazy(() => import('./clawback.tsx'), 'Clawback'),
    right: 'pay.read_clawbacks',
    title: 'pay.clawback',
  },
];
