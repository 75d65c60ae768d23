import type { AsyncRouteComponent } from '@tanstack/react-router';
import type { customersApi } from '../server/modules/customers/contract.ts';
import type { AnswerOf } from './api/client.ts';
import type { PhraseKey } from './i18n/phrases.ts';

/** The customer as its whole view reads it. */
export type Customer = AnswerOf<(typeof customersApi)['readCustomer']>;

/** Anything a room draws for one customer: `lazyRouteComponent(() => import('./x.tsx'), 'X')`. */
export type CustomerPart = AsyncRouteComponent<{ readonly customer: Customer }>;

interface Brought {
  /** Unique in its list; a tab's is its word in the address: /customers/7?tab=overview. */
  readonly name: string;
  readonly title: PhraseKey;
  /** The right it needs; none: whoever may read the customer. */
  readonly right?: string;
  /** Smaller first; equal ones by name. Rooms leave gaps of ten. */
  readonly order: number;
}

/** One tab of a customer's whole view; it reads what it shows by the customer's id. */
export interface CustomerTab extends Brought {
  readonly page: CustomerPart;
}

/** One short fact of the head: a word, a day, a figure; never more than a line. */
export interface CustomerFact extends Brought {
  readonly fact: CustomerPart;
}

/** One card of the overview; it draws its own `Section`, or nothing when it has nothing to say. */
export interface CustomerCard extends Brought {
  readonly size: 'half' | 'whole';
  readonly card: CustomerPart;
}
