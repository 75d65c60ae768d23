import { UserSwitchOutlined } from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { AsyncRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { PhraseKey } from './i18n/phrases.ts';

/** The groups of the menu, in order. */
export const groups = [
  'desk',
  'customers',
  'managing',
  'assessment',
  'data',
  'policies',
  'administration',
] as const;
export type Group = (typeof groups)[number];

/**
 * One page: where it is, what it needs, and where the menu shows it (no group: not in the menu).
 */
export interface PageRow {
  readonly path: string;
  readonly page: AsyncRouteComponent<object>;
  /** A key of some access.ts, or 'signed_in'. */
  readonly right: string;
  readonly title: PhraseKey;
  readonly group?: Group;
  readonly icon?: ComponentType;
}

const lazy = lazyRouteComponent;

/**
 * THE PAGE TABLE. One row a page; within a group the order is the menu's.
 * '/' opens the first page of the menu that the reader may see.
 */
export const pages: readonly PageRow[] = [
  // 工作台
  {
    path: '/account',
    page: lazy(() => import('./pages/auth/own-account.tsx'), 'OwnAccount'),
    right: 'signed_in',
    title: 'web.account.title',
  },
  // 客户

  // 管户与目标

  // 考核与薪酬

  // 数据

  // 制度

  // 管理
  {
    path: '/accounts',
    page: lazy(() => import('./pages/auth/accounts.tsx'), 'Accounts'),
    right: 'accounts.list',
    title: 'web.accounts.title',
    group: 'administration',
    icon: UserSwitchOutlined,
  },
];

/** Pages outside the frame: no menu, no session needed. */
export const openPages: readonly Pick<PageRow, 'path' | 'page'>[] = [
  { path: '/sign-in', page: lazy(() => import('./pages/auth/sign-in.tsx'), 'SignIn') },
  {
    path: '/first-password',
    page: lazy(() => import('./pages/auth/first-password.tsx'), 'FirstPassword'),
  },
];

