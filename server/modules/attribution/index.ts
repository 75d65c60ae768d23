import type { Module } from '../../platform/module.ts';
import { holdInPool } from '../allocation/index.ts';
import { attributionRights } from './access.ts';
import { attributionApi } from './contract.ts';
import { disputeHold } from './holds.ts';
import { attributionMessages } from './messages.ts';
import { attributionKind } from './policy.ts';
import { attributionHandlers } from './routes.ts';

export { proposeAgreement } from './agreement-commands.ts';
export { closeAttribution, closedDaysBefore, personMeasures } from './commands.ts';
export type { PersonMeasure } from './store/closing.ts';
export { unassigned } from './contract.ts';
export { attributionKind, type AttributionRules } from './policy.ts';
export { registerReferral } from './referral-commands.ts';
export type { BookedAmount, OwnerSpan } from './rules/claims.ts';
export { splitMeasure } from './rules/split.ts';

holdInPool('attribution', disputeHold);

export const attribution: Module = {
  name: 'attribution',
  phrases: attributionMessages,
  rights: attributionRights,
  api: attributionApi,
  handlers: attributionHandlers,
  ownTransactions: ['signAgreement'],
  policies: [attributionKind],
};
