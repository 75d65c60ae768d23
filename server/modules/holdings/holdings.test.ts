import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addDays, day, daysBetween, eachDay } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { moneyText } from '../../../core/money.ts';
import type { Fen } from '../../../core/money.ts';
import { monthRange, monthsOf, quarter, quarterRange } from '../../../core/period.ts';
import type { DayRange } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { closeBalances, coverageFaults } from './commands.ts';
import { productBefore } from './rules.ts';
import type { AccrualRow } from './rules.ts';
import { account, bring, customer, givenBank, givenRun, movement, undo } from './testing.ts';
import type { TestRecord } from './testing.ts';

interface Move {
  readonly account: string;
  readonly key: string;
  readonly day: Day;
  readonly fen: bigint;
}

const record = (move: Move): TestRecord =>
  movement(move.account, move.key, { day: move.day, amount: moneyText(move.fen as Fen) });

/** Day by day, as a child would do it. */
function naiveProduct(moves: readonly Move[], range: DayRange): bigint {
  let product = 0n;
  for (const on of eachDay(range)) {
    for (const move of moves) if (move.day <= on) product += move.fen;
  }
  return product;
}

async function accrualsOf(tx: Tx): Promise<Map<string, AccrualRow[]>> {
  const { rows } = await sql<AccrualRow & { account: string }>`
    select a.account_no as account, h.day, h.balance_fen as "balanceFen",
           h.product_fen_days as "productFenDays"
    from holdings_accrual h
    join holdings_account a on a.customer_id = h.customer_id and a.account_id = h.account_id
    order by a.account_no, h.day
  `.execute(tx.db);
  return Map.groupBy(rows, (row) => row.account);
}

function productOf(rows: readonly AccrualRow[], range: DayRange): bigint {
  const upTo = (on: Day) => productBefore(rows.findLast((row) => row.day < on) ?? null, on);
  return upTo(range.until) - upTo(range.from);
}

interface MonthRow {
  account: string;
  month: Day;
  days: number;
  product: bigint;
  balance: bigint;
  fee: bigint;
  paid: bigint;
  received: bigint;
  moves: number;
  overdue: number;
  risk: string | null;
}

async function monthsOfRun(tx: Tx, runId: bigint): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select account_no as account, month, days, product_fen_days as product,
           end_balance_fen as balance, fee_fen as fee, interest_paid_fen as paid,
           interest_received_fen as received, transactions as moves,
           days_overdue as overdue, risk_class as risk
    from holdings_v_month
    where run_id = ${runId}
    order by account_no, month
  `.execute(tx.db);
  return rows;
}

const months1993 = ['1993Q1', '1993Q2', '1993Q3', '1993Q4'].flatMap((one) =>
  monthsOf(quarter(one)).map((month) => monthRange(month)),
);
const accounts = Array.from({ length: 30 }, (_none, at) => `A${at + 1}`);

/** Some 900 movements of thirty accounts in 1993, in three batches whose days overlap. */
function randomMoves(seed: number): Move[] {
  const move = fc.record({
    account: fc.constantFrom(...accounts),
    offset: fc.nat(364),
    fen: fc.bigInt(-500_000n, 600_000n),
  });
  const [drawn = []] = fc.sample(fc.array(move, { minLength: 900, maxLength: 900 }), {
    seed,
    numRuns: 1,
  });
  return drawn.map(({ offset, ...rest }, at) => ({
    ...rest,
    key: `T${at}`,
    day: addDays(day('1993-01-01'), offset),
  }));
}

describe('balance products', () => {
  for (const seed of [1, 2, 3]) {
    it(`accrued batch by batch equal a naive recomputation (seed ${seed})`, () =>
      testTransaction(async (tx) => {
        await givenBank(tx);
        await bring(tx, 2n, [
          customer('C1'),
          ...accounts.flatMap((no) => account(no, { customerNo: 'C1', opened: '1993-01-01' })),
        ]);
        const moves = randomMoves(seed);
        const part = (at: number) => moves.filter((_move, index) => index % 3 === at);
        for (const at of [0, 1, 2]) await bring(tx, BigInt(10 + at), part(at).map(record));
        const check = async (known: readonly Move[]) => {
          const accruals = await accrualsOf(tx);
          for (const no of accounts) {
            const own = known.filter((move) => move.account === no);
            for (const range of months1993) {
              expect(productOf(accruals.get(no) ?? [], range)).toBe(naiveProduct(own, range));
            }
            expect(accruals.get(no)?.length).toBe(new Set(own.map((move) => move.day)).size);
          }
        };
        await check(moves);
        await undo(tx, 12n);
        await check([...part(0), ...part(1)]);
      }));
  }

  it('the same rows again add nothing, and a changed row is reported and not taken', () =>
    testTransaction(async (tx) => {
      await givenBank(tx);
      const moves = [
        ...account('A1', { customerNo: 'C1', opened: '1993-01-01' }),
        movement('A1', 'T1', { day: '1993-01-05', amount: '100.00' }),
      ];
      await bring(tx, 2n, [customer('C1'), ...moves]);
      const again = await bring(tx, 3n, moves);
      expect(again.counts).toEqual({
        account: { added: 0, alreadyThere: 1 },
        coverage: { added: 0, alreadyThere: 1 },
        transaction: { added: 0, alreadyThere: 1 },
      });
      const changed = await bring(tx, 4n, [
        movement('A1', 'T1', { day: '1993-01-05', amount: '100.01' }),
      ]);
      expect(changed.faults.map((fault) => fault.code)).toEqual([
        'holdings.fault.transaction_differs',
      ]);
      const rows = (await accrualsOf(tx)).get('A1');
      expect(rows).toEqual([
        { account: 'A1', day: '1993-01-05', balanceFen: 10_000n, productFenDays: 0n },
      ]);
    }));

  it('faulty rows go to quarantine with column and reason', () =>
    testTransaction(async (tx) => {
      await givenBank(tx);
      const { faults, counts } = await bring(tx, 2n, [
        customer('C1'),
        ...account('A1', { customerNo: 'C1', opened: '1993-01-01' }),
        ...account('A2', { customerNo: 'C9', opened: '1993-01-01', product: 'NONE' }),
        movement('A9', 'T1', { day: '1993-01-05', amount: '1' }),
        movement('A1', 'T2', { day: '1993-02-30', amount: '1,0', kind: 'gift' }),
      ]);
      const shown = faults.map((fault) => `${fault.entity} ${fault.column_name} ${fault.code}`);
      expect(shown.toSorted()).toEqual([
        'account customer_no holdings.fault.customer_unknown',
        'account product_code holdings.fault.product_unknown',
        'coverage account_no holdings.fault.account_unknown',
        'transaction account_no holdings.fault.account_unknown',
        'transaction amount holdings.fault.amount_unreadable',
        'transaction day holdings.fault.day_unreadable',
        'transaction kind holdings.fault.choice_unknown',
      ]);
      expect(counts['account']).toEqual({ added: 1, alreadyThere: 0 });
    }));
});

describe('closing the balances of a quarter', () => {
  const book: TestRecord[] = [
    customer('P1'),
    ...account('D1', { customerNo: 'P1', opened: '1993-01-01' }),
    movement('D1', 'T1', { day: '1993-01-01', amount: '1000.00' }),
    movement('D1', 'T2', { day: '1993-02-10', amount: '-14.60', kind: 'fee' }),
    movement('D1', 'T3', { day: '1993-02-28', amount: '4.00', kind: 'interest_paid' }),
    movement('D1', 'T4', { day: '1993-03-31', amount: '-1.10', kind: 'interest_received' }),
    ...account('D2', { customerNo: 'P1', opened: '1993-02-16' }),
    movement('D2', 'T5', { day: '1993-02-16', amount: '-280.00', kind: 'cash_out' }),
    ...account('D3', { customerNo: 'P1', opened: '1993-01-10', closed: '1993-02-05' }),
    movement('D3', 'T6', { day: '1993-01-10', amount: '50.00' }),
    movement('D3', 'T7', { day: '1993-02-04', amount: '-50.00' }),
    ...account('D4', { customerNo: 'P1', opened: '1993-04-01' }),
  ];

  it('months, sums, accounts opened and closed within, overdrawn; the digest is that of the facts', () =>
    testTransaction(async (tx) => {
      await givenBank(tx);
      await bring(tx, 2n, book);
      const run = await givenRun(tx, quarter('1993Q1'));
      const result = await closeBalances(tx, run);
      expect(isRefusal(result)).toBe(false);
      const rows = await monthsOfRun(tx, run.runId);
      const shown = rows.map((row) =>
        [row.account, row.month, row.days, row.product, row.balance, row.fee, row.paid]
          .concat([row.received, row.moves])
          .join(' '),
      );
      expect(shown).toEqual([
        'D1 1993-01-01 31 3100000 100000 0 0 0 1',
        `D1 1993-02-01 28 ${100_000n * 28n - 1460n * 19n + 400n} 98940 1460 400 0 2`,
        `D1 1993-03-01 31 ${98_940n * 31n - 110n} 98830 0 0 110 1`,
        `D2 1993-02-01 28 ${-28_000n * 13n} -28000 0 0 0 1`,
        `D2 1993-03-01 31 ${-28_000n * 31n} -28000 0 0 0 0`,
        'D3 1993-01-01 31 110000 5000 0 0 0 1',
        'D3 1993-02-01 28 15000 0 0 0 0 1',
      ]);
      const again = await givenRun(tx, quarter('1993Q1'));
      const second = await closeBalances(tx, again);
      if (isRefusal(result) || isRefusal(second)) throw new Error('refused');
      expect(second.digest).toBe(result.digest);
      expect(second.rows).toBe(7);
    }));

  it('a quarter that is not covered is refused with counts, examples and the last covered one', () =>
    testTransaction(async (tx) => {
      await givenBank(tx);
      await bring(tx, 2n, [
        customer('P1'),
        ...['A1', 'A2', 'A3', 'A4'].flatMap((no) =>
          account(no, { customerNo: 'P1', opened: '1993-01-01', coveredUntil: '1993-09-30' }),
        ),
        ...account('A5', { customerNo: 'P1', opened: '1993-01-01' }),
        ...account('A6', {
          customerNo: 'P1',
          opened: '1993-01-01',
          closed: '1993-08-01',
          coveredUntil: '1993-08-01',
        }),
      ]);
      expect(await coverageFaults(tx, quarter('1993Q2'))).toBeNull();
      const refused = await closeBalances(tx, await givenRun(tx, quarter('1993Q3')));
      expect(refused).toEqual({
        refused: 'holdings.uncovered',
        params: { quarter: '1993Q3', count: 4, alive: 6, examples: 'A1, A2, A3', last: '1993Q2' },
      });
    }));

  it('two coverages side by side cover, a hole between them does not', () =>
    testTransaction(async (tx) => {
      await givenBank(tx);
      const cover = (no: string, from_day: string, until_day: string): TestRecord => [
        'coverage',
        { account_no: no, from_day, until_day },
      ];
      await bring(tx, 2n, [
        customer('P1'),
        ...account('A1', { customerNo: 'P1', opened: '1993-01-01', coveredUntil: '1993-02-01' }),
        cover('A1', '1993-02-01', '1993-04-01'),
      ]);
      expect(await coverageFaults(tx, quarter('1993Q1'))).toBeNull();
      await bring(tx, 3n, [
        ...account('A2', { customerNo: 'P1', opened: '1993-01-01', coveredUntil: '1993-02-01' }),
        cover('A2', '1993-02-02', '1993-04-01'),
      ]);
      expect(isRefusal(await coverageFaults(tx, quarter('1993Q1')))).toBe(true);
    }));
});

describe('arrears at the end of each month', () => {
  const loan = (no: string, customerNo: string, principal: string): TestRecord[] => [
    ...account(no, { customerNo, product: 'LOAN', opened: '1993-01-05' }),
    [
      'loan',
      { account_no: no, principal, granted_on: '1993-01-05', months: '12', instalment: '1000' },
    ],
    ...['02-05', '03-05', '04-05', '05-05', '06-05'].map((on): TestRecord => [
      'instalment',
      { account_no: no, due_on: `1993-${on}`, amount: '1000' },
    ]),
    movement(no, `${no}-out`, {
      day: '1993-01-05',
      amount: `-${principal}`,
      kind: 'loan_disbursed',
    }),
  ];
  const repaid = (no: string, on: string, amount: string): TestRecord =>
    movement(no, `${no}-${on}`, { day: `1993-${on}`, amount, kind: 'loan_repaid' });

  it('days overdue and class follow from the plan and what was repaid; a firm is judged as one', () =>
    testTransaction(async (tx) => {
      await givenBank(tx);
      await bring(tx, 2n, [
        customer('P1'),
        customer('F1', 'corporate'),
        ...loan('GOOD', 'P1', '12000.00'),
        ...['02-05', '03-05', '04-05', '05-05', '06-05'].map((on) => repaid('GOOD', on, '999.70')),
        ...loan('LATE', 'P1', '12000.00'),
        repaid('LATE', '02-05', '1000.00'),
        repaid('LATE', '05-20', '1000.00'),
        ...loan('BAD', 'F1', '3000.00'),
        ...loan('FINE', 'F1', '12000.00'),
        ...['02-05', '03-05', '04-05', '05-05', '06-05'].map((on) => repaid('FINE', on, '1000')),
      ]);
      const run = await givenRun(tx, quarter('1993Q2'));
      const result = await closeBalances(tx, run);
      if (isRefusal(result)) throw new Error(result.refused);
      const rows = await monthsOfRun(tx, run.runId);
      const shown = rows.map((row) =>
        [row.account, row.month.slice(5, 7), row.balance, row.overdue, row.risk].join(' '),
      );
      expect(shown).toEqual([
        'BAD 04 300000 84 special_mention',
        'BAD 05 300000 115 substandard',
        'BAD 06 300000 145 substandard',
        'FINE 04 900000 0 normal',
        'FINE 05 800000 0 substandard',
        'FINE 06 700000 0 substandard',
        'GOOD 04 900090 0 normal',
        'GOOD 05 800120 0 normal',
        'GOOD 06 700150 0 normal',
        'LATE 04 1100000 56 special_mention',
        'LATE 05 1000000 56 special_mention',
        'LATE 06 1000000 86 special_mention',
      ]);
      expect(result.notes).toEqual([
        { code: 'holdings.note.overdue', params: { loans: 2, bad: 2 } },
      ]);
      expect(daysBetween(day('1993-02-05'), day('1993-04-30'))).toBe(84);
      expect(quarterRange(quarter('1993Q2')).until).toBe('1993-07-01');
    }));
});
