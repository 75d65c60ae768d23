import { AimOutlined, SolutionOutlined } from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRow } from '../../page-row.ts';

const lazy = lazyRouteComponent;

/** Targets and responsibility letters. */
export const targetPages: readonly PageRow[] = [
  {
    path: '/targets',
    page: lazy(() => import('./list.tsx'), 'TargetsPage'),
    right: 'targets.read',
    title: 'targets.page.title',
    group: 'managing',
    icon: AimOutlined,
  },
  {
    path: '/targets/$staffId',
    page: lazy(() => import('./of-staff.tsx'), 'StaffTargetsPage'),
    right: 'targets.read',
    title: 'targets.page.title',
  },
  {
    path: '/letters',
    page: lazy(() => import('../letters/board.tsx'), 'LettersPage'),
    right: 'targets.read_letters',
    title: 'targets.letter.title',
    group: 'managing',
    icon: SolutionOutlined,
  },
  {
    path: '/letters/$letterId',
    page: lazy(() => import('../letters/detail.tsx'), 'LetterPage'),
    right: 'targets.read_letters',
    title: 'targets.letter.title',
  },
  {
    path: '/letter-amendments/$amendmentId',
    page: lazy(() => import('../letters/amendment.tsx'), 'AmendmentPage'),
    right: 'targets.read_letters',
    title: 'targets.letter.title',
  },
];
