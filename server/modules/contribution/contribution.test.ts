import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { installPolicy } from '../../platform/policy/install.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { closeBalances } from '../holdings/index.ts';
import {
  account,
  bring,
  customer,
  finish,
  givenBank,
  givenRun,
  movement,
  testPricing,
} from '../holdings/testing.ts';
import type { TestRecord } from '../holdings/testing.ts';
import { pricingKind } from '../products/index.ts';
import { closeContribution } from './commands.ts';
import { explainContribution } from './explain.ts';
import { contributionPolicy } from './policy.ts';
import { contributionHandlers } from './routes.ts';

/** P1 keeps 10,000 at 0.5 %, owes 12,000 at 6 % and pays a fee; F1 only keeps 1,000. */
const book: TestRecord[] = [
  customer('P1'),
  customer('F1', 'corporate'),
  ...account('D1', { customerNo: 'P1', opened: '1993-01-01' }),
  movement('D1', 'T1', { day: '1993-01-01', amount: '10000.00' }),
  movement('D1', 'T2', { day: '1993-02-01', amount: '-10.60', kind: 'fee' }),
  ...account('L1', { customerNo: 'P1', product: 'LOAN', opened: '1993-01-01' }),
  movement('L1', 'T3', { day: '1993-01-01', amount: '-12000.00', kind: 'loan_disbursed' }),
  ...account('D2', { customerNo: 'F1', opened: '1993-03-01' }),
  movement('D2', 'T4', { day: '1993-03-01', amount: '1000.00' }),
];

/** 100.00 of cost in January; the other months have no ledger. */
const policy = {
  ...(contributionPolicy.initial as object),
  ledger: [{ month: '1993-01-01', costFen: '10000' }],
};

async function closed(tx: Tx) {
  const run = await givenRun(tx, quarter('1993Q1'));
  const balances = await closeBalances(tx, run);
  if (isRefusal(balances)) throw new Error(balances.refused);
  const result = await closeContribution(tx, run);
  if (isRefusal(result)) throw new Error(result.refused);
  return { run, result };
}

async function given(tx: Tx): Promise<void> {
  await givenBank(tx);
  await installPolicy(tx, contributionPolicy, { body: policy, note: 'test', assumed: 'test' });
  await bring(tx, 2n, book);
}

async function monthsOf(tx: Tx, runId: bigint) {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', a.account_no, to_char(m.month, 'MM'), m.component, m.amount_fen) as line
    from contribution_account_month m
    join holdings_v_account a on a.account_id = m.account_id
    where m.run_id = ${runId}
    order by a.account_no, m.month, m.component
  `.execute(tx.db);
  return rows.map((row) => row.line);
}

describe('closing the contribution of a quarter', () => {
  it('each component of each account and month, and their sums', () =>
    testTransaction(async (tx) => {
      await given(tx);
      const { run, result } = await closed(tx);
      expect(await monthsOf(tx, run.runId)).toEqual([
        'D1 01 deposit_margin 1274',
        'D1 01 operating_cost -3201',
        'D1 02 deposit_margin 1149',
        'D1 02 fee 1000',
        'D1 02 operating_cost -210',
        'D1 03 deposit_margin 1273',
        'D1 03 operating_cost -150',
        'D2 03 deposit_margin 127',
        'D2 03 operating_cost -210',
        'L1 01 expected_loss -229',
        'L1 01 loan_margin 3058',
        'L1 01 operating_cost -6799',
        'L1 02 expected_loss -207',
        'L1 02 loan_margin 2762',
        'L1 02 operating_cost -3150',
        'L1 03 expected_loss -229',
        'L1 03 loan_margin 3058',
        'L1 03 operating_cost -3150',
      ]);
      const { rows } = await sql<Record<string, unknown>>`
        select c.customer_no, r.deposit_fen, r.loan_fen, r.fee_fen, r.cost_fen, r.loss_fen,
               r.pre_fen, r.tax_fen, r.net_fen, r.capital_fen, r.eva_fen, r.raroc_millionths
        from contribution_customer r
        join customers_customer c on c.customer_id = r.customer_id
        order by c.customer_no
      `.execute(tx.db);
      expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
        'F1 127 0 0 -210 0 -83 21 -62 0 -62 ',
        `P1 3696 8878 1000 -16660 -665 -3751 938 -2813 126000 ${-2813 - 3418} -90542`,
      ]);
      expect(result.rows).toBe(18 + 2 + 3);
    }));

  it('allocated cost and the residual line are the ledger, month by month', () =>
    testTransaction(async (tx) => {
      await given(tx);
      const { run } = await closed(tx);
      const { rows } = await sql<{ ledger: bigint; written: bigint; residual: bigint }>`
        select c.ledger_fen as ledger, c.residual_fen as residual,
               -(
                 select sum(m.amount_fen)
                 from contribution_account_month m
                 where m.run_id = c.run_id
                   and m.month = c.month
                   and m.component = 'operating_cost'
               )::bigint as written
        from contribution_cost c
        where c.run_id = ${run.runId}
        order by c.month
      `.execute(tx.db);
      expect(rows.map((row) => row.ledger)).toEqual([10_000n, 3_360n, 3_510n]);
      for (const row of rows) expect(row.written + row.residual).toBe(row.ledger);
    }));

  it('closing again gives the same digest, other facts another', () =>
    testTransaction(async (tx) => {
      await given(tx);
      const first = await closed(tx);
      const second = await closed(tx);
      expect(second.result.digest).toBe(first.result.digest);
      await bring(tx, 3n, [movement('D2', 'T9', { day: '1993-03-02', amount: '1000.00' })]);
      const third = await closed(tx);
      expect(third.result.digest).not.toBe(first.result.digest);
    }));

  it('a deal older than its curve takes the first price with a note, or is refused', () =>
    testTransaction(async (tx) => {
      const late = testPricing.ftp.map((one) => ({
        ...one,
        points: one.points.map((point) => ({ ...point, fromDay: '1993-02-01' })),
      }));
      await givenBank(tx, [contributionPolicy], { ...testPricing, ftp: late });
      await bring(tx, 2n, book);
      const { result } = await closed(tx);
      expect(result.notes.map((note) => note.code)).toEqual([
        'contribution.note.cost',
        'contribution.note.first_price',
      ]);
      const strict = { ...(contributionPolicy.initial as object), beforeCurve: 'refuse' };
      await installPolicy(tx, contributionPolicy, { body: strict, note: '', assumed: '' });
      const run = await givenRun(tx, quarter('1993Q1'));
      await closeBalances(tx, run);
      expect(await closeContribution(tx, run)).toMatchObject({
        refused: 'contribution.no_price',
        params: { account: 'D1', day: '1993-01-01', what: 'FTP' },
      });
    }));
});

describe('explaining a figure', () => {
  it('computes it again from what the closing read, whatever prices came later', () =>
    testTransaction(async (tx) => {
      await given(tx);
      const { run, result } = await closed(tx);
      await finish(tx, run, result.digest);
      const dear = testPricing.products.map((one) => ({
        ...one,
        rates: one.rates.map((own) => ({ ...own, rateMillionths: '99999' })),
      }));
      const body = { ...testPricing, products: dear };
      await installPolicy(tx, pricingKind, { body, note: 'later', assumed: '' });
      const { rows } = await sql<{ customerId: bigint; accountId: bigint; no: string }>`
        select customer_id as "customerId", account_id as "accountId", account_no as no
        from holdings_v_account
        order by account_no
      `.execute(tx.db);
      for (const { no, ...key } of rows) {
        for (const month of ['1993-01-01', '1993-02-01', '1993-03-01'].map(day)) {
          if (no === 'D2' && month < '1993-03-01') continue;
          const found = await explainContribution(tx, {
            ...key,
            month,
            quarter: quarter('1993Q1'),
          });
          if (isRefusal(found)) throw new Error(found.refused);
          expect(found.components.length).toBeGreaterThan(0);
          for (const one of found.components) expect(one.amountFen).toBe(one.writtenFen);
        }
      }
      const first = rows[0]!;
      const [margin] = (
        (await explainContribution(tx, {
          ...first,
          month: day('1993-01-01'),
          quarter: quarter('1993Q1'),
        })) as Exclude<Awaited<ReturnType<typeof explainContribution>>, { refused: string }>
      ).components;
      expect(margin).toMatchObject({
        component: 'deposit_margin',
        amountFen: 1274n,
        explanation: {
          formula: 'contribution.formula.deposit',
          inputs: {
            productFenDays: '31000000',
            ftpRate: '20000',
            contractRate: '5000',
            ftpDay: '1993-01-01',
            basis: '365',
          },
          policyVersion: 'contribution 1',
        },
      });
      expect(margin?.sources[0]?.path).toBe(
        `/customers/${first.customerId}/accounts/${first.accountId}` +
          '/balances?from=1993-01-01&until=1993-02-01',
      );
    }));

  it('a quarter that is not closed and a month that is not there are refused', () =>
    testTransaction(async (tx) => {
      await given(tx);
      const key = { customerId: 1n, accountId: 1n, month: day('1993-01-01') };
      const asked = { ...key, quarter: quarter('1993Q1') };
      expect(await explainContribution(tx, asked)).toMatchObject({
        refused: 'contribution.not_closed',
      });
      const { run, result } = await closed(tx);
      await finish(tx, run, result.digest);
      expect(await explainContribution(tx, asked)).toMatchObject({
        refused: 'contribution.month_unknown',
      });
    }));
});

describe('lists', () => {
  it('rank customers both ways in pages, and sum by unit', () =>
    testTransaction(async (tx) => {
      await given(tx);
      const { run, result } = await closed(tx);
      await finish(tx, run, result.digest);
      const ask = (order: 'asc' | 'desc', cursor?: string) =>
        contributionHandlers['listCustomers']!({
          tx,
          params: { quarter: '1993Q1' },
          query: { order, limit: 1, ...(cursor === undefined ? {} : { cursor }) },
        } as never) as Promise<{ rows: { customerNo: string }[]; next: string | null }>;
      const first = await ask('desc');
      expect(first.rows.map((row) => row.customerNo)).toEqual(['F1']);
      const second = await ask('desc', first.next!);
      expect(second.rows.map((row) => row.customerNo)).toEqual(['P1']);
      expect(second.next).toBeNull();
      expect((await ask('asc')).rows.map((row) => row.customerNo)).toEqual(['P1']);
      const units = (await contributionHandlers['listUnits']!({
        tx,
        params: { quarter: '1993Q1' },
      } as never)) as { rows: { customers: number; preFen: bigint }[] };
      expect(units.rows).toMatchObject([{ customers: 2, preFen: -3751n - 83n }]);
    }));
});
