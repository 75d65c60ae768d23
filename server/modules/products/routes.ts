import { day } from '../../../core/day.ts';
import { containsDay } from '../../../core/period.ts';
import { handle } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { productsApi } from './contract.ts';
import * as store from './store.ts';

export const productsHandlers = handle(productsApi, {
  listProducts: async ({ tx, query }) => {
    const products = await store.loadProducts(tx);
    return {
      rows: products.filter((one) => query.kind === undefined || one.kind === query.kind),
    };
  },

  readFtpCurves: async ({ tx, query }) => {
    const on = query.on === undefined ? await businessDay(tx) : day(query.on);
    const points = await store.loadFtp(tx);
    const asked = points.filter((one) => query.curve === undefined || one.curve === query.curve);
    const changes = [...new Set(asked.map((one) => one.fromDay))].toSorted().toReversed();
    return {
      on,
      curves: [...new Set(points.map((one) => one.curve))],
      changes: changes.slice(0, 400),
      rows: asked
        .filter((one) => containsDay({ from: one.fromDay, until: one.untilDay }, on))
        .map(({ rateMillionths, ...one }) => ({ ...one, rate: rateMillionths })),
    };
  },

  listUnitCosts: async ({ tx }) => ({ rows: await store.loadUnitCosts(tx) }),
});
