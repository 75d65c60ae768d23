import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { table } from '../../platform/testing/table.ts';
import { pricingKind, type Pricing } from './policy.ts';
import { decidePricing, ftpRate, pricesOf, type CatalogueEntry } from './rules.ts';

const initial = pricingKind.schema.parse(pricingKind.initial);

describe('transfer price at a tenor', () => {
  const points = table(`
    curve | tenor | from       | until      | rate
    CNY   | 30    | 2024-01-01 | 2024-07-01 | 15000
    CNY   | 30    | 2024-07-01 |            | 14000
    CNY   | 90    | 2024-01-01 |            | 15500
    CNY   | 365   | 2024-01-01 |            | 17000
    CZK   | 365   | 2024-01-01 |            | 60000
  `).map((row) => ({
    curve: row.curve,
    tenorDays: Number(row.tenor),
    fromDay: day(row.from),
    untilDay: row.until === '' ? null : day(row.until),
    rateMillionths: BigInt(row.rate),
  }));
  const rows = table(`
    case                             | curve | tenor | on         | rate
    a point                          | CNY   | 90    | 2024-03-01 | 15500
    below the shortest: the shortest | CNY   | 1     | 2024-03-01 | 15000
    beyond the longest: the longest  | CNY   | 1825  | 2024-03-01 | 17000
    half way between 30 and 90       | CNY   | 60    | 2024-03-01 | 15250
    a third is rounded half up       | CNY   | 91    | 2024-03-01 | 15505
    last day of the old price        | CNY   | 30    | 2024-06-30 | 15000
    first day of the new price       | CNY   | 30    | 2024-07-01 | 14000
    before any price                 | CNY   | 30    | 2023-12-31 | none
    another curve                    | CZK   | 30    | 2024-03-01 | 60000
    no such curve                    | USD   | 30    | 2024-03-01 | none
  `);
  for (const row of rows) {
    it(row.case, () => {
      const asked = { curve: row.curve, tenorDays: Number(row.tenor), on: day(row.on) };
      expect(ftpRate(points, asked)?.toString() ?? 'none').toBe(row.rate);
    });
  }
});

describe('the pricing document', () => {
  it('of a new bank is without fault', () => {
    expect(pricingKind.check?.(initial)).toEqual([]);
  });

  const places = (body: Pricing) => pricingKind.check?.(body).map((fault) => fault.at);
  const [first, ...rest] = initial.products;

  it('gives nothing twice', () => {
    expect(places({ ...initial, products: [...initial.products, first!] })).toContain(
      `products[${initial.products.length}].code`,
    );
    const twice = { ...first!, rates: [...first!.rates, ...first!.rates] };
    expect(places({ ...initial, products: [twice, ...rest] })).toEqual([
      'products[0].rates[1].fromDay',
    ]);
    const costs = [...initial.unitCosts, initial.unitCosts[0]!];
    expect(places({ ...initial, unitCosts: costs })).toEqual(['unitCosts[3]']);
  });

  it('prices every deposit and loan on a known curve with a rate', () => {
    const bad = (changed: object) => [{ ...first!, ...changed }, ...rest];
    expect(places({ ...initial, products: bad({ ftp: null }) })).toEqual(['products[0].ftp']);
    expect(places({ ...initial, products: bad({ rates: [] }) })).toEqual(['products[0].rates']);
    const ftp = { ...first!.ftp!, curve: 'USD' };
    expect(places({ ...initial, products: bad({ ftp }) })).toEqual(['products[0].ftp.curve']);
  });
});

describe('a new pricing document against sealed quarters', () => {
  const catalogue: CatalogueEntry[] = initial.products.map((one) => ({
    code: one.code,
    kind: one.kind,
    ftpCurve: one.ftp?.curve ?? null,
    ftpTenorDays: one.ftp?.tenorDays ?? null,
    ftpBy: one.ftp?.by ?? null,
  }));
  const prices = pricesOf(initial);
  const decide = (body: Pricing, sealed: string | null) =>
    decidePricing(body, {
      catalogue,
      prices,
      sealedUntil: sealed === null ? null : day(sealed),
    });
  const withRate = (fromDay: string, rateMillionths: bigint): Pricing => ({
    ...initial,
    products: initial.products.map((one) =>
      one.code === 'D-1Y-C'
        ? { ...one, rates: [...one.rates, { fromDay: day(fromDay), rateMillionths, source: 'x' }] }
        : one,
    ),
  });

  it('may be the same again', () => {
    expect(decide(initial, '2024-04-01')).toBeNull();
  });

  const rows = table(`
    sealed     | from       | outcome
    none       | 2024-03-31 | taken
    2024-04-01 | 2024-03-31 | refused
    2024-04-01 | 2024-04-01 | taken
    2024-04-01 | 2024-04-02 | taken
  `);
  for (const row of rows) {
    it(`sealed until ${row.sealed}, a new rate from ${row.from}: ${row.outcome}`, () => {
      const refusal = decide(withRate(row.from, 1n), row.sealed === 'none' ? null : row.sealed);
      expect(refusal === null ? 'taken' : 'refused').toBe(row.outcome);
      if (refusal !== null) expect(refusal.details?.map((one) => one.at)).toEqual(['rate D-1Y-C']);
    });
  }

  it('may not drop or change a price, nor the kind of a product', () => {
    const [cost, ...others] = initial.unitCosts;
    const changed = { ...initial, unitCosts: [{ ...cost!, costFen: 61n }, ...others] };
    expect(decide(changed, '2024-04-01')?.params).toEqual({ day: '2024-04-01', count: 1 });
    const shorter = {
      ...initial,
      ftp: initial.ftp.map((one) => ({ ...one, points: one.points.slice(1) })),
    };
    expect(decide(shorter, '2024-04-01')?.details?.map((one) => one.at)).toEqual(['curve CNY 1']);
    const [first, ...rest] = initial.products;
    const moved = {
      ...initial,
      products: [{ ...first!, ftp: { ...first!.ftp!, tenorDays: 7 } }, ...rest],
    };
    expect(decide(moved, '2024-04-01')?.details?.map((one) => one.code)).toEqual([
      'products.sealed_product',
    ]);
  });

  it('may leave out a product whole and bring a curve of its own', () => {
    const [, ...rest] = initial.products;
    const curve = {
      curve: 'CZK',
      source: 'x',
      points: [{ tenorDays: 30, fromDay: day('1900-01-01'), rateMillionths: 1n }],
    };
    const body = { ...initial, products: rest, ftp: [...initial.ftp, curve] };
    expect(decide(body, '2024-04-01')).toBeNull();
  });
});
