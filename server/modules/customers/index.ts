import type { Module } from '../../platform/module.ts';
import { customersRights } from './access.ts';
import { customersApi } from './contract.ts';
import { customerTarget, groupTarget, managementTarget } from './import-target.ts';
import { customersMessages } from './messages.ts';
import { customerFileKind } from './policy.ts';
import { ownershipTarget, relatedPartyTarget } from './relation-targets.ts';
import { customersHandlers } from './routes.ts';

export { assignLead, markSegments } from './commands.ts';
export { enterConsent, keepDocument, withdrawnConsents } from './file-commands.ts';
export { customerFileKind, type CustomerFile } from './policy.ts';
export { loadFacts as customerFacts } from './store/customer.ts';
export type { LeadRow, SegmentRow } from './store/management.ts';

export const customers: Module = {
  name: 'customers',
  phrases: customersMessages,
  rights: customersRights,
  api: customersApi,
  handlers: customersHandlers,
  ownTransactions: ['readDocument'],
  policies: [customerFileKind],
  importTargets: [
    groupTarget,
    customerTarget,
    managementTarget,
    ownershipTarget,
    relatedPartyTarget,
  ],
};
