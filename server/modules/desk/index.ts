import type { Tx } from '../../platform/db/transaction.ts';
import type { Module } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { deskRights } from './access.ts';
import { deskApi } from './contract.ts';
import { deskMessages } from './messages.ts';
import { deskHandlers } from './routes.ts';
import { loadSight } from './store/sight.ts';

/** What the transaction's own scope shows on the business day. */
export const sightOf = async (tx: Tx, customerNo: string) =>
  loadSight(tx, customerNo, await businessDay(tx));

export const desk: Module = {
  name: 'desk',
  phrases: deskMessages,
  rights: deskRights,
  api: deskApi,
  handlers: deskHandlers,
  ownTransactions: ['readBoardFile'],
};
