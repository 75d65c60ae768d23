import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { fen, moneyText } from '../../../core/money.ts';
import { quarter, quarterRange, quarterYear, yearRange } from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { insertApproval, insertVersion } from '../../platform/policy/store.ts';
import { addAccount, openHouse, type TestHouse } from '../../platform/testing/http.ts';
import { assessment, sheetsOfRun } from '../assessment/index.ts';
import { metrics } from '../metrics/index.ts';
import { finishRun, startRun } from '../organisation/index.ts';
import { closePay, paySlips } from './commands.ts';
import { pay, paySchemeKind } from './index.ts';
import type { PaySchemeText } from './policy.ts';
import { frame } from './presets/frame.ts';

/** A scheme that goes by metrics, by the year, by the earned step, and withholds risk money. */
const scheme: PaySchemeText = {
  ...frame,
  deferral: {
    ...frame.deferral,
    shareByLevel: { trainee: '0', junior: '0', middle: '0', senior: '0' },
  },
  items: [
    {
      kind: 'by_grade',
      key: 'base',
      name: { zh: '档次工资', en: 'Step pay' },
      by: 'earned',
      amounts: { trainee: '450000', junior: '600000', middle: '800000', senior: '1100000' },
      steps: [{ step: 'middle/3', amount: '700000' }],
    },
    {
      kind: 'piece',
      key: 'fees',
      name: { zh: '手续费计件', en: 'Fees' },
      of: { of: [{ metric: 'fee_income' }] },
      price: { by: 'share', share: '100000' },
    },
    {
      kind: 'pro_rata',
      key: 'deposits',
      name: { zh: '存款绩效', en: 'Deposits' },
      of: { of: [{ metric: 'deposit_average' }], span: 'year' },
      amount: '4000000',
      reference: '1000000000',
      threshold: '0',
      period: 'annual',
    },
    {
      kind: 'risk_deposit',
      key: 'risk_money',
      name: { zh: '风险金', en: 'Risk money' },
      items: ['fees'],
      per: 'quarter',
      slices: [{ from: '0', share: '200000' }],
      release: { after: 'months', months: 6 },
    },
  ],
};

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse([metrics, assessment, pay]);
  const { database, doors } = house;
  await database.transaction(systemActor('test'), layBank);
  await addAccount(database, doors, {
    login: 'west',
    role: 'hr',
    scope: 'chosen_units',
    unitIds: [3n],
  });
});
afterAll(() => house.close());

async function layBank(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试验银行', 'CNY', 'test', 'Asia/Shanghai', '2026-10-01')
  `.execute(tx.db);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (1, null, '01', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (2, 1, '0102', '城东支行', 'branch', 2, '0001.0002.', '2000-01-01'),
           (3, 1, '0103', '城西支行', 'branch', 2, '0001.0003.', '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into people_staff
      (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
    values (1, '00101', '张明', 2, '0001.0002.', true, '2010-01-01', ''),
           (2, '00102', '李离', 2, '0001.0002.', true, '2010-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason)
    values (1, '2020-01-01', 'retail', 'junior', 1, 'test'),
           (2, '2020-01-01', 'retail', 'middle', 1, 'test')
  `.execute(tx.db);
  const versionId = await insertVersion(tx, {
    kind: 'pay_scheme',
    body: scheme,
    note: 'test',
    assumed: '',
    authorId: 1n,
    validFrom: day('2026-01-01'),
  });
  await insertApproval(tx, { versionId, approvedBy: 2n });
}

interface Figures {
  readonly fees: readonly [bigint, bigint];
  readonly deposits: bigint;
  readonly earned?: string;
}

/** Lays the sheets and metrics of a closing; year to date, in fen. */
async function close(tx: Tx, of: string, figures: Figures) {
  const text = quarter(of);
  const range = quarterRange(text);
  const runId = await startRun(tx, {
    quarter: text,
    kind: 'close',
    asOf: range.until,
    backdated: false,
  });
  const run: QuarterRun = {
    runId,
    quarter: text,
    range,
    yearFrom: yearRange(quarterYear(text)).from,
    backdated: false,
  };
  const [level, step] = figures.earned?.split('/') ?? [null, null];
  await sql`
    insert into assessment_sheet
      (sheet_id, run_id, quarter, staff_id, unit_path, sequence, level, points_millionths,
       total_millionths, band, policy_version_id, explanation, earned_level, earned_step)
    select nextval('assessment_sheet_id'), ${runId}, ${of}, s.staff_id, s.unit_path, g.sequence,
           g.level, 0, 100000000, '良好', 1, '{}'::jsonb, ${level}, ${step}::smallint
    from people_staff s
    join people_grade g on g.staff_id = s.staff_id
  `.execute(tx.db);
  const values = [1, 2].flatMap((staffId) => [
    [staffId, 'fee_income', figures.fees[staffId - 1]!] as const,
    [staffId, 'deposit_average', figures.deposits] as const,
  ]);
  for (const [staffId, metric, value] of values) {
    await sql`
      insert into assessment_metric
        (run_id, staff_id, unit_path, metric, target, value, explanation, catalogue_version_id)
      values (${runId}, ${staffId}, '0001.0002.', ${metric}, null, ${value}, '{}'::jsonb, 1)
    `.execute(tx.db);
  }
  return run;
}

async function closed(tx: Tx, of: string, figures: Figures) {
  const run = await close(tx, of, figures);
  const result = await closePay(tx, run);
  await finishRun(tx, run.runId, result.digest);
  return { run, result };
}

const lines = async (tx: Tx, runId: bigint, staffId: number) => {
  const { rows } = await sql<{ item: string; amount: bigint }>`
    select l.item, l.amount_fen as amount
    from pay_v_line l
    join pay_slip s on s.slip_id = l.slip_id
    where s.run_id = ${runId} and s.staff_id = ${staffId} and l.amount_fen <> 0
    order by l.position
  `.execute(tx.db);
  return rows.map((row) => `${row.item} ${moneyText(fen(row.amount))}`).join('; ');
};
const inTest = <T>(work: (tx: Tx) => Promise<T>) =>
  house.database.transaction(systemActor('test'), work, { rollBack: true });

const first: Figures = { fees: [100_000n, 300_000n], deposits: 500_000_000n, earned: 'middle/3' };
const second: Figures = { fees: [250_000n, 300_000n], deposits: 400_000_000n };

describe('a closing pays by the scheme', () => {
  it('the quarter’s part of a flow, the year’s progress less what was paid, the step earned before', () =>
    inTest(async (tx) => {
      const q1 = await closed(tx, '2026Q1', first);
      expect(await lines(tx, q1.run.runId, 1)).toBe(
        'base 18000.00; fees 100.00; deposits 5000.00; risk_money -20.00',
      );
      const q2 = await closed(tx, '2026Q2', second);
      expect(await lines(tx, q2.run.runId, 1)).toBe(
        'base 21000.00; fees 150.00; deposits 3000.00; risk_money -30.00',
      );
      expect(await lines(tx, q2.run.runId, 2)).toBe('base 21000.00; deposits 3000.00');
      const q3 = await closed(tx, '2026Q3', { ...second, deposits: 0n });
      expect(await lines(tx, q3.run.runId, 1)).toBe('base 18000.00; returned 20.00');
    }));

  it('again with the same result: risk money counts by the valid closing alone', () =>
    inTest(async (tx) => {
      await closed(tx, '2026Q1', first);
      const once = await closed(tx, '2026Q2', second);
      const again = await closed(tx, '2026Q2', second);
      expect(again.result.digest).toBe(once.result.digest);
      expect(again.result.rows).toBe(once.result.rows);
      const { rows } = await sql<{ kept: bigint }>`
        select sum(moved_fen)::bigint as kept from pay_v_risk_deposit where staff_id = 1
      `.execute(tx.db);
      expect(rows[0]!.kept).toBe(5_000n);
      expect(again.result.notes).toContainEqual({
        code: 'pay.note.risk',
        params: { withheld: '30.00', returned: '0.00' },
      });
    }));

  it('a trial computes the same slips and writes nothing', () =>
    inTest(async (tx) => {
      const run = await close(tx, '2026Q1', first);
      const body = paySchemeKind.schema.parse(scheme);
      const sheets = await sheetsOfRun(tx, run.runId);
      const tried = await paySlips(tx, run, body, sheets);
      const { rows } = await sql<{ written: number }>`
        select count(*)::int as written from pay_slip
      `.execute(tx.db);
      expect(rows[0]!.written).toBe(0);
      await closePay(tx, run);
      expect(tried.map((slip) => slip.gross)).toEqual([2_310_000n, 2_930_000n]);
      expect(await lines(tx, run.runId, 1)).toContain('fees 100.00');
    }));

  it('no slip stands whose parts are not its whole', () =>
    inTest(async (tx) => {
      const { run } = await closed(tx, '2026Q1', first);
      await expect(
        sql`
          insert into pay_slip
            (slip_id, run_id, quarter, staff_id, unit_path, level, gross_fen, paid_now_fen,
             deferred_fen, held_fen, deducted_fen, carried_fen, withheld_fen, policy_version_id)
          values (9999, ${run.runId}, '2026Q1', 3, '0001.0002.', 'junior', 100, 90, 0, 0, 0, 0, 11, 1)
        `.execute(tx.db),
      ).rejects.toThrow('pay_slip__adds_up');
    }));
});

describe('over HTTP', () => {
  let slipId: bigint;
  beforeAll(async () => {
    await house.database.transaction(systemActor('test'), async (tx) => {
      const { run } = await closed(tx, '2026Q1', first);
      const { rows } = await sql<{ id: bigint }>`
        select slip_id as id from pay_slip where run_id = ${run.runId} and staff_id = 1
      `.execute(tx.db);
      slipId = rows[0]!.id;
    });
  });

  it('a slip shows its items by name, its formulas and the risk money that is kept', async () => {
    const cookie = await house.signIn('hr');
    const answer = await house.call({ url: `/api/slips/${slipId}`, cookie });
    expect(answer.statusCode).toBe(200);
    const slip = answer.json();
    expect(slip).toMatchObject({ gross: '2310000', withheld: '2000', returned: '0' });
    expect(slip.lines[1]).toMatchObject({
      item: 'fees',
      name: { zh: '手续费计件', en: 'Fees' },
      part: 'bonus',
      amount: '10000',
      explanation: {
        formula: 'pay.formula.piece',
        inputs: { basisZh: '中间业务收入 1,000.00', price: '10%', result: '100.00' },
      },
    });
    expect(slip.lines.at(-1)).toMatchObject({ item: 'deducted', name: null });
    expect(slip.risk).toEqual([
      {
        item: 'risk_money',
        name: { zh: '风险金', en: 'Risk money' },
        balance: '2000',
        moves: [{ kind: 'withheld', ofQuarter: '2026Q1', amount: '2000' }],
      },
    ]);
  });

  it('is not there for another branch, nor is the risk money', async () => {
    const cookie = await house.signIn('west');
    const answer = await house.call({ url: `/api/slips/${slipId}`, cookie });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'pay.slip_unknown']);
    const seen = await house.database.transaction(
      {
        ...systemActor('west'),
        bankWide: false,
        ranges: [{ from: '0001.0003.', until: '0001.0003/' }],
      },
      async (tx) =>
        (
          await sql<{ rows: number }>`
            select count(*)::int as rows from pay_risk_deposit
          `.execute(tx.db)
        ).rows[0]!.rows,
    );
    expect(seen).toBe(0);
  });
});

it('a scheme is held beside the catalogue in force: what it lacks is named with its place', () =>
  inTest(async (tx) => {
    const items: PaySchemeText['items'] = [
      ...scheme.items!,
      { kind: 'certified', key: 'x', name: { zh: '核', en: 'c' }, metric: 'no_such_figure' },
    ];
    const faultsOf = (text: PaySchemeText) =>
      paySchemeKind.verify!(tx, paySchemeKind.schema.parse(text), day('2026-01-01'));
    expect(await faultsOf(scheme)).toEqual([]);
    expect(await faultsOf({ ...scheme, items })).toMatchObject([
      { at: 'items.4.metric', zh: expect.stringContaining('no_such_figure') },
    ]);
  }));
