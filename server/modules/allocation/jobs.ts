import type { Job } from '../../platform/module.ts';
import { carryOutDue } from './handover-commands.ts';

/** Each morning: hand-overs accepted earlier whose day has come. */
export const allocationJobs: readonly Job[] = [
  {
    name: 'allocation.handovers',
    cron: '20 0 * * *',
    run: async (database) => {
      await carryOutDue(database);
    },
  },
];
