import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
  quarter,
  quarterRange,
  quarterYear,
  yearRange,
  type Quarter,
} from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { table } from '../../platform/testing/table.ts';
import { metrics } from '../metrics/index.ts';
import { finishRun, startRun } from '../organisation/index.ts';
import { products } from '../products/index.ts';
import { attribution, closeAttribution, personMeasures } from './index.ts';

const q2 = quarter('2026Q2');

async function beginClose(tx: Tx, of: Quarter): Promise<QuarterRun> {
  const range = quarterRange(of);
  const runId = await startRun(tx, {
    quarter: of,
    kind: 'close',
    asOf: range.until,
    backdated: false,
  });
  return { runId, quarter: of, range, yearFrom: yearRange(quarterYear(of)).from, backdated: false };
}

/** A firm and two persons of two RMs, with deposits, margins, loans and their plans in 2026Q2. */
async function layBank(tx: Tx): Promise<void> {
  const kinds = [products, metrics, attribution].flatMap((one) => one.policies ?? []);
  await installInitialPolicies(tx, kinds);
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', '2026-07-01')
  `.execute(tx.db);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'S1', '城东支行', 'sub_branch', 2, '0001.0001.', '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into people_staff
      (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
    values (911, 'R1', '王明', 902, '0001.0001.', true, '2015-01-01', ''),
           (912, 'R2', '李华', 902, '0001.0001.', true, '2015-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, opened_on,
       booking_unit_id, booking_path)
    values (921, 'C1', 'corporate', '江南机械', 'x', 'x', 'x', '{}', '2019-01-01', 902, '0001.0001.'),
           (922, 'C2', 'individual', '周一', 'x', 'x', 'x', '{}', '2019-01-01', 902, '0001.0001.'),
           (923, 'C3', 'individual', '吴二', 'x', 'x', 'x', '{}', '2026-05-01', 902, '0001.0001.')
  `.execute(tx.db);
  const led = table(`
    customer | staff | from
    921      | 911   | 2019-01-01
    922      | 911   | 2019-01-01
    922      | 912   | 2026-05-15
    923      | 912   | 2026-05-01
  `);
  for (const row of led) {
    await sql`
      insert into customers_management
        (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
      values (${row.customer}, ${row.staff}, 'lead', 1000000, ${row.from}, 'test', 'hand')
    `.execute(tx.db);
  }
  await layAccounts(tx);
}

async function layAccounts(tx: Tx): Promise<void> {
  const accounts = table(`
    account | customer | product    | opened     | closed     | principal
    931     | 921      | D-CUR-C    | 2019-01-01 |            |
    932     | 921      | D-MARGIN-C | 2019-01-01 |            |
    933     | 922      | D-CUR-P    | 2019-01-01 | 2026-06-11 |
    # 80,000 yuan counts 1, granted while R1 led; the last account of C2 closes on 20 June
    934     | 922      | L-CONS-P   | 2026-05-10 | 2026-06-20 | 8000000
    935     | 923      | D-CUR-P    | 2026-05-01 |            |
    # 600,000 yuan counts 4
    936     | 921      | L-WC-C     | 2026-04-10 |            | 60000000
    # below 5,000 yuan: a loan, but none by size
    937     | 923      | L-CONS-P   | 2026-06-01 |            | 499999
  `);
  for (const one of accounts) {
    await sql`
      insert into holdings_account
        (customer_id, account_id, account_no, product_id, unit_id, opened_on, closed_on)
      select ${one.customer}::bigint, ${one.account}::bigint, ${`A${one.account}`}, product_id, 902,
             ${one.opened}::date, ${one.closed === '' ? null : one.closed}::date
      from products_product
      where code = ${one.product}
    `.execute(tx.db);
    if (one.principal === '') continue;
    await sql`
      insert into holdings_loan (customer_id, account_id, principal_fen, granted_on, months)
      values (${one.customer}, ${one.account}, ${one.principal}, ${one.opened}, 12)
    `.execute(tx.db);
  }
  await sql`
    insert into holdings_instalment (customer_id, account_id, due_on, due_fen, interest_fen)
    values (921, 936, '2026-03-31', 100000, 11),
           (921, 936, '2026-04-01', 100000, 30000),
           (921, 936, '2026-06-30', 100000, 20000),
           (921, 936, '2026-07-01', 100000, 13),
           (922, 934, '2026-06-10', 8000000, null)
  `.execute(tx.db);
}

async function layMonths(tx: Tx, runId: bigint, text: string): Promise<void> {
  for (const row of table(text)) {
    await sql`
      insert into holdings_month
        (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen, fee_fen,
         interest_paid_fen, interest_received_fen, transactions, counter_transactions,
         days_overdue, overdue_fen, risk_class)
      values (${runId}, ${row['customer']}, ${row['account']}, ${row['month']}, 30,
        ${row['product']}, 0, 0, 0, ${row['interest']}, 0, 0, 0, 0,
        ${row['class'] === '' ? null : row['class']})
    `.execute(tx.db);
  }
}

/** Closes 2026Q2; the first deposit of C3 as given, in fen-days of 61 days. */
async function closeQ2(tx: Tx, ofNew = '61000000'): Promise<QuarterRun> {
  const run = await beginClose(tx, q2);
  await layMonths(
    tx,
    run.runId,
    `account | customer | month      | product   | interest | class
     931     | 921      | 2026-04-01 | 9000      | 0        |
     932     | 921      | 2026-04-01 | 500       | 0        |
     933     | 922      | 2026-04-01 | 700       | 0        |
     935     | 923      | 2026-05-01 | ${ofNew}  | 0        |
     936     | 921      | 2026-05-01 | 333       | 45000    | normal
     934     | 922      | 2026-06-01 | 444       | 60       | loss`,
  );
  const { digest } = await closeAttribution(tx, run);
  await finishRun(tx, run.runId, digest);
  return run;
}

async function ofPersons(tx: Tx, run: QuarterRun): Promise<ReadonlyMap<string, string>> {
  const sums = Map.groupBy(await personMeasures(tx, run), (one) => one.measure);
  return new Map(
    [...sums].map(([measure, rows]) => [
      measure,
      rows.map((row) => `R${row.staffId - 910n}:${row.amount}`).join(' '),
    ]),
  );
}

describe('measures of the catalogue', () => {
  it('count what their filters let in, for whom it belongs to', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const found = await ofPersons(tx, await closeQ2(tx));
      const rows = table(`
        measure                | persons
        # groups of deposits: by kind of customer and product
        deposit_product        | R1:10200 R2:61000000
        corporate_product      | R1:9000
        margin_product         | R1:500
        savings_product        | R1:700 R2:61000000
        # loans: to the lead of the day, converted by size, persons apart
        loans_granted          | R1:2 R2:1
        loans_by_size          | R1:5
        loan_amount_granted    | R1:68000000 R2:499999
        personal_loans_granted | R1:8000000 R2:499999
        # interest: due by the plan within the quarter's days, received by size of the loan
        interest_due           | R1:50000
        interest_received      | R1:45000 R2:60
        interest_small         | R1:45000 R2:60
        # customers: held by days owned, lost to the lead of that day
        customers_held         | R1:135 R2:97
        customers_lost         | R2:1
        new_customers          | R2:1
        effective_customers    | R2:1
        # products on the last day: of four each
        firm_products_held     | R1:2
        firm_products          | R1:4
        person_products_held   | R2:2
        person_products        | R2:4
      `);
      for (const row of rows) {
        expect([row.measure, found.get(row.measure)]).toEqual([row.measure, row.persons]);
      }
      expect(found.get('interest_large')).toBeUndefined();
      expect(found.get('deposit_product_last_year')).toBeUndefined();
    }));

  it('count a new customer as effective from the average on, and not a fen-day below', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      expect((await ofPersons(tx, await closeQ2(tx))).get('effective_customers')).toBe('R2:1');
      const below = await ofPersons(tx, await closeQ2(tx, '60999999'));
      expect(below.get('effective_customers')).toBeUndefined();
      expect(below.get('new_customers')).toBe('R2:1');
    }));

  it('carry last year’s average of a customer to whoever leads him now', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const before = await beginClose(tx, quarter('2025Q4'));
      await layMonths(
        tx,
        before.runId,
        `account | customer | month      | product | interest | class
         931     | 921      | 2025-10-01 | 4600    | 0        |
         933     | 922      | 2025-12-01 | 9292    | 0        |
         936     | 921      | 2025-12-01 | 93      | 0        | normal`,
      );
      await finishRun(tx, before.runId, 'd');
      const found = await ofPersons(tx, await closeQ2(tx));
      // C1: 50 a day for 91 days; C2: 101 a day, 44 days with R1 and 47 with R2
      expect(found.get('deposit_product_last_year')).toBe(`R1:${4550 + 4444} R2:4747`);
      // 93 fen-days in 92 days: 30.33, 31.34 and 30.33 of the three months, each half up
      expect(found.get('loan_product_last_year')).toBe('R1:91');
    }));

  it('give the same digest again', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const digest = async () => {
        const run = await beginClose(tx, q2);
        await layMonths(
          tx,
          run.runId,
          `account | customer | month      | product | interest | class
           936     | 921      | 2026-05-01 | 333     | 45000    | normal`,
        );
        return (await closeAttribution(tx, run)).digest;
      };
      expect(await digest()).toBe(await digest());
    }));

  it('lead from a metric down to its customers, the largest first, page by page', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      await closeQ2(tx);
      const drill = async (staffId: string, metric: string, query: object = {}) =>
        (await attribution.handlers['listMetricCustomers']!({
          tx,
          actor: tx.actor,
          params: { staffId, metric },
          query: { quarter: '2026Q2', limit: 50, ...query },
        } as never)) as unknown as Drill;
      const said = (answer: Drill) =>
        answer.rows.map((row) => {
          const parts = row.parts.map((part) => `${part.measure} ${part.amount}`);
          return `${row.customerNo} ${row.value}: ${parts.join(', ')}`;
        });
      // (9,000 + 0.3 × 500) ÷ 181 days of the year to date
      expect(said(await drill('911', 'weighted_deposits'))).toEqual([
        'C1 51: corporate_product 9000, margin_product 500',
        'C2 4: savings_product 700',
      ]);
      const first = await drill('911', 'weighted_deposits', { limit: 1 });
      expect(said(first)).toHaveLength(1);
      const second = await drill('911', 'weighted_deposits', { limit: 1, cursor: first.next });
      expect([...said(first), ...said(second)]).toEqual(
        said(await drill('911', 'weighted_deposits')),
      );
      expect(second.next).toBeNull();
      expect(said(await drill('912', 'npl_rate'))).toEqual([
        'C2 1000000: loan_product 444, npl_product 444',
      ]);
      expect(await drill('911', 'visits')).toMatchObject({ byHand: true, rows: [] });
      expect(await drill('911', 'charm')).toMatchObject({ refused: 'attribution.metric_unknown' });
      expect(await drill('999', 'visits')).toMatchObject({ refused: 'attribution.staff_unknown' });
    }));
});

interface Drill {
  readonly rows: readonly {
    readonly customerNo: string;
    readonly value: bigint;
    readonly parts: readonly { readonly measure: string; readonly amount: bigint }[];
  }[];
  readonly next: string | null;
}
