import type { Job } from '../../platform/module.ts';
import { carryOutDue } from './handover-commands.ts';
import { runPoolNight } from './pool-night.ts';

/** Each night: hand-overs accepted earlier whose day has come; then the pool. */
export const allocationJobs: readonly Job[] = [
  {
    name: 'allocation.handovers',
    cron: '20 0 * * *',
    run: async (database) => {
      await carryOutDue(database);
    },
  },
  {
    name: 'allocation.pool',
    cron: '40 0 * * *',
    run: async (database) => {
      await runPoolNight(database);
    },
  },
];
