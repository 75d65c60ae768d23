import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Tx } from '../../platform/db/transaction.ts';
import { installInitialPolicies, installPolicy } from '../../platform/policy/install.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { ftpCurves, pricingKind, products, productsOf, unitCosts } from './index.ts';

const foreign = {
  products: [
    {
      code: 'B-ACC',
      name: 'Account',
      kind: 'deposit',
      ftp: { curve: 'CZK', tenorDays: 30, by: 'month' },
      department: 'Retail',
      rates: [
        { fromDay: '1993-01-01', rateMillionths: '20000', source: 'ASSUMED' },
        { fromDay: '1993-07-01', rateMillionths: '22000', source: 'ASSUMED' },
      ],
    },
  ],
  ftp: [
    {
      curve: 'CZK',
      source: 'ASSUMED',
      points: [
        { tenorDays: 30, fromDay: '1993-01-01', rateMillionths: '80000' },
        { tenorDays: 30, fromDay: '1993-07-01', rateMillionths: '85000' },
      ],
    },
  ],
  unitCosts: [
    { activity: 'transaction', fromDay: '1993-01-01', costFen: '300', source: 'ASSUMED' },
  ],
};

const initial = (tx: Tx) => installInitialPolicies(tx, products.policies ?? []);
const takeForeign = (tx: Tx) =>
  installPolicy(tx, pricingKind, { body: foreign, note: 'foreign bank', assumed: 'ASSUMED: all' });

describe('an approved pricing document', () => {
  it('writes products, curves and costs', () =>
    testTransaction(async (tx) => {
      await initial(tx);
      const all = await productsOf(tx);
      expect(all.find((one) => one.code === 'D-1Y-C')).toMatchObject({
        kind: 'deposit',
        ftpCurve: 'CNY',
        ftpTenorDays: 365,
        ftpBy: 'deal',
        rate: 11_000n,
        withdrawn: false,
      });
      expect((await ftpCurves(tx)).map((one) => one.tenorDays)).toEqual([
        1, 7, 30, 90, 180, 365, 730, 1095, 1825,
      ]);
      expect((await unitCosts(tx)).map((one) => `${one.activity} ${one.costFen}`)).toEqual([
        'account_month 150',
        'loan_month 3000',
        'transaction 60',
      ]);
    }));

  it('takes the place of the one before; what it leaves out is withdrawn with its old prices', () =>
    testTransaction(async (tx) => {
      await initial(tx);
      const before = (await productsOf(tx)).find((one) => one.code === 'D-1Y-C')!;
      await takeForeign(tx);
      const after = await productsOf(tx);
      expect(after.find((one) => one.code === 'D-1Y-C')).toEqual({ ...before, withdrawn: true });
      expect(after.find((one) => one.code === 'B-ACC')).toMatchObject({
        rate: 22_000n,
        withdrawn: false,
      });
      const spans = (await ftpCurves(tx)).filter((one) => one.curve === 'CZK');
      expect(spans.map((one) => [one.fromDay, one.untilDay, one.rateMillionths])).toEqual([
        ['1993-01-01', '1993-07-01', 80_000n],
        ['1993-07-01', null, 85_000n],
      ]);
      expect((await ftpCurves(tx)).some((one) => one.curve === 'CNY')).toBe(true);
      const costs = (await unitCosts(tx)).map((one) => `${one.activity} ${one.costFen}`);
      expect(costs).toContain('transaction 300');
    }));

  it('is refused when it changes the price of a sealed quarter', () =>
    testTransaction(async (tx) => {
      await initial(tx);
      await sql`
        with run as (
          insert into organisation_run (quarter, kind, as_of, backdated, started_by)
          values ('2024Q1', 'close', '2024-04-01', false, 'test')
          returning run_id
        )
        insert into organisation_seal (quarter, run_id, digest, sealed_by)
        select '2024Q1', run_id, 'x', 'test'
        from run
      `.execute(tx.db);
      await expect(takeForeign(tx)).rejects.toThrow('products.sealed_prices');
    }));
});
