import { closeArrivals, openAllocation } from '../allocation/index.ts';
import { closeAssessment, closeMetrics } from '../assessment/index.ts';
import { closeAttribution } from '../attribution/index.ts';
import { closeContribution } from '../contribution/index.ts';
import { openExpenses } from '../expenses/index.ts';
import { closeBalances } from '../holdings/index.ts';
import { closePay } from '../pay/index.ts';
import { closeSegmentation, openSegmentation } from '../segmentation/index.ts';
import { openLetters, openTargets } from '../targets/index.ts';
import type { Station } from './commands.ts';
import { letterScoring } from './letter-scoring.ts';

/** What an opening does, in this order (docs/architecture.md, "Quarters and runs"). */
export const openStations: readonly Station[] = [
  { name: 'segmentation', run: openSegmentation },
  { name: 'allocation', run: openAllocation },
  { name: 'targets', run: openTargets },
  {
    name: 'letters',
    run: async (tx, run) => openLetters(tx, run, await letterScoring(tx, run.range.from)),
  },
  { name: 'expenses', run: openExpenses },
];

/** What a closing computes, in this order. */
export const closeStations: readonly Station[] = [
  { name: 'balances', run: closeBalances },
  { name: 'arrivals', run: closeArrivals },
  { name: 'contribution', run: closeContribution },
  { name: 'segmentation', run: closeSegmentation },
  { name: 'attribution', run: closeAttribution },
  { name: 'metrics', run: closeMetrics },
  { name: 'assessment', run: closeAssessment },
  { name: 'pay', run: closePay },
];
