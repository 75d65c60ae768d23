import { closeArrivals, openAllocation } from '../allocation/index.ts';
import type { Station } from './commands.ts';
import { openExpenses } from '../expenses/index.ts';
import { closeBalances } from '../holdings/index.ts';

/** What an opening does, in this order (docs/architecture.md, "Quarters and runs"). */
export const openStations: readonly Station[] = [
  { name: 'allocation', run: openAllocation },
  { name: 'expenses', run: openExpenses },
];

/** What a closing computes, in this order. */
export const closeStations: readonly Station[] = [
  { name: 'balances', run: closeBalances },
  { name: 'arrivals', run: closeArrivals },
];
