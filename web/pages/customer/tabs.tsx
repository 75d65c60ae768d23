import type { ComponentType } from 'react';
import type { PhraseKey } from '../../i18n/phrases.ts';
import { ContributionTab } from '../contribution/customer-tab.tsx';
import { HoldingsTab } from '../holdings/customer-tab.tsx';
import { ManagementTab } from './management.tsx';
import { OverviewTab } from './overview.tsx';
import { RelationsTab } from './relations.tsx';
import { SegmentsTab } from './segments.tsx';
import type { Customer } from './shape.ts';

/** One tab of a customer's whole view; it reads what it shows by the customer's id. */
export interface CustomerTab {
  /** Its word in the address: /customers/7?tab=overview. */
  readonly name: string;
  readonly title: PhraseKey;
  /** The right it needs; none: whoever may read the customer. */
  readonly right?: string;
  readonly page: ComponentType<{ readonly customer: Customer }>;
}

/**
 * THE TABS OF A CUSTOMER, in order. A room adds its line here and its component in its own folder
 * of web/pages.
 */
export const customerTabs: readonly CustomerTab[] = [
  { name: 'overview', title: 'customers.tab.overview', page: OverviewTab },
  { name: 'holdings', title: 'holdings.title', right: 'holdings.read', page: HoldingsTab },
  {
    name: 'contribution',
    title: 'contribution.title',
    right: 'contribution.read',
    page: ContributionTab,
  },
  { name: 'relations', title: 'customers.tab.relations', page: RelationsTab },
  { name: 'management', title: 'customers.tab.management', page: ManagementTab },
  { name: 'segments', title: 'customers.tab.segments', page: SegmentsTab },
  // 日志 (journal)
];
