import type { Module } from '../../platform/module.ts';
import { productsRights } from './access.ts';
import { fillPricing } from './commands.ts';
import { productsApi } from './contract.ts';
import { productsMessages } from './messages.ts';
import { pricingKind as pricingDocument } from './policy.ts';
import { productsHandlers } from './routes.ts';

export { costActivities, type CostActivity, type FtpBasis, type ProductKind } from './contract.ts';
export type { Pricing } from './policy.ts';
export { dealTenorDays, ftpRate, type FtpPoint } from './rules.ts';
export {
  loadFtp as ftpCurves,
  loadProducts as productsOf,
  loadUnitCosts as unitCosts,
  type Product,
  type UnitCost,
} from './store.ts';

/** Pricing documents; each writes its rows when it is approved. */
export const pricingKind: typeof pricingDocument = { ...pricingDocument, onApproved: fillPricing };

export const products: Module = {
  name: 'products',
  phrases: productsMessages,
  rights: productsRights,
  api: productsApi,
  handlers: productsHandlers,
  policies: [pricingKind],
};
