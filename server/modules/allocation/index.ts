import type { Module } from '../../platform/module.ts';
import { allocationRights } from './access.ts';
import { allocationApi } from './contract.ts';
import { allocationJobs } from './jobs.ts';
import { allocationMessages } from './messages.ts';
import { allocationKind } from './policy.ts';
import { poolKind } from './policy/pool.ts';
import { allocationHandlers } from './routes.ts';

export { closeArrivals, openAllocation } from './commands.ts';
export { carryOutDue } from './handover-commands.ts';
export { holdInPool, type Hold, type HoldQuestion } from './holds.ts';
export { claimCustomers } from './pool-commands.ts';
export { giveIntoPool } from './pool-entries.ts';
export { registerProposal, runProposal } from './proposal-commands.ts';
export { runPoolNight } from './pool-night.ts';
export { poolKind } from './policy/pool.ts';

export const allocation: Module = {
  name: 'allocation',
  phrases: allocationMessages,
  rights: allocationRights,
  api: allocationApi,
  handlers: allocationHandlers,
  ownTransactions: [
    'previewHandover',
    'proposeHandover',
    'answerHandover',
    'previewDeed',
    'proposeDeed',
    'withdrawHandover',
    'previewClaims',
    'claim',
    'returnToPool',
    'undoReturn',
    'putIntoPool',
    'previewReturns',
    'previewEntries',
    'previewAcceptance',
    'acceptMoves',
  ],
  policies: [allocationKind, poolKind],
  jobs: allocationJobs,
};
