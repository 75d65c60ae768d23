import type { Module } from '../../platform/module.ts';
import { journalRights } from './access.ts';
import { journalApi } from './contract.ts';
import { journalMessages } from './messages.ts';
import { journalHandlers } from './routes.ts';

export const journal: Module = {
  name: 'journal',
  phrases: journalMessages,
  rights: journalRights,
  api: journalApi,
  handlers: journalHandlers,
};
