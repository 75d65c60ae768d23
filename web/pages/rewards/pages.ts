import { TrophyOutlined } from '@ant-design/icons';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

/** The reward fund and its proposals. */
export const rewardPages: readonly PageRow[] = [
  {
    path: '/rewards',
    page: lazy(() => import('./rewards.tsx'), 'Rewards'),
    right: 'rewards.read',
    title: 'rewards.title',
    group: 'assessment',
    icon: TrophyOutlined,
  },
  {
    path: '/rewards/$proposalId',
    page: lazy(() => import('./proposal.tsx'), 'RewardProposal'),
    right: 'rewards.read',
    title: 'rewards.title',
  },
];
