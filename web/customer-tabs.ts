import type { CustomerCard, CustomerFact, CustomerTab } from './customer-tab.ts';
import { attributionTabs } from './pages/attribution/customer-tabs.ts';
import { contactFacts, contactTabs } from './pages/contacts/customer-tabs.ts';
import {
  contributionCards,
  contributionFacts,
  contributionTabs,
} from './pages/contribution/customer-tabs.ts';
import { customerOwnFacts, customerOwnTabs } from './pages/customer/customer-tabs.ts';
import { holdingsCards, holdingsFacts, holdingsTabs } from './pages/holdings/customer-tabs.ts';
import { journalTabs } from './pages/journal/customer-tabs.ts';
import { segmentationTabs } from './pages/segmentation/customer-tabs.ts';

/**
 * THE TABS OF A CUSTOMER. A room brings its own from `web/pages/<room>/customer-tabs.ts`: one
 * import and one line here; the page draws what stands here and the reader may see.
 */
export const customerTabs: readonly CustomerTab[] = inOrder([
  ...customerOwnTabs,
  ...holdingsTabs,
  ...contributionTabs,
  ...contactTabs,
  ...attributionTabs,
  ...segmentationTabs,
  ...journalTabs,
]);

/** Short facts under the customer's name. */
export const customerFacts: readonly CustomerFact[] = inOrder<CustomerFact>([
  ...customerOwnFacts,
  ...holdingsFacts,
  ...contributionFacts,
  ...contactFacts,
]);

/** Cards of the overview. */
export const customerCards: readonly CustomerCard[] = inOrder<CustomerCard>([
  ...holdingsCards,
  ...contributionCards,
]);

function inOrder<T extends { readonly order: number; readonly name: string }>(
  list: readonly T[],
): readonly T[] {
  return list.toSorted((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
}
