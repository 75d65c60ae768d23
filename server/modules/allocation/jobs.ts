import { z } from 'zod';
import type { Job } from '../../platform/module.ts';
import { carryOutDue } from './handover-commands.ts';
import { runPoolNight } from './pool-night.ts';
import { proposalJob, runProposal } from './proposal-commands.ts';

const asked = z.object({
  proposalId: z.string().transform(BigInt),
  accountId: z.string().transform(BigInt),
});

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
  {
    name: proposalJob,
    run: async (database, input) => {
      const { proposalId, accountId } = asked.parse(input);
      await runProposal(database, { proposalId, accountId });
    },
    page: (input) => `/allocation/proposals/${asked.parse(input).proposalId}`,
    byHand: { repeat: true },
  },
];
