import { systemActor } from '../../../core/actor.ts';
import type { Job } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { lapse } from './commands.ts';

/** Each night: what was not claimed in time returns, what is left of an ended year expires. */
export const expensesJobs: readonly Job[] = [
  {
    name: 'expenses.lapse',
    cron: '40 2 * * *',
    run: async (database) => {
      await database.transaction(systemActor('expenses'), async (tx) =>
        lapse(tx, await businessDay(tx)),
      );
    },
  },
];
