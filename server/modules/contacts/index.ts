import type { Module } from '../../platform/module.ts';
import { holdInPool } from '../allocation/index.ts';
import { contactsRights } from './access.ts';
import { contactsApi } from './contract.ts';
import { contactHold } from './holds.ts';
import { contactsMessages } from './messages.ts';
import { contactStandardKind } from './policy.ts';
import { contactsHandlers } from './routes.ts';

export { contactStandardKind, type ContactStandard } from './policy.ts';
export { mayOffer } from './offers.ts';
export { sendNote } from './commands.ts';
export { recordPastNotes, type PastNote } from './past-notes.ts';

holdInPool('contacts', contactHold);

export const contacts: Module = {
  name: 'contacts',
  phrases: contactsMessages,
  rights: contactsRights,
  api: contactsApi,
  handlers: contactsHandlers,
  ownTransactions: ['sendNote', 'sendRemark'],
  policies: [contactStandardKind],
};
