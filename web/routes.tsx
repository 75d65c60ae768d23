import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  FileProtectOutlined,
  FormOutlined,
  FundOutlined,
  HomeOutlined,
  ImportOutlined,
  LineChartOutlined,
  OrderedListOutlined,
  PartitionOutlined,
  PieChartOutlined,
  SafetyOutlined,
  StarOutlined,
  SyncOutlined,
  TeamOutlined,
  UserAddOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRow } from './page-row.ts';
import { handoverPages } from './pages/allocation/pages.ts';
import { attributionPages } from './pages/attribution/pages.ts';
import { auditPages } from './pages/audit/pages.ts';
import { healthPages } from './pages/health/pages.ts';
import { jobPages } from './pages/jobs/pages.ts';
import { exportPages } from './pages/exports/pages.ts';
import { payPages } from './pages/pay/pages.ts';
import { targetPages } from './pages/targets/pages.ts';
import { contactPages } from './pages/contacts/pages.ts';
import { expensePages } from './pages/expenses/pages.ts';
import { importPages } from './pages/imports/pages.ts';
import { rewardPages } from './pages/rewards/pages.ts';

const lazy = lazyRouteComponent;

/**
 * THE PAGE TABLE. One row a page; within a group the order is the menu's.
 * '/' opens the first page of the menu that the reader may see.
 */
export const pages: readonly PageRow[] = [
  // 工作台
  {
    path: '/desk',
    hasFewWords: true,
    page: lazy(() => import('./pages/desk/desk.tsx'), 'Desk'),
    right: 'signed_in',
    title: 'desk.title',
    group: 'desk',
    icon: HomeOutlined,
  },
  {
    path: '/board',
    page: lazy(() => import('./pages/board/board.tsx'), 'Board'),
    right: 'desk.read_board',
    title: 'desk.board',
    group: 'desk',
    icon: BarChartOutlined,
  },
  {
    path: '/account',
    page: lazy(() => import('./pages/auth/own-account.tsx'), 'OwnAccount'),
    right: 'signed_in',
    title: 'web.account.title',
  },
  {
    path: '/notices',
    page: lazy(() => import('./pages/notices/notices.tsx'), 'Notices'),
    right: 'signed_in',
    title: 'web.notices.title',
  },
  // 客户
  {
    path: '/customers',
    page: lazy(() => import('./pages/customers/list.tsx'), 'CustomerList'),
    right: 'customers.read',
    title: 'customers.title',
    group: 'customers',
    icon: TeamOutlined,
  },
  {
    path: '/customers/$customerId',
    page: lazy(() => import('./pages/customer/customer.tsx'), 'CustomerPage'),
    right: 'customers.read',
    title: 'customers.title',
  },
  {
    path: '/customer-duplicates',
    page: lazy(() => import('./pages/customers/duplicates.tsx'), 'CustomerDuplicates'),
    right: 'customers.read_duplicates',
    title: 'customers.duplicates.title',
  },
  {
    path: '/contribution',
    page: lazy(() => import('./pages/contribution/list.tsx'), 'ContributionPage'),
    right: 'contribution.read',
    title: 'contribution.list.title',
    group: 'customers',
    icon: BarChartOutlined,
  },
  {
    path: '/segments',
    page: lazy(() => import('./pages/segmentation/overview.tsx'), 'SegmentationOverview'),
    right: 'segmentation.read',
    title: 'segmentation.title',
    group: 'customers',
    icon: PieChartOutlined,
  },

  ...contactPages,

  // 管户与目标
  {
    path: '/allocation',
    page: lazy(() => import('./pages/allocation/allocation.tsx'), 'Allocation'),
    right: 'allocation.read',
    title: 'allocation.title',
    group: 'managing',
    icon: UserAddOutlined,
  },
  ...handoverPages,
  ...targetPages,

  // 考核与薪酬
  {
    path: '/sheets',
    page: lazy(() => import('./pages/assessment/sheets.tsx'), 'Sheets'),
    right: 'assessment.read',
    title: 'assessment.title',
    group: 'assessment',
    icon: AuditOutlined,
  },
  {
    path: '/sheets/$sheetId',
    page: lazy(() => import('./pages/assessment/sheet.tsx'), 'Sheet'),
    right: 'assessment.read',
    title: 'assessment.sheet',
  },
  {
    path: '/assessment-cycles',
    page: lazy(() => import('./pages/cycle/cycle.tsx'), 'CycleNow'),
    right: 'assessment.read_cycle',
    title: 'assessment.cycle.title',
    group: 'assessment',
    icon: OrderedListOutlined,
  },
  {
    path: '/assessment-cycles/$quarter',
    page: lazy(() => import('./pages/cycle/cycle.tsx'), 'CycleOf'),
    right: 'assessment.read_cycle',
    title: 'assessment.cycle.title',
  },
  {
    path: '/assessment-cycles/$quarter/marks',
    page: lazy(() => import('./pages/cycle/marks.tsx'), 'Marks'),
    right: 'assessment.mark',
    title: 'assessment.marks.title',
  },
  {
    path: '/competence',
    page: lazy(() => import('./pages/competence/competence.tsx'), 'Competence'),
    right: 'assessment.rate',
    title: 'assessment.competence.title',
    group: 'assessment',
    icon: StarOutlined,
  },
  {
    path: '/metric-catalogue',
    page: lazy(() => import('./pages/metrics/catalogue.tsx'), 'MetricCatalogue'),
    right: 'metrics.read',
    title: 'metrics.title',
    group: 'assessment',
    icon: FundOutlined,
  },
  {
    path: '/metric-figures',
    page: lazy(() => import('./pages/metrics/figures.tsx'), 'MetricFigures'),
    right: 'metrics.read_figures',
    title: 'metrics.figures',
    group: 'assessment',
    icon: FormOutlined,
  },
  {
    path: '/attribution/staff/$staffId/metrics/$metric',
    page: lazy(() => import('./pages/attribution/behind-metric.tsx'), 'BehindMetricPage'),
    right: 'attribution.read',
    title: 'attribution.page.customers_behind',
  },
  ...payPages,
  ...rewardPages,
  ...expensePages,
  {
    path: '/quarters',
    page: lazy(() => import('./pages/closing/quarters.tsx'), 'Quarters'),
    right: 'closing.read',
    title: 'closing.title',
    group: 'assessment',
    icon: SyncOutlined,
  },
  {
    path: '/quarters/$quarter',
    page: lazy(() => import('./pages/closing/quarter.tsx'), 'Quarter'),
    right: 'closing.read',
    title: 'closing.title',
  },
  {
    path: '/attribution',
    page: lazy(() => import('./pages/attribution/overview.tsx'), 'AttributionPage'),
    right: 'attribution.read',
    title: 'attribution.page.title',
    group: 'assessment',
    icon: PartitionOutlined,
  },
  ...attributionPages,

  // 数据
  {
    path: '/imports',
    page: lazy(() => import('./pages/imports/imports.tsx'), 'Imports'),
    right: 'imports.read',
    title: 'imports.title',
    group: 'data',
    icon: ImportOutlined,
  },
  {
    path: '/imports/$batchId',
    page: lazy(() => import('./pages/imports/import.tsx'), 'Import'),
    right: 'imports.read',
    title: 'imports.one',
  },
  ...exportPages,
  ...importPages,

  // 制度
  {
    path: '/policies',
    page: lazy(() => import('./pages/policies/policies.tsx'), 'Policies'),
    right: 'policy.read',
    title: 'policy.title',
    group: 'policies',
    icon: FileProtectOutlined,
  },
  {
    path: '/policies/$kind',
    page: lazy(() => import('./pages/policies/policy.tsx'), 'Policy'),
    right: 'policy.read',
    title: 'policy.title',
  },
  {
    path: '/policies/$kind/draft',
    page: lazy(() => import('./pages/policies/draft.tsx'), 'PolicyDraft'),
    right: 'policy.draft',
    title: 'policy.new_draft',
  },
  {
    path: '/products',
    page: lazy(() => import('./pages/products/products.tsx'), 'Products'),
    right: 'products.read',
    title: 'products.title',
    group: 'policies',
    icon: LineChartOutlined,
  },

  // 管理
  {
    path: '/units',
    page: lazy(() => import('./pages/organisation/units.tsx'), 'Units'),
    right: 'organisation.read',
    title: 'organisation.units.title',
    group: 'administration',
    icon: ApartmentOutlined,
  },
  {
    path: '/staff',
    page: lazy(() => import('./pages/people/staff.tsx'), 'Staff'),
    right: 'people.read',
    title: 'people.staff.title',
    group: 'administration',
    icon: TeamOutlined,
  },
  {
    path: '/staff/$staffId',
    page: lazy(() => import('./pages/people/staff-file.tsx'), 'StaffFile'),
    right: 'people.read',
    title: 'people.staff.file',
  },
  {
    path: '/calendar',
    page: lazy(() => import('./pages/organisation/calendar.tsx'), 'Calendar'),
    right: 'organisation.read',
    title: 'organisation.calendar.title',
    group: 'administration',
    icon: CalendarOutlined,
  },
  {
    path: '/accounts',
    page: lazy(() => import('./pages/auth/accounts.tsx'), 'Accounts'),
    right: 'accounts.list',
    title: 'web.accounts.title',
    group: 'administration',
    icon: UserSwitchOutlined,
  },
  {
    path: '/accounts/$accountId',
    page: lazy(() => import('./pages/auth/account.tsx'), 'AccountPage'),
    right: 'accounts.list',
    title: 'auth.account',
  },
  {
    path: '/roles',
    page: lazy(() => import('./pages/auth/roles.tsx'), 'Roles'),
    right: 'accounts.list',
    title: 'auth.roles.title',
    group: 'administration',
    icon: SafetyOutlined,
  },
  ...auditPages,
  ...jobPages,
  ...healthPages,
];

/** Pages outside the frame: no menu, no session needed. */
export const openPages: readonly Pick<PageRow, 'path' | 'page'>[] = [
  { path: '/sign-in', page: lazy(() => import('./pages/auth/sign-in.tsx'), 'SignIn') },
  {
    path: '/first-password',
    page: lazy(() => import('./pages/auth/first-password.tsx'), 'FirstPassword'),
  },
  // Opens without network: notes are written and kept here.
  { path: '/notes', page: lazy(() => import('./pages/contacts/notes-place.tsx'), 'NotesPlace') },
];
