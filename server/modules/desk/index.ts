import type { Module } from '../../platform/module.ts';
import { deskRights } from './access.ts';
import { deskApi } from './contract.ts';
import { deskMessages } from './messages.ts';
import { deskHandlers } from './routes.ts';

export { loadSight as sightOf } from './store/sight.ts';

export const desk: Module = {
  name: 'desk',
  phrases: deskMessages,
  rights: deskRights,
  api: deskApi,
  handlers: deskHandlers,
  ownTransactions: ['readBoardFile'],
};
