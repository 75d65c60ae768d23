import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { quarter as aQuarter, quarterRange } from '../../../core/period.ts';
import { allot, fen, parseMoney } from '../../../core/money.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../../platform/testing/http.ts';
import { table } from '../../platform/testing/table.ts';
import { prepareBatch, ruleBatch } from './batch-commands.ts';
import { closePay } from './commands.ts';
import { proposeClawback, ruleClawback, enterReceipt } from './clawback-commands.ts';
import { enterCorrection, ruleCorrection } from './correction-commands.ts';
import { assessment } from '../assessment/index.ts';
import { metrics } from '../metrics/index.ts';
import { pay } from './index.ts';
import { verifyMinimumWage } from './verify.ts';
import { correctionsFor } from './store/corrections.ts';
import { loadPlan, loadParts } from './store/parts.ts';

/**
 * The book of a small bank: RM 1 serves in unit 0001.0002., RM 2 left it, RM 3 serves elsewhere.
 * Quarters 2026Q1 to Q4 are sealed; each test takes a house of its own.
 */
const money = (text: string) => parseMoney(text)!;
const someone = (accountId: bigint): Actor => ({
  ...systemActor('test'),
  accountId,
  login: `a${accountId}`,
});
const [ann, bob] = [someone(101n), someone(102n)];
const hash = 'a'.repeat(64);

interface SlipSeed {
  readonly staffId: number;
  readonly quarter: string;
  readonly bonus: string;
  /** Millionths of the bonus that are put off; of the rest, held. */
  readonly deferred?: bigint;
  readonly held?: string;
}

async function buildBank(house: TestHouse): Promise<void> {
  await house.database.transaction(systemActor('test'), async (tx) => {
    await sql`
      insert into organisation_bank (code, name, currency, source, time_zone, today)
      values ('T', '试验银行', 'CNY', 'test', 'Asia/Shanghai', '2028-06-18')
    `.execute(tx.db);
    await sql`
      insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
      values (1, null, '01', '总行', 'head_office', 1, '0001.', '2000-01-01'),
             (2, 1, '0102', '城东支行', 'branch', 2, '0001.0002.', '2000-01-01'),
             (3, 1, '0103', '城西支行', 'branch', 2, '0001.0003.', '2000-01-01')
    `.execute(tx.db);
    await sql`
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, left_on, search_text)
      values (1, '00101', '张明', 2, '0001.0002.', true, '2010-01-01', null, ''),
             (2, '00102', '李离', 2, '0001.0002.', true, '2010-01-01', '2027-03-01', ''),
             (3, '00103', '王远', 3, '0001.0003.', true, '2010-01-01', null, '')
    `.execute(tx.db);
  });
}

/** Closes and seals a quarter with the given slips: base 18,000, bonus, deferral, held. */
async function seal(house: TestHouse, quarter: string, slips: readonly SlipSeed[]) {
  return house.database.transaction(systemActor('test'), async (tx) => {
    const runId = await closeRun(tx, quarter, 'close');
    await sql`
      insert into organisation_seal (quarter, run_id, digest, sealed_by)
      values (${quarter}, ${runId}, 'd', 'test')
    `.execute(tx.db);
    const ids: bigint[] = [];
    for (const slip of slips) ids.push(await insertSlip(tx, runId, slip));
    return ids;
  });
}

async function closeRun(tx: Tx, quarter: string, kind: 'open' | 'close'): Promise<bigint> {
  const { rows } = await sql<{ run_id: bigint }>`
    insert into organisation_run (quarter, kind, as_of, backdated, started_by)
    values (${quarter}, ${kind}, '2026-01-01', false, 'test')
    returning run_id
  `.execute(tx.db);
  const runId = rows[0]!.run_id;
  await sql`
    insert into organisation_run_finished (run_id, digest) values (${runId}, 'd')
  `.execute(tx.db);
  return runId;
}

async function insertSlip(tx: Tx, runId: bigint, slip: SlipSeed): Promise<bigint> {
  const base = money('18000');
  const bonus = money(slip.bonus);
  const deferred = (bonus * (slip.deferred ?? 400_000n)) / 1_000_000n;
  const held = money(slip.held ?? '0');
  const unit = slip.staffId === 3 ? '0001.0003.' : '0001.0002.';
  const { rows } = await sql<{ id: bigint }>`select nextval('pay_slip_id') as id`.execute(tx.db);
  const slipId = rows[0]!.id;
  await sql`
    insert into pay_slip (slip_id, run_id, quarter, staff_id, unit_path, level, gross_fen,
      paid_now_fen, deferred_fen, held_fen, deducted_fen, carried_fen, policy_version_id)
    values (${slipId}, ${runId}, ${slip.quarter}, ${slip.staffId}, ${unit}, 'junior',
      ${base + bonus}, ${base + bonus - deferred - held}, ${deferred}, ${held}, 0, 0,
      (select max(version_id) from policy_version where kind = 'pay_scheme'))
  `.execute(tx.db);
  const lines: [string, bigint][] = [
    ['base', base],
    ['bonus', bonus],
    ['deferred', -deferred],
    ['held', -held],
  ];
  for (const [at, [item, amount]] of lines.entries()) {
    await sql`
      insert into pay_line (slip_id, position, item, amount_fen, explanation)
      values (${slipId}, ${at + 1}, ${item}, ${amount}, ${JSON.stringify({
        rule: `pay.rule.${item}`,
        formula: `pay.formula.${item}`,
        inputs: { bonusFen: String(bonus) },
      })}::jsonb)
    `.execute(tx.db);
  }
  const year = Number(slip.quarter.slice(0, 4));
  for (const [at, amount] of allot(fen(deferred), [1n, 1n, 1n], { oddTo: 'last' }).entries()) {
    await sql`
      insert into pay_deferral (slip_id, instalment_no, due_year, amount_fen)
      values (${slipId}, ${at + 1}, ${year + at + 1}, ${amount})
    `.execute(tx.db);
  }
  return slipId;
}

const run = <T>(house: TestHouse, actor: Actor, work: (tx: Tx) => Promise<T>) =>
  house.database.transaction(actor, work);

function given<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.refused} ${JSON.stringify(answer.params)}`);
  return answer;
}
const codeOf = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'done');

/** Prepares and approves by two persons. */
async function payOut(
  house: TestHouse,
  kind: 'slips' | 'instalments' | 'settlement',
  period: string,
) {
  const made = given(await run(house, ann, (tx) => prepareBatch(tx, { kind, period })));
  const ruling = { ...made, verdict: 'approved' as const, reason: '' };
  given(await run(house, bob, (tx) => ruleBatch(tx, ruling)));
  return made;
}

const wish = (change: object = {}) => ({
  requestKey: 'request-0001',
  staffNo: '00101',
  cause: 'grave_risk' as const,
  duty: 'main' as const,
  fromQuarter: '2026Q1',
  untilQuarter: '2026Q1',
  shareMillionths: 1_000_000n,
  facts: '贷款发放后两年集中暴露风险',
  evidenceName: '审计报告.pdf',
  evidenceHash: hash,
  heardOn: '2028-06-01',
  heardWords: '本人认可',
  ...change,
});

const states = async (house: TestHouse, staffId: bigint) => {
  const plan = await run(house, ann, (tx) => loadPlan(tx, staffId));
  const text = (amount: bigint) => String(amount);
  return plan === null
    ? null
    : [plan.granted, plan.paid, plan.due, plan.stopped, plan.clawedBack].map(text);
};

async function open(): Promise<TestHouse> {
  const doors = {
    ...plainDoors,
    unitOfStaff: async (_tx: Tx, id: bigint) =>
      id === 1n ? { path: '0001.0002.', name: '城东支行' } : null,
  };
  const house = await openHouse([metrics, assessment, pay], { doors });
  await buildBank(house);
  return house;
}

describe('deferred pay over the years (G41)', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
    await seal(house, '2026Q1', [
      { staffId: 1, quarter: '2026Q1', bonus: '100000' },
      { staffId: 2, quarter: '2026Q1', bonus: '50000' },
    ]);
  });
  afterAll(() => house.close());

  it('nothing is paid before two persons have sent the slips', async () => {
    expect(await states(house, 1n)).toEqual(['10000000', '0', '10000000', '0', '0']);
    const early = await run(house, ann, (tx) =>
      prepareBatch(tx, { kind: 'slips', period: '2026Q2' }),
    );
    expect(codeOf(early)).toBe('pay.quarter_unsealed');
    const made = given(
      await run(house, ann, (tx) => prepareBatch(tx, { kind: 'slips', period: '2026Q1' })),
    );
    expect(made.batchNo).toBe('2026Q1-S1');
    const ruling = { ...made, verdict: 'approved' as const, reason: '' };
    expect(codeOf(await run(house, ann, (tx) => ruleBatch(tx, ruling)))).toBe('pay.same_person');
    const other = { ...ruling, digest: 'b'.repeat(64) };
    expect(codeOf(await run(house, bob, (tx) => ruleBatch(tx, other)))).toBe('pay.digest_differs');
    expect(await states(house, 1n)).toEqual(['10000000', '0', '10000000', '0', '0']);
    expect(codeOf(await run(house, bob, (tx) => ruleBatch(tx, ruling)))).toBe('done');
    expect(await states(house, 1n)).toEqual(['10000000', '6000000', '4000000', '0', '0']);
  });

  it('a second click, a second approval and a second batch are refused by name', async () => {
    const again = await run(house, ann, (tx) =>
      prepareBatch(tx, { kind: 'slips', period: '2026Q1' }),
    );
    expect(again).toMatchObject({ refused: 'pay.batch_done', params: { batchNo: '2026Q1-S1' } });
  });

  it('the instalments due by 2028 go to both, also to the one who left; 2029 waits', async () => {
    const early = await run(house, ann, (tx) =>
      prepareBatch(tx, { kind: 'instalments', period: '2029' }),
    );
    expect(codeOf(early)).toBe('pay.year_not_begun');
    const made = await payOut(house, 'instalments', '2028');
    expect(made.batchNo).toBe('2028-D1');
    expect(await states(house, 1n)).toEqual(['10000000', '8666666', '1333334', '0', '0']);
    expect(await states(house, 2n)).toEqual(['5000000', '4333332', '666668', '0', '0']);
    const again = await run(house, ann, (tx) =>
      prepareBatch(tx, { kind: 'instalments', period: '2028' }),
    );
    expect(codeOf(again)).toBe('pay.nothing_due');
  });

  it('two who approve in one moment: one is refused', async () => {
    await seal(house, '2026Q2', [{ staffId: 1, quarter: '2026Q2', bonus: '100' }]);
    const made = given(
      await run(house, ann, (tx) => prepareBatch(tx, { kind: 'slips', period: '2026Q2' })),
    );
    const ruling = { ...made, verdict: 'approved' as const, reason: '' };
    const both = await Promise.all(
      [bob, someone(103n)].map((who) => run(house, who, (tx) => ruleBatch(tx, ruling))),
    );
    expect(both.map(codeOf).toSorted()).toEqual(['done', 'pay.ruled_before']);
  });

  it('two who prepare in one moment: one is refused', async () => {
    await seal(house, '2026Q3', [{ staffId: 1, quarter: '2026Q3', bonus: '100' }]);
    const both = await Promise.all(
      [ann, bob].map((who) =>
        run(house, who, (tx) => prepareBatch(tx, { kind: 'slips', period: '2026Q3' })),
      ),
    );
    expect(both.map(codeOf).toSorted()).toEqual(['done', 'pay.batch_waiting']);
  });
});

describe('a claw-back', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
    await seal(house, '2026Q1', [
      { staffId: 1, quarter: '2026Q1', bonus: '100000' },
      { staffId: 2, quarter: '2026Q1', bonus: '50000', held: '6000' },
      { staffId: 3, quarter: '2026Q1', bonus: '40000' },
    ]);
    await payOut(house, 'slips', '2026Q1');
    await payOut(house, 'instalments', '2027');
  });
  afterAll(() => house.close());

  it('of year 2 takes the whole bonus of the period: paid and to stop make 100,000 (G41)', async () => {
    const made = given(await run(house, ann, (tx) => proposeClawback(tx, wish())));
    expect(given(await run(house, ann, (tx) => proposeClawback(tx, wish())))).toEqual(made);
    const ruling = { clawbackId: made.clawbackId, verdict: 'approved' as const, reason: '' };
    expect(codeOf(await run(house, ann, (tx) => ruleClawback(tx, ruling)))).toBe('pay.same_person');
    const done = given(await run(house, bob, (tx) => ruleClawback(tx, ruling)));
    expect([done.stopped, done.claimed, done.stopped + done.claimed]).toEqual([
      2_666_667n,
      7_333_333n,
      10_000_000n,
    ]);
    expect(codeOf(await run(house, bob, (tx) => ruleClawback(tx, ruling)))).toBe(
      'pay.ruled_before',
    );
    expect(await states(house, 1n)).toEqual(['10000000', '0', '0', '2666667', '7333333']);
    const more = await run(house, ann, (tx) =>
      proposeClawback(tx, wish({ requestKey: 'request-0002' })),
    );
    expect(codeOf(more)).toBe('pay.clawback_nothing');
  });

  it('of half takes a person who left: what is unpaid first, held pay too', async () => {
    const half = wish({
      requestKey: 'request-0003',
      staffNo: '00102',
      cause: 'falsified_results',
      shareMillionths: 500_000n,
    });
    const made = given(await run(house, ann, (tx) => proposeClawback(tx, half)));
    const ruling = { clawbackId: made.clawbackId, verdict: 'approved' as const, reason: '' };
    const done = given(await run(house, bob, (tx) => ruleClawback(tx, ruling)));
    expect([done.stopped, done.claimed]).toEqual([1_933_334n, 566_666n]);
    const parts = await run(house, ann, (tx) => loadParts(tx, { staffId: 2n }));
    expect(
      parts.map((one) => [one.part, one.number, one.paid, one.due, one.stopped, one.clawedBack]),
    ).toEqual([
      ['now', 0, 2_400_000n, 0n, 0n, 0n],
      ['held', 0, 0n, 0n, 600_000n, 0n],
      ['instalment', 1, 100_000n, 0n, 0n, 566_666n],
      ['instalment', 2, 0n, 0n, 666_666n, 0n],
      ['instalment', 3, 0n, 0n, 666_668n, 0n],
    ]);
    const receipt = { clawbackId: made.clawbackId, voucherNo: 'V1', receivedOn: '2028-06-18' };
    const enter = (change: object) =>
      run(house, bob, (tx) => enterReceipt(tx, { ...receipt, amount: 566_666n, ...change }));
    expect(codeOf(await enter({ amount: 566_667n }))).toBe('pay.receipt_too_much');
    expect(codeOf(await enter({ receivedOn: '2028-06-19' }))).toBe('pay.receipt_later');
    expect(given(await enter({ amount: 566_665n })).open).toBe(1n);
    expect(codeOf(await enter({ amount: 1n }))).toBe('pay.voucher_known');
    expect(given(await enter({ amount: 1n, voucherNo: 'V2' })).open).toBe(0n);
  });

  it('makes a batch that was prepared before it stale: it is returned and prepared anew', async () => {
    const made = given(
      await run(house, ann, (tx) => prepareBatch(tx, { kind: 'instalments', period: '2028' })),
    );
    const third = wish({ requestKey: 'request-0004', staffNo: '00103' });
    const taken = given(await run(house, ann, (tx) => proposeClawback(tx, third)));
    const yes = { verdict: 'approved' as const, reason: '' };
    given(await run(house, bob, (tx) => ruleClawback(tx, { ...taken, ...yes })));
    const stale = await run(house, bob, (tx) => ruleBatch(tx, { ...made, ...yes }));
    expect(codeOf(stale)).toBe('pay.batch_stale');
    const no = { verdict: 'returned' as const, reason: '' };
    const silent = await run(house, bob, (tx) => ruleBatch(tx, { ...made, ...no }));
    expect(codeOf(silent)).toBe('pay.reason_missing');
    const back = { ...no, reason: '有追索扣回' };
    given(await run(house, bob, (tx) => ruleBatch(tx, { ...made, ...back })));
    const empty = await run(house, ann, (tx) =>
      prepareBatch(tx, { kind: 'instalments', period: '2028' }),
    );
    expect(codeOf(empty)).toBe('pay.nothing_due');
  });

  it('by somebody who sees only part of the period is refused, not cut to what he sees', async () => {
    const unit: Actor = {
      ...bob,
      accountId: 108n,
      bankWide: false,
      ranges: [{ from: '0001.0003.', until: '0001.0003/' }],
    };
    await seal(house, '2026Q2', [{ staffId: 1, quarter: '2026Q2', bonus: '1000' }]);
    const second = wish({
      requestKey: 'request-0005',
      fromQuarter: '2026Q2',
      untilQuarter: '2026Q2',
    });
    const made = given(await run(house, ann, (tx) => proposeClawback(tx, second)));
    await run(house, systemActor('test'), (tx) =>
      sql`
        insert into pay_clawback (clawback_no, request_key, staff_id, unit_path, cause, duty,
          from_quarter, until_quarter, share_millionths, granted_fen, facts, evidence_name,
          evidence_hash, heard_on, heard_words, proposed_by, proposed_name)
        select 'moved', 'request-moved', staff_id, '0001.0003.', cause, duty, from_quarter,
               until_quarter, share_millionths, granted_fen, facts, evidence_name, evidence_hash,
               heard_on, heard_words, proposed_by, proposed_name
        from pay_clawback where clawback_id = ${made.clawbackId}
      `.execute(tx.db),
    );
    const yes = { verdict: 'approved' as const, reason: '' };
    const hidden = await run(house, unit, (tx) => ruleClawback(tx, { ...made, ...yes }));
    expect(codeOf(hidden)).toBe('pay.clawback_unknown');
    const moved = { clawbackId: made.clawbackId + 1n, ...yes };
    const partly = await run(house, unit, (tx) => ruleClawback(tx, moved));
    expect(codeOf(partly)).toBe('pay.clawback_differs');
  });
});

describe('a correction after the seal', () => {
  let house: TestHouse;
  let slipId: bigint;
  beforeAll(async () => {
    house = await open();
    const [first] = await seal(house, '2026Q1', [{ staffId: 1, quarter: '2026Q1', bonus: '1000' }]);
    slipId = first!;
    await run(house, systemActor('test'), async (tx) => {
      await closeRun(tx, '2026Q2', 'open');
      await closeRun(tx, '2026Q3', 'open');
    });
  });
  afterAll(() => house.close());
  const correction = (change: object = {}) => ({
    requestKey: 'correct-0001',
    slipId,
    quarter: '2026Q2',
    amount: 123_45n,
    cause: '漏计手续费',
    evidence: '手续费清单 2026-03',
    ...change,
  });

  it('is a line of the next quarter once two persons have agreed, and once only', async () => {
    const made = given(await run(house, ann, (tx) => enterCorrection(tx, correction())));
    expect(given(await run(house, ann, (tx) => enterCorrection(tx, correction())))).toEqual(made);
    expect(await run(house, ann, (tx) => correctionsFor(tx, '2026Q2'))).toEqual([]);
    const ruling = { ...made, verdict: 'approved' as const, reason: '' };
    expect(codeOf(await run(house, ann, (tx) => ruleCorrection(tx, ruling)))).toBe(
      'pay.same_person',
    );
    given(await run(house, bob, (tx) => ruleCorrection(tx, ruling)));
    expect(codeOf(await run(house, bob, (tx) => ruleCorrection(tx, ruling)))).toBe(
      'pay.ruled_before',
    );
    expect(await run(house, ann, (tx) => correctionsFor(tx, '2026Q2'))).toEqual([
      {
        correctionId: made.correctionId,
        staffId: 1n,
        ofQuarter: '2026Q1',
        amount: 12_345n,
        cause: '漏计手续费',
      },
    ]);
  });

  it('stands on the slip of the next closing, beside the minimum wage of the place', async () => {
    const lines = await house.database.transaction(
      systemActor('test'),
      async (tx) => {
        await sql`
          insert into people_grade (staff_id, from_day, sequence, level, step, reason)
          select staff_id, '2010-01-01', 'retail', 'junior', 1, 'test' from people_staff
        `.execute(tx.db);
        await sql`
          with made as (
            insert into policy_version
              (kind, version_no, body, body_hash, note, assumed, author_id, valid_from)
            values ('minimum_wage', 2, ${JSON.stringify({
              regions: [
                {
                  name: '一类地区',
                  units: ['01'],
                  rates: [{ from: '2020-01-01', perMonth: '590000' }],
                },
              ],
            })}::jsonb, 'h', '', '', 1, '2020-01-01')
            returning version_id
          )
          insert into policy_approval (version_id, approved_by) select version_id, 2 from made
        `.execute(tx.db);
        const runId = await closeRun(tx, '2026Q2', 'close');
        await insertSheets(tx, '2026Q2');
        const q2 = aQuarter('2026Q2');
        await closePay(tx, {
          runId,
          quarter: q2,
          range: quarterRange(q2),
          yearFrom: day('2026-01-01'),
          backdated: false,
        });
        return sql<{ item: string; part: string; amount: bigint; inputs: object }>`
          select l.item, l.part, l.amount_fen as amount, l.explanation -> 'inputs' as inputs
          from pay_line l join pay_slip s on s.slip_id = l.slip_id
          where s.run_id = ${runId} and s.staff_id = 1
        `.execute(tx.db);
      },
      { rollBack: true },
    );
    expect(lines.rows.find((one) => one.item === 'correction')).toMatchObject({
      part: 'correction',
      amount: 12_345n,
      inputs: { ofQuarter: '2026Q1', cause: '漏计手续费' },
    });
    // Base 6,000 a month: 100 above the minimum wage, three times.
    expect(lines.rows.find((one) => one.item === 'deducted')?.inputs).toMatchObject({
      region: '一类地区',
      minimumWageFen: '590000',
      mostFen: '30000',
    });
  });

  it.each(
    table(`
      quarter | slip    | answer
      2026Q1  | sealed  | pay.correction_too_early
      2025Q4  | sealed  | pay.correction_too_early
      2026Q4  | sealed  | pay.correction_not_open
      2026Q2  | unknown | pay.slip_unknown
      2026Q2  | open    | pay.slip_not_sealed
    `),
  )('into $quarter of a slip that is $slip: $answer', async ({ quarter, slip, answer }) => {
    const of = await run(house, systemActor('test'), async (tx) => {
      if (slip === 'sealed') return slipId;
      if (slip === 'unknown') return 999_999n;
      const runId = await closeRun(tx, '2026Q2', 'close');
      return insertSlip(tx, runId, { staffId: 1, quarter: '2026Q2', bonus: '0' });
    });
    const asked = correction({ requestKey: `correct-${quarter}-${slip}`, slipId: of, quarter });
    expect(codeOf(await run(house, ann, (tx) => enterCorrection(tx, asked)))).toBe(answer);
  });

  it('is not approved into a quarter that was sealed meanwhile', async () => {
    const asked = correction({ requestKey: 'correct-late', quarter: '2026Q3' });
    const made = given(await run(house, ann, (tx) => enterCorrection(tx, asked)));
    await seal(house, '2026Q3', []);
    const ruling = { ...made, verdict: 'approved' as const, reason: '' };
    expect(codeOf(await run(house, bob, (tx) => ruleCorrection(tx, ruling)))).toBe(
      'pay.correction_sealed',
    );
  });
});

describe('a correction in favour of somebody who left', () => {
  it('leaves with the slips of its quarter, though he has none; the law stays', async () => {
    const house = await open();
    try {
      const [, slipId] = await seal(house, '2026Q1', [
        { staffId: 1, quarter: '2026Q1', bonus: '1000' },
        { staffId: 2, quarter: '2026Q1', bonus: '1000' },
      ]);
      await run(house, systemActor('test'), (tx) => closeRun(tx, '2026Q2', 'open'));
      for (const [requestKey, amount] of [
        ['leaver-0001', 500_00n],
        ['leaver-0002', -700_00n],
      ] as const) {
        const asked = { requestKey, amount, slipId: slipId!, quarter: '2026Q2' };
        const made = given(
          await run(house, ann, (tx) =>
            enterCorrection(tx, { ...asked, cause: '漏计', evidence: '清单' }),
          ),
        );
        const ruling = { ...made, verdict: 'approved' as const, reason: '' };
        given(await run(house, bob, (tx) => ruleCorrection(tx, ruling)));
      }
      await seal(house, '2026Q2', [{ staffId: 1, quarter: '2026Q2', bonus: '0' }]);
      const before = await states(house, 2n);
      const made = await payOut(house, 'slips', '2026Q2');
      const lines = await run(house, ann, (tx) =>
        sql`
          select part, staff_id as staff, amount_fen as amount, variable_fen as variable
          from pay_batch_line where batch_id = ${made.batchId} order by position
        `.execute(tx.db),
      );
      expect(lines.rows).toEqual([
        { part: 'now', staff: 1n, amount: 1_800_000n, variable: 0n },
        { part: 'correction', staff: 2n, amount: 50_000n, variable: 0n },
      ]);
      expect(await states(house, 2n)).toEqual(before);
    } finally {
      await house.close();
    }
  });
});

describe('a document of minimum wages', () => {
  it('names only units that the bank has', async () => {
    const house = await open();
    try {
      const rates = [{ from: '2026-01-01', perMonth: 1n }];
      const faults = await run(house, ann, (tx) =>
        verifyMinimumWage(tx, {
          regions: [{ name: '甲', nameEn: '', units: ['01', '0102', '7777'], rates }],
        }),
      );
      expect(faults.map((one) => [one.at, one.zh])).toEqual([
        ['regions.0.units', '没有机构代码 7777（地区“甲”）'],
      ]);
    } finally {
      await house.close();
    }
  });
});

describe('the year-end settlement', () => {
  it('pays the year at its own score, once; what was overpaid is set off later, not from wage', async () => {
    const house = await open();
    try {
      const early = await run(house, ann, (tx) =>
        prepareBatch(tx, { kind: 'settlement', period: '2026' }),
      );
      expect(codeOf(early)).toBe('pay.quarter_unsealed');
      await run(house, systemActor('test'), (tx) =>
        sql`
          insert into people_grade (staff_id, from_day, sequence, level, step, reason)
          select staff_id, '2010-01-01', 'retail', 'junior', 1, 'test' from people_staff
        `.execute(tx.db),
      );
      // Each quarter paid 15,000 at 100 points: 6,000 put off, 1,800 held. The year ends at 80
      // points for RM 1 (9,600 a quarter), at 110 for RM 2 (19,800), and RM 3 has no sheet.
      for (const quarter of ['2026Q1', '2026Q2', '2026Q3', '2026Q4']) {
        const slips = [1, 2, 3].map((staffId) => ({
          staffId,
          quarter,
          bonus: '15000',
          held: '1800',
        }));
        await seal(house, quarter, slips);
        await run(house, systemActor('test'), (tx) => insertSheets(tx, quarter));
        await payOut(house, 'slips', quarter);
      }
      const made = await payOut(house, 'settlement', '2026');
      const settled = await run(house, ann, (tx) =>
        sql`
          select s.staff_no as no, t.annual_fen as annual, t.amount_fen as amount, t.due_fen as due,
                 t.deferred_fen as deferred, t.offset_out_fen as later
          from pay_settlement t join people_staff s on s.staff_id = t.staff_id
          order by s.staff_no
        `.execute(tx.db),
      );
      expect(settled.rows).toEqual([
        {
          no: '00101',
          annual: 3_840_000n,
          amount: -1_440_000n,
          due: 0n,
          deferred: 0n,
          later: 1_440_000n,
        },
        {
          no: '00102',
          annual: 7_920_000n,
          amount: 2_640_000n,
          due: 1_872_000n,
          deferred: 768_000n,
          later: 0n,
        },
        {
          no: '00103',
          annual: 6_000_000n,
          amount: 720_000n,
          due: 720_000n,
          deferred: 0n,
          later: 0n,
        },
      ]);
      expect(await states(house, 1n)).toEqual(['5280000', '2880000', '2400000', '0', '0']);
      expect(await states(house, 2n)).toEqual(['7920000', '4752000', '3168000', '0', '0']);
      expect(await states(house, 3n)).toEqual(['6000000', '3600000', '2400000', '0', '0']);
      const again = await run(house, ann, (tx) =>
        prepareBatch(tx, { kind: 'settlement', period: '2026' }),
      );
      expect(again).toMatchObject({ refused: 'pay.batch_done', params: { batchNo: made.batchNo } });
      const parts = await run(house, ann, (tx) => loadParts(tx, { staffId: 2n, from: '2026Q4' }));
      expect(
        parts
          .filter((one) => one.part === 'settlement_instalment')
          .map((one) => [one.dueYear, one.due]),
      ).toEqual([
        [2027, 256_000n],
        [2028, 256_000n],
        [2029, 256_000n],
      ]);
    } finally {
      await house.close();
    }
  }, 60_000);
});

/** Sheets of a sealed quarter: 100 points, at the year's end 80 for RM 1 and 110 for RM 2. */
async function insertSheets(tx: Tx, quarter: string): Promise<void> {
  const last = quarter.endsWith('Q4');
  for (const [staffId, points] of [
    [1, last ? 80n : 100n],
    [2, last ? 110n : 100n],
  ] as const) {
    await sql`
      insert into assessment_sheet (sheet_id, run_id, quarter, staff_id, unit_path, sequence, level,
        points_millionths, total_millionths, band, policy_version_id, explanation)
      select nextval('assessment_sheet_id'), run_id, quarter, ${staffId}, '0001.0002.', 'retail',
             'junior', 1, ${points * 1_000_000n}, '合格', 1, '{}'
      from organisation_v_close where quarter = ${quarter}
    `.execute(tx.db);
  }
}

describe('the law of the book', () => {
  it('granted = paid + due + stopped + clawed back, for every person after any event', async () => {
    const house = await open();
    try {
      const seeds = ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((quarter, at) =>
        [1, 2, 3].map((staffId) => ({
          staffId,
          quarter,
          bonus: `${(at + 1) * 1000 + staffId}.0${staffId}`,
          held: `${at * 7}.0${at}`,
        })),
      );
      for (const slips of seeds) await seal(house, slips[0]!.quarter, slips);
      const granted = new Map<bigint, bigint>();
      for (const { staffId, bonus } of seeds.flat()) {
        const id = BigInt(staffId);
        granted.set(id, (granted.get(id) ?? 0n) + money(bonus));
      }
      const step = fc.oneof(
        fc.record({
          do: fc.constant('slips' as const),
          period: fc.constantFrom('2026Q1', '2026Q2', '2026Q3', '2026Q4'),
        }),
        fc.record({
          do: fc.constant('instalments' as const),
          period: fc.constantFrom('2027', '2028'),
        }),
        fc.record({ do: fc.constant('settlement' as const), period: fc.constant('2026') }),
        fc.record({
          do: fc.constant('clawback' as const),
          staffNo: fc.constantFrom('00101', '00102', '00103'),
          from: fc.constantFrom('2026Q1', '2026Q2', '2026Q3'),
          share: fc.bigInt({ min: 1n, max: 1_000_000n }),
        }),
      );
      let requests = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
          await house.database.transaction(
            ann,
            async (tx) => {
              const asBob: Tx = { ...tx, actor: bob };
              for (const one of steps) {
                requests += 1;
                if (one.do === 'clawback') {
                  const asked = wish({
                    requestKey: `law-request-${requests}`,
                    staffNo: one.staffNo,
                    cause: 'restated_accounts',
                    fromQuarter: one.from,
                    untilQuarter: '2026Q4',
                    shareMillionths: one.share,
                  });
                  const made = await proposeClawback(tx, asked);
                  if (!isRefusal(made)) {
                    given(await ruleClawback(asBob, { ...made, verdict: 'approved', reason: '' }));
                  }
                } else {
                  const made = await prepareBatch(tx, { kind: one.do, period: one.period });
                  if (!isRefusal(made)) {
                    given(await ruleBatch(asBob, { ...made, verdict: 'approved', reason: '' }));
                  }
                }
                for (const [staffId, whole] of granted) {
                  const plan = (await loadPlan(tx, staffId))!;
                  expect(plan.granted).toBe(whole);
                  expect(plan.paid + plan.due + plan.stopped + plan.clawedBack).toBe(whole);
                  const parts = await loadParts(tx, { staffId });
                  for (const part of parts) {
                    const { paid, due, stopped, clawedBack } = part;
                    expect(paid >= 0n && due >= 0n && stopped >= 0n && clawedBack >= 0n).toBe(true);
                  }
                }
              }
            },
            { rollBack: true },
          );
        }),
        { seed: 20261123, numRuns: 12 },
      );
    } finally {
      await house.close();
    }
  }, 120_000);
});

describe('over HTTP', () => {
  let house: TestHouse;
  let slipId: bigint;
  const cookies = new Map<string, string>();
  beforeAll(async () => {
    house = await open();
    const { database, doors } = house;
    await addAccount(database, doors, { login: 'hr2', role: 'hr', scope: 'bank' });
    await addAccount(database, doors, {
      login: 'east',
      role: 'hr',
      scope: 'chosen_units',
      unitIds: [2n],
    });
    const ids = await seal(house, '2026Q1', [
      { staffId: 1, quarter: '2026Q1', bonus: '100000' },
      { staffId: 2, quarter: '2026Q1', bonus: '0.01' },
      { staffId: 3, quarter: '2026Q1', bonus: '12345.67' },
    ]);
    slipId = ids[0]!;
    for (const login of ['hr', 'hr2', 'east', 'finance', 'rm', 'risk', 'auditor']) {
      cookies.set(login, await house.signIn(login));
    }
  });
  afterAll(() => house.close());
  const call = (who: string, method: 'GET' | 'POST', url: string, body?: unknown) =>
    house.call({
      method,
      url: `/api${url}`,
      cookie: cookies.get(who)!,
      ...(body === undefined ? {} : { body }),
    });

  it.each(
    table(`
      who     | method | url                     | status
      rm      | GET    | /pay-batches            | 403
      rm      | POST   | /pay-batches            | 403
      risk    | POST   | /pay-batches            | 403
      auditor | GET    | /pay-batches            | 200
      auditor | POST   | /pay-batches            | 403
      auditor | POST   | /clawbacks              | 403
      finance | POST   | /clawbacks              | 403
      risk    | GET    | /deferral-plans         | 403
      rm      | GET    | /deferral-plans         | 200
      rm      | POST   | /pay-corrections        | 403
      hr      | GET    | /pay-batches/999        | 404
      hr      | GET    | /pay-batches/999/file   | 404
      hr      | GET    | /clawbacks/999          | 404
      hr      | GET    | /deferral-plans/999     | 404
      hr      | POST   | /pay-batches            | 400
      hr      | POST   | /clawbacks              | 400
      east    | GET    | /pay-batches            | 409
    `),
  )('$who $method $url: $status', async ({ who, method, url, status }) => {
    const body = method === 'POST' ? {} : undefined;
    const answer = await call(who, method as 'GET', url, body);
    expect([answer.statusCode, answer.json().code]).toEqual([Number(status), answer.json().code]);
  });

  it('a batch leaves as XLSX only once another person approved it; the same bytes each time', async () => {
    const made = await call('hr', 'POST', '/pay-batches', { kind: 'slips', quarter: '2026Q1' });
    expect(made.statusCode).toBe(201);
    const { batchId, digest } = made.json();
    const twice = await call('hr', 'POST', '/pay-batches', { kind: 'slips', quarter: '2026Q1' });
    expect([twice.statusCode, twice.json().code]).toEqual([409, 'pay.batch_waiting']);
    const early = await call('hr', 'GET', `/pay-batches/${batchId}/file`);
    expect([early.statusCode, early.json().code]).toEqual([409, 'pay.batch_not_approved']);
    const approval = { verdict: 'approved', reason: '', digest };
    const same = await call('hr', 'POST', `/pay-batches/${batchId}/rulings`, approval);
    expect(same.json().code).toBe('pay.same_person');
    const other = await call('finance', 'POST', `/pay-batches/${batchId}/rulings`, approval);
    expect(other.statusCode).toBe(200);

    const first = await call('hr2', 'GET', `/pay-batches/${batchId}/file`);
    const second = await call('finance', 'GET', `/pay-batches/${batchId}/file`);
    expect(first.headers['content-disposition']).toContain('2026Q1-S1.xlsx');
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true);

    const book = new exceljs.Workbook();
    await book.xlsx.load(first.rawPayload as unknown as ArrayBuffer);
    const rows: unknown[][] = [];
    book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    expect(String(rows[3]![0])).toContain(digest);
    expect(rows[4]).toEqual([
      '序号',
      '工号',
      '姓名',
      '机构代码',
      '机构',
      '季度',
      '项目',
      '期次',
      '其中绩效',
      '金额',
    ]);
    const paid = rows.slice(5, -1);
    expect(paid.map((row) => [row[1], row[2], row[8], row[9]])).toEqual([
      ['00101', '张明', 60000, 78000],
      ['00102', '李离', 0.01, 18000.01],
      ['00103', '王远', 7407.41, 25407.41],
    ]);
    const sum = (at: number) => paid.reduce((all, row) => all + parseMoney(String(row[at]))!, 0n);
    const found = (await call('hr', 'GET', `/pay-batches/${batchId}/lines?q=00103`)).json();
    expect(found.rows.map((row: { position: number }) => row.position)).toEqual([3]);
    const { total, variable } = (await call('hr', 'GET', `/pay-batches/${batchId}`)).json();
    expect([sum(9), sum(8)]).toEqual([BigInt(total), BigInt(variable)]);
    expect(parseMoney(String(rows.at(-1)!.at(9)))).toBe(BigInt(total));
    const copies = await house.database.transaction(systemActor('test'), (tx) =>
      sql<{ sha: string }>`
        select detail ->> 'sha256' as sha from audit_record where verb = 'pay.export_batch'
      `.execute(tx.db),
    );
    expect(new Set(copies.rows.map((one) => one.sha)).size).toBe(1);
    expect(copies.rows).toHaveLength(2);
  });

  it('one person: every part of his pay and what happened to it', async () => {
    const plan = (await call('hr', 'GET', '/deferral-plans/1')).json();
    expect(plan.parts.map((one: { part: string; due: string }) => [one.part, one.due])).toEqual([
      ['now', '0'],
      ['instalment', '1333333'],
      ['instalment', '1333333'],
      ['instalment', '1333334'],
    ]);
    expect(plan.events).toMatchObject([{ kind: 'paid', amount: '6000000', cause: '2026Q1-S1' }]);
  });

  it.each(['zh', 'en'])('a slip on paper in %s has its figures as text', async (locale) => {
    const answer = await call('hr', 'GET', `/slips/${slipId}/pdf?locale=${locale}`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(answer.rawPayload.length).toBeGreaterThan(8000);
  });

  it('its text reads as the slip does', async (ctx) => {
    const known = spawnSync('pdftotext', ['-v']).error === undefined;
    ctx.skip(!known, 'pdftotext is not installed: the text cannot be read back');
    const { rawPayload } = await call('hr', 'GET', `/slips/${slipId}/pdf?locale=zh`);
    const file = path.join(tmpdir(), `kejing-slip-${process.pid}.pdf`);
    writeFileSync(file, rawPayload);
    const text = spawnSync('pdftotext', ['-layout', file, '-']).stdout.toString();
    for (const word of [
      '工资单',
      '张明',
      '00101',
      '118,000.00',
      '78,000.00',
      '13,333.34',
      '2026Q1-S1',
    ]) {
      expect(text).toContain(word);
    }
  });

  it('an HR officer of one branch sees its people and no others', async () => {
    const answer = await call('east', 'GET', '/deferral-plans');
    expect(answer.json().rows.map((row: { staffNo: string }) => row.staffNo)).toEqual([
      '00101',
      '00102',
    ]);
    expect((await call('east', 'GET', '/deferral-plans/3')).statusCode).toBe(404);
  });

  it('an RM objects to his own paid slip in its window, once; HR answers with reasons', async () => {
    const { database, doors } = house;
    await addAccount(database, doors, { login: 'ming', role: 'rm', scope: 'own', staffId: 1n });
    cookies.set('ming', await house.signIn('ming'));
    const url = `/slips/${slipId}`;
    const before = (await call('ming', 'GET', `${url}/payment`)).json();
    expect([before.payment.batchNo, before.payment.days, before.objection]).toEqual([
      '2026Q1-S1',
      5,
      null,
    ]);
    await database.transaction(systemActor('test'), (tx) =>
      sql`update organisation_bank set today = ${before.payment.until}`.execute(tx.db),
    );
    const words = '手续费漏计两笔';
    expect((await call('hr', 'POST', `${url}/objections`, { words })).statusCode).toBe(403);
    const strange = await call('rm', 'POST', `${url}/objections`, { words });
    expect(strange.json().code).toBe('pay.objection_not_own');
    const early = await call('hr', 'POST', `${url}/answers`, { verdict: 'upheld', words });
    expect(early.json().code).toBe('pay.objection_unknown');
    const raised = await call('ming', 'POST', `${url}/objections`, { words });
    expect(raised.statusCode).toBe(201);
    const again = await call('ming', 'POST', `${url}/objections`, { words });
    expect(again.json().code).toBe('pay.objection_again');
    const listed = (await call('hr', 'GET', '/pay-objections')).json().rows;
    expect(listed.map((one: { answer: string }) => one.answer)).toEqual(['open']);
    const answer = { verdict: 'upheld', words: '核实无误，下季更正' };
    expect((await call('hr', 'POST', `${url}/answers`, answer)).statusCode).toBe(201);
    const second = await call('hr2', 'POST', `${url}/answers`, answer);
    expect(second.json().code).toBe('pay.ruled_before');
    const after = (await call('ming', 'GET', `${url}/payment`)).json();
    expect([after.mayObject, after.objection.answer.verdict]).toEqual([false, 'upheld']);
    await database.transaction(systemActor('test'), (tx) =>
      sql`update organisation_bank set today = '2028-06-18'`.execute(tx.db),
    );
  });

  it('a claw-back goes from proposal to claim, each step by the one who may', async () => {
    const body = {
      ...wish({ requestKey: 'http-request-1' }),
      share: '1000000',
      shareMillionths: undefined,
    };
    const made = await call('risk', 'POST', '/clawbacks', body);
    expect(made.statusCode).toBe(201);
    const twice = await call('risk', 'POST', '/clawbacks', body);
    expect(twice.json()).toEqual(made.json());
    const { clawbackId } = made.json();
    const before = (await call('finance', 'GET', `/clawbacks/${clawbackId}`)).json();
    expect([before.mayRule, before.granted, before.takings.length]).toEqual([true, '10000000', 4]);
    const ruled = await call('finance', 'POST', `/clawbacks/${clawbackId}/rulings`, {
      verdict: 'approved',
      reason: '',
    });
    expect(ruled.json()).toEqual({ verdict: 'approved', stopped: '4000000', claimed: '6000000' });
    const receipt = { voucherNo: 'V1', receivedOn: '2028-06-18', amount: '6000000' };
    const paid = await call('finance', 'POST', `/clawbacks/${clawbackId}/receipts`, receipt);
    expect(paid.json()).toEqual({ open: '0' });
    const after = (await call('risk', 'GET', `/clawbacks/${clawbackId}`)).json();
    expect([after.stopped, after.claimed, after.received, after.state]).toEqual([
      '4000000',
      '6000000',
      '6000000',
      'approved',
    ]);
    expect(after.takings).toEqual(before.takings);
    const listed = (await call('risk', 'GET', '/clawbacks')).json();
    expect(listed.rows).toHaveLength(1);
  });
});
