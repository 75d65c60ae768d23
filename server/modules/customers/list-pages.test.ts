import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Tx } from '../../platform/db/transaction.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import type { CustomerSort } from './contract.ts';
import { countCustomers, loadCustomers, sortedBy, type ListedCustomer } from './store/list.ts';

/** Made customers that stand in the list from the beginning. */
const made = 20_000;

/** Customers with few names and few days among them: most rows have an equal neighbour. */
async function addCustomers(tx: Tx, from: number, count: number): Promise<void> {
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, opened_on,
       booking_unit_id, booking_path, class)
    select 9000000 + i, 'L' || lpad(((i * 7919::bigint) % 100000007)::text, 9, '0'), 'corporate',
           (array['安', '白', '陈', '丁', '方', '顾', '韩'])[1 + i % 7] || (i::bigint * 31 % 97)::text,
           'k' || i, 'k', 'k', '{}', date '2020-01-01' + i % 61, 910, '0001.',
           case when i % 3 = 0 then 'general' end
    from generate_series(${from}::int, ${from + count - 1}::int) i
  `.execute(tx.db);
}

async function layList(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (910, null, 'L0', '测试银行', 'head_office', 1, '0001.', '2000-01-01')
  `.execute(tx.db);
  await addCustomers(tx, 0, made);
  await sql`analyze customers_customer`.execute(tx.db);
}

interface Walk {
  readonly sort: CustomerSort;
  readonly descending: boolean;
  readonly limit: number;
  readonly classed: boolean;
  /** After so many pages, so many customers are added. */
  readonly everyPages: number;
  readonly added: number;
}

const walks: fc.Arbitrary<Walk> = fc.record({
  sort: fc.constantFrom<CustomerSort>('name', 'customerNo', 'openedOn'),
  descending: fc.boolean(),
  limit: fc.integer({ min: 150, max: 1500 }),
  classed: fc.boolean(),
  everyPages: fc.integer({ min: 1, max: 5 }),
  added: fc.integer({ min: 1, max: 40 }),
});

/** Every row from the first page to the last, while others add customers. */
async function walkThrough(tx: Tx, walk: Walk, from: number): Promise<ListedCustomer[]> {
  const filter = walk.classed ? { class: 'general' } : {};
  const rows: ListedCustomer[] = [];
  let newcomers = from;
  for (let page = 1; ; page++) {
    const last = rows.at(-1);
    const after =
      last === undefined ? null : { value: sortedBy(last, walk.sort), customerId: last.customerId };
    const found = await loadCustomers(tx, filter, { ...walk, after });
    rows.push(...found);
    if (found.length < walk.limit) return rows;
    if (page % walk.everyPages !== 0) continue;
    await addCustomers(tx, newcomers, walk.added);
    newcomers += walk.added;
  }
}

describe('a list of 20,000 customers read page by page while customers are added', () => {
  it('shows each of them once, in order, under every sort', () =>
    testTransaction(async (tx) => {
      await layList(tx);
      let from = made;
      await fc.assert(
        fc.asyncProperty(walks, async (walk) => {
          const filter = walk.classed ? { class: 'general' } : {};
          const before = await countCustomers(tx, filter, null);
          const started = from;
          const rows = await walkThrough(tx, walk, from);
          from += 2_000_000;
          const ids = rows.map((row) => row.customerId);
          expect(new Set(ids).size).toBe(ids.length);
          const old = ids.filter(
            (id) => id < 9_000_000n + BigInt(started) || id >= 9_000_000n + BigInt(from),
          );
          expect(old.length).toBe(before);
          const keys = rows.map((row) => ({ key: sortedBy(row, walk.sort), id: row.customerId }));
          const sign = walk.descending ? -1 : 1;
          const fallen = keys.findIndex((one, at) => {
            const prior = keys[at - 1];
            if (prior === undefined || walk.sort === 'name') return false;
            const order = prior.key < one.key ? -1 : prior.key > one.key ? 1 : 0;
            return order === 0 ? (prior.id < one.id ? -1 : 1) * sign > 0 : order * sign > 0;
          });
          expect(fallen).toBe(-1);
        }),
        { numRuns: 12, seed: 7300 },
      );
    }));
});
