import type { Module } from '../../platform/module.ts';
import { contributionRights } from './access.ts';
import { contributionApi } from './contract.ts';
import { contributionMessages } from './messages.ts';
import { contributionPolicy } from './policy.ts';
import { contributionHandlers } from './routes.ts';

export { closeContribution } from './commands.ts';
export { explainContribution, type AccountMonthKey, type ExplainedMonth } from './explain.ts';
export { components, type Component } from './contract.ts';
export { contributionPolicy } from './policy.ts';

export const contribution: Module = {
  name: 'contribution',
  phrases: contributionMessages,
  rights: contributionRights,
  api: contributionApi,
  handlers: contributionHandlers,
  policies: [contributionPolicy],
};
