import type { Module } from '../../platform/module.ts';
import { payRights } from './access.ts';
import { bookHandlers } from './book-routes.ts';
import { bookApi, payApi } from './contract.ts';
import { payMessages } from './messages.ts';
import { paySchemeKind as paySchemeDocument } from './policy.ts';
import { payBookKind } from './policy/book.ts';
import { minimumWageKind as minimumWageDocument } from './policy/minimum-wage.ts';
import { paySchemePresets } from './presets/list.ts';
import { payHandlers } from './routes.ts';
import { verifyMinimumWage, verifyPayScheme } from './verify.ts';

export { proposeClawback, ruleClawback } from './clawback-commands.ts';
export { enterCorrection, ruleCorrection } from './correction-commands.ts';
export { closePay, paySlips } from './commands.ts';
export type { SheetToPay } from './facts.ts';
export type { PayScheme } from './policy.ts';
export { readSlip } from './routes.ts';
export { slipIdOf } from './store.ts';
export { correctionsFor, type SlipCorrection } from './store/corrections.ts';

/** The pay scheme as a document; it names only metrics of the catalogue in force. */
export const paySchemeKind: typeof paySchemeDocument = {
  ...paySchemeDocument,
  verify: verifyPayScheme,
  presets: paySchemePresets,
};

/** Minimum wages as a document; it names only units that the bank has. */
const minimumWageKind: typeof minimumWageDocument = {
  ...minimumWageDocument,
  verify: verifyMinimumWage,
};

export const pay: Module = {
  name: 'pay',
  phrases: payMessages,
  rights: payRights,
  api: { ...payApi, ...bookApi },
  handlers: { ...payHandlers, ...bookHandlers },
  ownTransactions: ['readBatchFile'],
  policies: [paySchemeKind, minimumWageKind, payBookKind],
};
