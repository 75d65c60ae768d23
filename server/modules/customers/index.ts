import type { Module } from '../../platform/module.ts';
import { customersRights } from './access.ts';
import { customersApi } from './contract.ts';
import { customerTarget, groupTarget, managementTarget } from './import-target.ts';
import { customersMessages } from './messages.ts';
import { customersHandlers } from './routes.ts';

export { assignLead, markSegments } from './commands.ts';
export { loadFacts as customerFacts } from './store/customer.ts';
export type { LeadRow, SegmentRow } from './store/management.ts';

export const customers: Module = {
  name: 'customers',
  phrases: customersMessages,
  rights: customersRights,
  api: customersApi,
  handlers: customersHandlers,
  importTargets: [groupTarget, customerTarget, managementTarget],
};
