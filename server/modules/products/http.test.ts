import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../platform/testing/http.ts';
import { organisation } from '../organisation/index.ts';
import { products } from './index.ts';

let house: TestHouse;
let cookie: string;

beforeAll(async () => {
  house = await openHouse([organisation, products]);
  cookie = await house.signIn('rm');
});
afterAll(async () => {
  await house.close();
});

const ask = (url: string, signedIn = true) =>
  house.call({ url: `/api${url}`, ...(signedIn ? { cookie } : {}) });

describe('products over HTTP', () => {
  it('are for those who are signed in', async () => {
    for (const url of ['/products', '/ftp-curves', '/unit-costs']) {
      expect((await ask(url, false)).statusCode, url).toBe(401);
      expect((await ask(url)).statusCode, url).toBe(200);
    }
  });

  it('answer bad input', async () => {
    for (const url of ['/products?kind=card', '/ftp-curves?on=2024-02-30']) {
      expect((await ask(url)).statusCode, url).toBe(400);
    }
  });

  it('show catalogue, curve and costs of the document in use', async () => {
    const loans = (await ask('/products?kind=loan')).json().rows;
    expect(loans.map((row: { code: string }) => row.code)).toEqual([
      'L-CONS-P',
      'L-FA-C',
      'L-HOME-P',
      'L-WC-C',
    ]);
    const curves = (await ask('/ftp-curves?on=2024-06-30&curve=CNY')).json();
    expect(curves).toMatchObject({ on: '2024-06-30', curves: ['CNY'], changes: ['1900-01-01'] });
    expect(curves.rows[0]).toMatchObject({ tenorDays: 1, rate: '14000', source: 'ASSUMED' });
    expect((await ask('/ftp-curves?on=1899-12-31')).json().rows).toEqual([]);
    expect((await ask('/unit-costs')).json().rows).toHaveLength(3);
  });
});
