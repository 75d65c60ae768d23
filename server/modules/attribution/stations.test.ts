import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor, type PathRange } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import {
  quarter,
  quarterRange,
  quarterYear,
  yearRange,
  type Quarter,
} from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { QuarterRun } from '../../../core/run.ts';
import { openingOf, rangeOfPath, type Tx } from '../../platform/db/transaction.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../../platform/testing/http.ts';
import { table } from '../../platform/testing/table.ts';
import { contribution } from '../contribution/index.ts';
import { assignLead, customers } from '../customers/index.ts';
import { holdings } from '../holdings/index.ts';
import { metrics } from '../metrics/index.ts';
import { finishRun, organisation, startRun } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import {
  openLetters,
  openTargets,
  quarterTargets,
  readLetter,
  signLetter,
  targets,
} from '../targets/index.ts';
import { attribution, closeAttribution, personMeasures } from './index.ts';

const q4 = quarter('2025Q4');
const q1 = quarter('2026Q1');

async function beginRun(
  tx: Tx,
  of: Quarter,
  kind: 'open' | 'close',
  backdated = false,
): Promise<QuarterRun> {
  const range = quarterRange(of);
  const asOf = kind === 'open' ? range.from : range.until;
  const runId = await startRun(tx, { quarter: of, kind, asOf, backdated });
  const yearFrom = yearRange(quarterYear(of)).from;
  return { runId, quarter: of, range, yearFrom, backdated };
}

/** Two sub-branches, three RMs, four customers with deposits, loans and fees in 2025Q4. */
async function layBank(tx: Tx): Promise<void> {
  const kinds = [people, products, metrics, targets, attribution].flatMap(
    (one) => one.policies ?? [],
  );
  await installInitialPolicies(tx, kinds);
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', '2026-01-01')
  `.execute(tx.db);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'S1', '城东支行', 'sub_branch', 2, '0001.0001.', '2000-01-01'),
           (903, 901, 'S2', '城西支行', 'sub_branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into people_staff
      (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
    values (911, 'R1', '王明', 902, '0001.0001.', true, '2015-01-01', ''),
           (912, 'R2', '李华', 903, '0001.0002.', true, '2015-01-01', ''),
           (913, 'R3', '张新', 902, '0001.0001.', true, '2025-01-01', ''),
           (914, 'H1', '赵行', 902, '0001.0001.', false, '2010-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason)
    values (911, '2020-01-01', 'corporate', 'senior', 1, 'test'),
           (912, '2020-01-01', 'retail', 'middle', 2, 'test'),
           (913, '2025-01-01', 'retail', 'trainee', 1, 'test')
  `.execute(tx.db);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, opened_on,
       booking_unit_id, booking_path, class, tier)
    values (921, 'C1', 'corporate', '江南机械', 'x', 'x', 'x', '{}', '2019-01-01', 902,
            '0001.0001.', 'premium', null),
           (922, 'C2', 'individual', '周一', 'x', 'x', 'x', '{}', '2019-01-01', 902, '0001.0001.',
            null, 'large'),
           (923, 'C3', 'individual', '吴二', 'x', 'x', 'x', '{}', '2025-12-10', 903, '0001.0002.',
            null, null),
           (924, 'C4', 'individual', '郑三', 'x', 'x', 'x', '{}', '2025-10-05', 903, '0001.0002.',
            null, null)
  `.execute(tx.db);
  await layManagement(tx);
  await layAccounts(tx);
}

async function layManagement(tx: Tx): Promise<void> {
  const rows = table(`
    customer | staff | part   | share   | from
    921      | 911   | lead   | 700000  | 2019-01-01
    921      | 913   | assist | 300000  | 2019-01-01
    922      | 911   | lead   | 1000000 | 2019-01-01
    922      | 912   | lead   | 1000000 | 2025-11-16
    924      | 912   | lead   | 1000000 | 2025-10-05
  `);
  for (const row of rows) {
    await sql`
      insert into customers_management
        (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
      values (${row.customer}, ${row.staff}, ${row.part}, ${row.share}, ${row.from}, 'test', 'hand')
    `.execute(tx.db);
  }
}

async function layAccounts(tx: Tx): Promise<void> {
  const rows = table(`
    account | customer | product | unit
    931     | 921      | deposit | 902
    932     | 921      | loan    | 903
    933     | 922      | deposit | 902
    934     | 923      | deposit | 903
    935     | 924      | loan    | 903
  `);
  for (const row of rows) {
    await sql`
      insert into holdings_account
        (customer_id, account_id, account_no, product_id, unit_id, opened_on)
      select ${row.customer}::bigint, ${row.account}::bigint, ${`A${row.account}`},
             min(product_id), ${row.unit}::bigint, '2019-01-01'
      from products_product
      where kind = ${row.product}
    `.execute(tx.db);
  }
}

/** Month figures of a closing: product, fee and contribution of each account. */
async function layMonths(tx: Tx, run: QuarterRun): Promise<void> {
  const rows = table(`
    account | customer | month      | days | product    | fee  | value  | class
    931     | 921      | 2025-10-01 | 31   | 3100000001 | 1001 | 50000  |
    931     | 921      | 2025-11-01 | 30   | 3000000000 | 0    | 50001  |
    931     | 921      | 2025-12-01 | 31   | 3100000000 | 0    | 50002  |
    932     | 921      | 2025-10-01 | 31   | 620000     | 0    | -300   | normal
    932     | 921      | 2025-11-01 | 30   | 600000     | 0    | -300   | substandard
    932     | 921      | 2025-12-01 | 31   | 620000     | 0    | -301   | loss
    933     | 922      | 2025-10-01 | 31   | 31000      | 0    | 310    |
    933     | 922      | 2025-11-01 | 30   | 30000      | 100  | 300    |
    933     | 922      | 2025-12-01 | 31   | 31000      | 0    | 311    |
    934     | 923      | 2025-12-01 | 31   | 777        | 0    | 7      |
    935     | 924      | 2025-10-01 | 31   | 0          | 0    | 0      | normal
  `);
  for (const row of rows) {
    await sql`
      insert into holdings_month
        (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen, fee_fen,
         interest_paid_fen, interest_received_fen, transactions, counter_transactions,
         days_overdue, overdue_fen, risk_class)
      values (${run.runId}, ${row.customer}, ${row.account}, ${row.month}, ${row.days},
        ${row.product}, 0, ${row.fee}, 0, 0, 0, 0, 0, 0, ${row.class === '' ? null : row.class})
    `.execute(tx.db);
    const parts = [
      ['fee', row.fee],
      ['deposit_margin', String(BigInt(row.value) - BigInt(row.fee))],
    ];
    for (const [component, amount] of parts) {
      await sql`
        insert into contribution_account_month
          (run_id, customer_id, account_id, month, component, amount_fen, inputs)
        values (${run.runId}, ${row.customer}, ${row.account}, ${row.month}, ${component},
          ${amount}, '{}')
      `.execute(tx.db);
    }
  }
  await sql`
    insert into contribution_customer
      (run_id, customer_id, quarter, deposit_fen, loan_fen, fee_fen, cost_fen, loss_fen, pre_fen,
       tax_fen, net_fen, capital_fen, eva_fen, policy_version_id)
    select run_id, customer_id, ${run.quarter},
           sum(amount_fen) filter (where component = 'deposit_margin'), 0,
           sum(amount_fen) filter (where component = 'fee'), 0, 0, sum(amount_fen), 0,
           sum(amount_fen), 0, 0, 1
    from contribution_account_month
    where run_id = ${run.runId}
    group by run_id, customer_id
  `.execute(tx.db);
}

async function closeOnce(tx: Tx): Promise<{ run: QuarterRun; digest: string }> {
  const run = await beginRun(tx, q4, 'close');
  await layMonths(tx, run);
  const result = await closeAttribution(tx, run);
  await finishRun(tx, run.runId, result.digest);
  return { run, digest: result.digest };
}

async function partsOf(tx: Tx, run: QuarterRun, measure: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', c.customer_no, p.dimension, p.party, p.amount) as line
    from attribution_part p
    join customers_customer c on c.customer_id = p.customer_id
    where p.run_id = ${run.runId}
      and p.measure = ${measure}
    order by c.customer_no, p.dimension, p.party
  `.execute(tx.db);
  return rows.map((row) => row.line);
}

describe('closing attribution', () => {
  it('splits each measure by days and shares; branches where booked; the whole agrees', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const { run } = await closeOnce(tx);
      expect(await partsOf(tx, run, 'deposit_product')).toEqual([
        'C1 branch S1 9200000001',
        'C1 department 公司部 9200000001',
        'C1 person R1 6440000001',
        'C1 person R3 2760000000',
        'C2 branch S1 92000',
        'C2 department 公司部 92000',
        'C2 person R1 46000',
        'C2 person R2 46000',
        'C3 branch S2 777',
        'C3 department 公司部 777',
        'C3 person unassigned 777',
      ]);
      expect(
        (await partsOf(tx, run, 'npl_product')).filter((line) => line.includes('branch')),
      ).toEqual(['C1 branch S2 1220000']);
      expect(await partsOf(tx, run, 'new_customers')).toEqual([
        'C3 branch S2 1',
        'C3 department 个人金融部 1',
        'C3 person unassigned 1',
        'C4 branch S2 1',
        'C4 department 个人金融部 1',
        'C4 person R2 1',
      ]);
      expect(await partsOf(tx, run, 'fee_income')).toContain('C1 person R1 701');
      expect(await partsOf(tx, run, 'fee_income')).toContain('C1 person R3 300');
      const { rows } = await sql<{ line: string }>`
        select concat_ws(' ', measure, amount, customers) as line
        from attribution_v_total
        where quarter = ${q4}
          and amount <> 0
        order by measure
      `.execute(tx.db);
      expect(rows.map((row) => row.line)).toEqual([
        'contribution 150030 3',
        'corporate_product 9200000001 1',
        'customers_held 368 4',
        'deposit_product 9200092778 3',
        'fee_income 1101 2',
        'firm_products 4 1',
        'firm_products_held 2 1',
        'loan_product 1840000 1',
        'new_customers 2 2',
        'npl_product 1220000 1',
        'person_products 12 3',
        'savings_product 92777 2',
      ]);
    }));

  it('gives the same digest again, and another one when a hand-over moves', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const first = await closeOnce(tx);
      expect((await closeOnce(tx)).digest).toBe(first.digest);
      await assignLead(tx, [
        {
          customerId: 922n,
          staffId: 911n,
          fromDay: day('2025-12-01'),
          reason: 'test',
          origin: 'hand',
          runId: null,
          batchId: null,
        } as never,
      ]);
      expect((await closeOnce(tx)).digest).not.toBe(first.digest);
    }));

  it('keeps what each RM reached: by RM and measure the sum of his parts, and nobody else', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      await closeOnce(tx);
      const { rows } = await sql<{ line: string }>`
        select concat_ws(' ', staff_id, unit_path, measure, amount, customers) as line
        from attribution_v_person
        where quarter = ${q4}
        order by measure, staff_id
      `.execute(tx.db);
      const lines = rows.map((row) => row.line);
      expect(lines.filter((line) => line.includes('deposit_product'))).toEqual([
        '911 0001.0001. deposit_product 6440046001 2',
        '912 0001.0002. deposit_product 46000 1',
        '913 0001.0001. deposit_product 2760000000 1',
      ]);
      const summed = await sql<{ line: string }>`
        select concat_ws(' ', staff_id, unit_path, measure, sum(amount), count(*)) as line
        from attribution_v_part
        where quarter = ${q4}
          and staff_id is not null
        group by staff_id, unit_path, measure
        order by measure, staff_id
      `.execute(tx.db);
      expect(lines).toEqual(summed.rows.map((row) => row.line));
    }));

  it('fails, rather than finishing, when parts and whole differ', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const run = await beginRun(tx, q4, 'close');
      await layMonths(tx, run);
      await sql`
        insert into attribution_part
          (run_id, customer_id, measure, dimension, party, unit_path, amount, basis,
           policy_version_id)
        values (${run.runId}, 999, 'fee_income', 'branch', 'S1', '0001.', 1, '{}', 1)
      `.execute(tx.db);
      await expect(closeAttribution(tx, run)).rejects.toThrow(
        'attribution of 2025Q4 does not add up: fee_income by branch: 1102 of 1101',
      );
    }));

  it('sums persons over the year to date, the own unfinished run included', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const { run } = await closeOnce(tx);
      const sums = (rows: Awaited<ReturnType<typeof personMeasures>>) =>
        rows
          .filter((row) => row.measure === 'deposit_product')
          .map((row) => `${row.staffId} ${row.amount} ${row.customers}`);
      const valid = ['911 6440046001 2', '912 46000 1', '913 2760000000 1'];
      expect(sums(await personMeasures(tx, { quarter: q4, runId: null }))).toEqual(valid);
      expect(sums(await personMeasures(tx, run))).toEqual(valid);
      const again = await beginRun(tx, q4, 'close');
      expect(sums(await personMeasures(tx, again))).toEqual([]);
      expect(sums(await personMeasures(tx, { quarter: q1, runId: null }))).toEqual([]);
    }));
});

describe('opening targets and letters from what was closed', () => {
  const annual = async (tx: Tx, staffNo: string) => {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' ', t.metric, t.base, t.annual, t.started_quarter) as line
      from targets_v_target t
      join people_staff s on s.staff_id = t.staff_id
      where s.staff_no = ${staffNo}
      order by t.metric
    `.execute(tx.db);
    return rows.map((row) => row.line);
  };

  it('grows each RM’s own portfolio by level and share, and adds the quota of his grade', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      await closeOnce(tx);
      const run = await beginRun(tx, q1, 'open');
      const result = await openTargets(tx, run);
      expect(result.notes.map((note) => note.code)).toEqual([
        'targets.note.new_rms',
        'targets.note.partial_year',
      ]);
      await finishRun(tx, run.runId, result.digest);
      // C1: 9,200,000,001 fen-days in 92 days at 70 % are 70,000,000; premium grows by 10 %; quota 20,000,000.00
      expect(await annual(tx, 'R1')).toEqual([
        'contribution 414082 40455490 1',
        'deposit_average 70000000 2077000000 1',
        'fee_income 2780 12003197 1',
        'loan_average 14000 1500015120 1',
        'new_customers 0 8 1',
        'npl_rate 0 20000 1',
      ]);
      // R3 assists with 30 % and has no quota
      expect((await annual(tx, 'R3'))[1]).toBe('deposit_average 30000000 33000000 1');
      const byQuarter = await quarterTargets(tx, q1);
      expect(byQuarter).toContainEqual({
        staffId: 911n,
        unitPath: '0001.0001.',
        metric: 'deposit_average',
        cumulativeTarget: 471_400_000n,
        // 110 % and 120 % of 20,770,000.00, a fifth of the way from 700,000.00
        cumulativeStretch: 512_940_000n,
        cumulativeChallenge: 554_480_000n,
        letterNo: null,
        amendmentNo: null,
      });
    }));

  it('keeps the annual targets in later quarters; who joins later starts then', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      await closeOnce(tx);
      const first = await beginRun(tx, q1, 'open');
      await finishRun(tx, first.runId, (await openTargets(tx, first)).digest);
      await sql`
        insert into people_staff
          (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
        values (915, 'R5', '陈迟', 903, '0001.0002.', true, '2026-03-01', '')
      `.execute(tx.db);
      await sql`
        insert into people_grade (staff_id, from_day, sequence, level, step, reason)
        values (915, '2026-03-01', 'retail', 'junior', 1, 'test')
      `.execute(tx.db);
      const before = await annual(tx, 'R1');
      const second = await beginRun(tx, quarter('2026Q2'), 'open');
      const result = await openTargets(tx, second);
      await finishRun(tx, second.runId, result.digest);
      expect(result.notes[0]).toEqual({
        code: 'targets.note.new_rms',
        params: { set: 1, kept: 3 },
      });
      expect(await annual(tx, 'R1')).toEqual(before);
      expect((await annual(tx, 'R5')).find((line) => line.startsWith('new'))).toBe(
        'new_customers 0 30 2',
      );
      const now = await quarterTargets(tx, quarter('2026Q2'));
      const of = (staffId: bigint, metric: string) =>
        now.find((row) => row.staffId === staffId && row.metric === metric)?.cumulativeTarget;
      expect(of(911n, 'new_customers')).toBe(4n);
      // 25 % of 30 is left for the second quarter; deposits count 91 of 181 days
      expect(of(915n, 'new_customers')).toBe(8n);
      const letters = await openLetters(tx, second);
      expect(letters.rows).toBe(1);
    }));

  it('takes the quota alone in a first year, and the same digest again', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const one = await openTargets(tx, await beginRun(tx, q4, 'open', true));
      const two = await openTargets(tx, await beginRun(tx, q4, 'open', true));
      expect(one.notes[1]).toEqual({ code: 'targets.note.first_year', params: {} });
      expect(two.digest).toBe(one.digest);
    }));
});

describe('letters', () => {
  async function issue(tx: Tx, backdated: boolean) {
    await layBank(tx);
    await closeOnce(tx);
    const run = await beginRun(tx, q1, 'open', backdated);
    await openTargets(tx, run);
    const result = await openLetters(
      tx,
      run,
      new Map([['deposit_average', { weightMillionths: 300_000n, function: '线性' }]]),
    );
    await finishRun(tx, run.runId, result.digest);
    const { rows } = await sql<{
      id: bigint;
      no: string;
      staff: bigint;
      hash: string;
      kind: string;
    }>`
      select letter_id as id, letter_no as no, staff_id as staff, body_hash as hash, kind
      from targets_v_letter
      order by letter_no
    `.execute(tx.db);
    return rows;
  }

  /** The same transaction under another person's scope. */
  async function as<T>(tx: Tx, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const settings = (of: Actor) => openingOf(of, false).replace(/^begin; /, '');
    await tx.client.query(settings(actor));
    try {
      return await work({ ...tx, actor });
    } finally {
      await tx.client.query(settings(tx.actor));
    }
  }

  async function account(
    tx: Tx,
    login: string,
    given: { staffId: bigint; roles: Actor['roles']; ranges: PathRange[] },
  ): Promise<Actor> {
    const { rows } = await sql<{ id: bigint }>`
      insert into auth_account (login, name, staff_id, created_by)
      values (${login}, ${login}, ${given.staffId}, 0)
      returning account_id as id
    `.execute(tx.db);
    return { accountId: rows[0]!.id, login, bankWide: false, ...given };
  }

  it('one for each RM, numbered, adopted when backdated', () =>
    testTransaction(async (tx) => {
      const issued = await issue(tx, true);
      expect(issued.map((one) => `${one.no} ${one.kind}`)).toEqual([
        '2026-责-0001 adopted',
        '2026-责-0002 adopted',
        '2026-责-0003 adopted',
      ]);
    }));

  it('are signed by the RM himself and his president, once each, then locked', () =>
    testTransaction(async (tx) => {
      const letter = (await issue(tx, false)).find((one) => one.staff === 911n)!;
      const own = { staffId: 911n, roles: ['rm'] as const, ranges: [] };
      const rm = await account(tx, 'wang', own);
      const near = { staffId: 914n, roles: ['branch_president'] as const };
      const president = await account(tx, 'zhao', { ...near, ranges: [rangeOfPath('0001.0001.')] });
      const far = { staffId: 912n, roles: ['branch_president'] as const };
      const stranger = await account(tx, 'li', { ...far, ranges: [rangeOfPath('0001.0002.')] });
      const sign = (actor: Actor, side: 'rm' | 'bank', bodyHash = letter.hash) =>
        as(tx, actor, async (scoped) => {
          const answer = await signLetter(scoped, { letterId: letter.id, side, bodyHash });
          return isRefusal(answer) ? answer.refused : answer.state;
        });
      expect(await sign(stranger, 'bank')).toBe('targets.letter_unknown');
      expect(await sign(rm, 'rm')).toBe('targets.letter_not_read');
      await as(tx, rm, (scoped) => readLetter(scoped, letter.id));
      expect(await sign(rm, 'rm', 'f'.repeat(64))).toBe('targets.letter_text_differs');
      expect(await sign(rm, 'bank')).toBe('targets.letter_bank_side_not_allowed');
      expect(await sign(president, 'bank')).toBe('bank_signed');
      expect(await sign(president, 'bank')).toBe('targets.letter_already_signed');
      expect(await sign(rm, 'rm')).toBe('locked');
      const { rows } = await sql<{ verb: string; login: string }>`
        select verb, login
        from audit_record
        where verb = 'targets.sign_letter'
        order by login
      `.execute(tx.db);
      expect(rows.map((row) => row.login)).toEqual(['wang', 'zhao']);
    }));

  it('show the RM his own targets only, and the president those of his unit', () =>
    testTransaction(async (tx) => {
      await issue(tx, false);
      const seen = (actor: Actor) =>
        as(tx, actor, async (scoped) => {
          const answer = await targets.handlers['listTargets']!({
            tx: scoped,
            actor,
            query: { year: 2026, limit: 50 },
          } as never);
          return (answer as { rows: { staffNo: string }[] }).rows.map((row) => row.staffNo);
        });
      const base = { accountId: 1n, login: 'x', bankWide: false };
      expect(await seen({ ...base, staffId: 911n, roles: ['rm'], ranges: [] })).toEqual(['R1']);
      const ranges = [rangeOfPath('0001.0001.')];
      expect(await seen({ ...base, staffId: 914n, roles: ['team_head'], ranges })).toEqual([
        'R1',
        'R3',
      ]);
      expect(await seen({ ...base, staffId: null, roles: ['hr'], ranges: [] })).toEqual([]);
      expect(await seen(tx.actor)).toEqual(['R1', 'R2', 'R3']);
    }));
});

describe('over HTTP', () => {
  const rooms = [
    organisation,
    people,
    products,
    customers,
    holdings,
    contribution,
    metrics,
    targets,
    attribution,
  ];
  let house: TestHouse;
  let letterId: bigint;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    house = await openHouse(rooms);
    letterId = await house.database.transaction(systemActor('test'), async (tx) => {
      await layBank(tx);
      await closeOnce(tx);
      const run = await beginRun(tx, q1, 'open');
      await openTargets(tx, run);
      const letters = await openLetters(tx, run);
      await finishRun(tx, run.runId, letters.digest);
      const { rows } = await sql<{ id: bigint }>`
        select letter_id as id
        from targets_v_letter
        where staff_id = 911
      `.execute(tx.db);
      return rows[0]!.id;
    });
    const doors = {
      ...plainDoors,
      unitOfStaff: async () => ({ path: '0001.0001.', name: '城东' }),
    };
    const { database } = house;
    await addAccount(database, doors, { login: 'own', role: 'rm', scope: 'own', staffId: 911n });
    for (const login of ['own', 'branch_president', 'finance', 'hr', 'rm']) {
      cookies[login] = await house.signIn(login);
    }
  });
  afterAll(() => house.close());

  const rows = table(`
    who              | method | url                                                    | status
    # not signed in
                     | GET    | /targets?year=2026                                     | 401
                     | GET    | /staff/911/targets?year=2026                           | 401
                     | GET    | /target-units                                          | 401
                     | GET    | /units/902/targets?year=2026                           | 401
                     | POST   | /units/902/target-plans                                | 401
                     | GET    | /letters?year=2026                                     | 401
                     | GET    | /letter-board?year=2026                                | 401
                     | GET    | /letters/LETTER                                        | 401
                     | GET    | /letters/LETTER/pdf                                    | 401
                     | POST   | /letters/LETTER/signatures                             | 401
                     | GET    | /customers/921/attribution?quarter=2025Q4              | 401
                     | GET    | /staff/911/attribution?quarter=2025Q4                  | 401
                     | GET    | /staff/911/attribution/customers?quarter=2025Q4        | 401
                     | GET    | /attribution/2025Q4/branch                             | 401
                     | GET    | /attribution/2025Q4                                    | 401
    # not allowed
    own              | GET    | /target-units                                          | 403
    own              | GET    | /units/902/targets?year=2026                           | 403
    finance          | POST   | /units/902/target-plans                                | 403
    hr               | POST   | /letters/LETTER/signatures                             | 403
    own              | GET    | /attribution/2025Q4/branch                             | 403
    branch_president | GET    | /attribution/2025Q4                                    | 403
    # out of sight
    own              | GET    | /staff/912/targets?year=2026                           | 404
    own              | GET    | /customers/924/attribution?quarter=2025Q4              | 404
    own              | GET    | /staff/913/attribution?quarter=2025Q4                  | 404
    own              | GET    | /staff/913/attribution/customers?quarter=2025Q4&measure=contribution | 404
    branch_president | GET    | /letters/9999                                          | 404
    branch_president | GET    | /units/77/targets?year=2026                            | 404
    finance          | GET    | /staff/77/attribution?quarter=2025Q4                   | 404
    # bad input
    own              | GET    | /targets?year=x                                        | 400
    own              | GET    | /staff/x/targets?year=2026                             | 400
    finance          | GET    | /units/902/targets                                     | 400
    branch_president | POST   | /units/902/target-plans                                | 400
    own              | GET    | /letters?year=2026&state=lost                          | 400
    own              | GET    | /letter-board                                          | 400
    own              | GET    | /letters/x                                             | 400
    own              | GET    | /letters/x/pdf                                         | 400
    own              | POST   | /letters/LETTER/signatures                             | 400
    own              | GET    | /customers/921/attribution                             | 400
    own              | GET    | /staff/911/attribution?quarter=2025Q5                  | 400
    own              | GET    | /staff/911/attribution/customers?quarter=2025Q4        | 400
    finance          | GET    | /attribution/2025Q4/nobody                             | 400
    finance          | GET    | /attribution/2025                                      | 400
    # a quarter that is not closed
    finance          | GET    | /attribution/2025Q3                                    | 409
    # done
    own              | GET    | /targets?year=2026                                     | 200
    own              | GET    | /targets?year=2026&quarter=2026Q1&sort=name&order=desc | 200
    own              | GET    | /staff/911/targets?year=2026                           | 200
    finance          | GET    | /target-units                                          | 200
    branch_president | GET    | /units/902/targets?year=2026                           | 200
    own              | GET    | /letters?year=2026&state=sent                        | 200
    branch_president | GET    | /letter-board?year=2026                                | 200
    own              | GET    | /letters/LETTER                                        | 200
    own              | GET    | /letters/LETTER/pdf                                    | 200
    own              | GET    | /customers/921/attribution?quarter=2025Q4              | 200
    own              | GET    | /staff/911/attribution?quarter=2025Q4                  | 200
    finance          | GET    | /attribution/2025Q4/branch                             | 200
    finance          | GET    | /attribution/2025Q4/person?measure=fee_income          | 200
    finance          | GET    | /attribution/2025Q4                                    | 200
  `);
  const ask = (who: string, method: string, url: string, body?: object) =>
    house.call({
      method: method as 'GET',
      url: `/api${url.replace('LETTER', String(letterId))}`,
      ...(who === '' ? {} : { cookie: cookies[who]! }),
      ...(method === 'POST' ? { body: body ?? {} } : {}),
    });

  it.each(rows)('"$who" $method $url is $status', async ({ who, method, url, status }) => {
    const answer = await ask(who, method, url);
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(Number(status));
  });

  it('enters a plan; the gap is the plan less the sum', async () => {
    const line = { metric: 'new_customers', amount: '20', replaces: null };
    const plan = { year: 2026, plans: [line] };
    const entered = await ask('branch_president', 'POST', '/units/902/target-plans', plan);
    expect(entered.statusCode).toBe(201);
    const limit = { ...plan, plans: [{ ...line, metric: 'npl_rate' }] };
    expect(
      (await ask('branch_president', 'POST', '/units/902/target-plans', limit)).statusCode,
    ).toBe(409);
    const read = (await ask('branch_president', 'GET', '/units/902/targets?year=2026')).json() as {
      rows: { metric: string; plan: string; sum: string; gap: string; rms: number }[];
    };
    const row = read.rows.find((one) => one.metric === 'new_customers');
    // R1 (senior, corporate) 8 and R3 (trainee, retail) 5
    expect(row).toMatchObject({ plan: '20', sum: '13', gap: '7', rms: 2 });
  });

  it('signs over HTTP and shows it', async () => {
    const seen = (await ask('own', 'GET', '/letters/LETTER')).json() as {
      bodyHash: string;
      may: { sign: string[]; read: boolean };
    };
    expect(seen.may).toMatchObject({ sign: [], read: true });
    expect((await ask('own', 'POST', '/letters/LETTER/readings')).json().state).toBe('read');
    const { bodyHash } = seen;
    const body = { side: 'rm', password: 'test-password-1', bodyHash };
    const wrong = await ask('own', 'POST', '/letters/LETTER/signatures', {
      ...body,
      password: 'x',
    });
    expect([wrong.statusCode, wrong.json().code]).toEqual([403, 'auth.confirmation_wrong']);
    const signed = await ask('own', 'POST', '/letters/LETTER/signatures', body);
    expect([signed.statusCode, signed.json().state]).toEqual([201, 'rm_signed']);
    const listed = await ask('own', 'GET', '/letters?year=2026&state=rm_signed');
    expect(listed.json().rows).toHaveLength(1);
  });

  it('pages the customers behind a result, each once', async () => {
    const url = '/staff/911/attribution/customers?quarter=2025Q4&measure=contribution&limit=1';
    const first = (await ask('finance', 'GET', url)).json();
    const second = (await ask('finance', 'GET', `${url}&cursor=${first.next}`)).json();
    expect(
      first.rows.concat(second.rows).map((row: { customerNo: string }) => row.customerNo),
    ).toEqual(['C1', 'C2']);
    expect(second.next).toBeNull();
    expect(first.rows[0]).toMatchObject({ amount: '104372', whole: '149102' });
  });

  it('pages targets by each sort without losing an RM', async () => {
    for (const sort of ['staffNo', 'name', 'depositAverage', 'newCustomers']) {
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const page = (
          await ask('finance', 'GET', `/targets?year=2026&limit=1&sort=${sort}${cursor}`)
        ).json();
        seen.push(...page.rows.map((row: { staffNo: string }) => row.staffNo));
        if (page.next === null) break;
        cursor = `&cursor=${encodeURIComponent(page.next)}`;
      }
      expect(seen.toSorted()).toEqual(['R1', 'R2', 'R3']);
    }
  });
});
