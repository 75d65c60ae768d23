import type { Module } from '../../platform/module.ts';
import { rewardsRights } from './access.ts';
import { rewardsApi } from './contract.ts';
import { rewardsMessages } from './messages.ts';
import { rewardFundKind } from './policy.ts';
import { rewardsHandlers } from './routes.ts';

export { enterSource } from './commands.ts';

export const rewards: Module = {
  name: 'rewards',
  phrases: rewardsMessages,
  rights: rewardsRights,
  api: rewardsApi,
  handlers: rewardsHandlers,
  policies: [rewardFundKind],
};
