import type { Module } from '../../platform/module.ts';
import { payRights } from './access.ts';
import { payApi } from './contract.ts';
import { payMessages } from './messages.ts';
import { paySchemeKind } from './policy.ts';
import { payHandlers } from './routes.ts';

export { closePay } from './commands.ts';
export { paySchemeKind, type PayScheme } from './policy.ts';
export { readSlip } from './routes.ts';
export { slipIdOf } from './store.ts';

export const pay: Module = {
  name: 'pay',
  phrases: payMessages,
  rights: payRights,
  api: payApi,
  handlers: payHandlers,
  policies: [paySchemeKind],
};
