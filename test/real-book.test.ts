import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../core/actor.ts';
import { fen, moneyText } from '../core/money.ts';
import { quarter } from '../core/period.ts';
import { isRefusal } from '../core/refusal.ts';
import { adapters } from '../server/adapters/index.ts';
import { importHouse } from '../server/import-house.ts';
import {
  closeQuarter,
  closeStations,
  explainQuarter,
  openQuarter,
  sealQuarter,
} from '../server/modules/closing/index.ts';
import { modules } from '../server/modules.ts';
import { runImport } from '../server/platform/imports/run.ts';
import { installInitialPolicies } from '../server/platform/policy/install.ts';
import { freshDatabase, type FreshDatabase } from '../server/platform/testing/database.ts';
import { realData, realDataAbsent } from '../server/platform/testing/real-data.ts';
import { killedClose } from './faults/killed-close.ts';

const berka = realData('berka');
const actor = systemActor('test');
const quarters = ['1993Q1', '1993Q2', '1993Q3', '1993Q4'].map(quarter);

/**
 * The whole loop on a book that nobody wrote for us: one year of a Czech bank, opened late, closed
 * and sealed quarter by quarter. One database for all tests here; they run in order.
 */
describe("a real bank's 1993", () => {
  let fresh: FreshDatabase | undefined;

  beforeEach((context) => context.skip(berka === null, realDataAbsent));
  beforeAll(async () => {
    if (berka === null) return;
    fresh = await freshDatabase();
    const kinds = modules.flatMap((module) => module.policies ?? []);
    await fresh.database.transaction(actor, (tx) => installInitialPolicies(tx, kinds));
    const house = importHouse(modules, async () => null);
    must(await runImport(fresh.database, actor, adapters['berka']!(), berka!, house));
  }, 120_000);
  afterAll(() => fresh?.drop());

  const open = async (of: string) => openQuarter(fresh!.database, actor, quarter(of));
  const close = async (of: string) => closeQuarter(fresh!.database, actor, quarter(of));
  const onAnotherDay = () =>
    fresh!.database.transaction(actor, (tx) =>
      sql`update organisation_bank set today = today - 11`.execute(tx.db),
    );
  const read = <Row>(query: ReturnType<typeof sql<Row>>) =>
    fresh!.database.transaction(actor, async (tx) => (await query.execute(tx.db)).rows);

  test('a close killed (kill -9) in any station resumes there, with the same digest', async () => {
    must(await open('1993Q1'));
    const ended: string[] = [];
    for (let station = 1; station <= closeStations.length; station++) {
      const at = { quarter: '1993Q1', station };
      expect(await killedClose(fresh!.appConfig, at)).toBe('SIGKILL');
      const resumed = must(await close('1993Q1'));
      expect(resumed.resumedAt).toBe(station - 1);
      ended.push(resumed.digest);
    }
    const whole = must(await close('1993Q1'));
    expect(whole.resumedAt).toBe(0);
    expect(new Set(ended)).toEqual(new Set([whole.digest]));
  }, 180_000);

  test.each(quarters)(
    '%s opens late, closes, on another day closes the same, seals',
    async (of) => {
      if (of !== '1993Q1') must(await open(of));
      const closed = must(await close(of));
      await onAnotherDay();
      const again = must(await close(of));
      expect(again.digest).toBe(closed.digest);
      expect(again.runId).not.toBe(closed.runId);
      const sealed = await fresh!.database.transaction(actor, (tx) =>
        sealQuarter(tx, { quarter: of, seen: closed.digest }),
      );
      expect(must(sealed).digest).toBe(closed.digest);
    },
    120_000,
  );

  test('letters of a book opened late are adopted, never signed', async () => {
    const letters = await read(
      sql<{ kind: string; letters: bigint; signatures: bigint }>`
        select l.kind,
               count(*) as letters,
               count(s.letter_id) as signatures
        from targets_letter l
        left join targets_signature s on s.letter_id = l.letter_id
        group by l.kind
        order by l.kind
      `,
    );
    expect(letters).toEqual([{ kind: 'adopted', letters: 34n, signatures: 0n }]);
  });

  test('every RM has a sheet and a slip in every quarter', async () => {
    const rows = await read(
      sql<{ quarter: string; sheets: bigint; slips: bigint }>`
        select s.quarter,
               count(distinct s.staff_id) as sheets,
               count(distinct p.staff_id) as slips
        from assessment_v_sheet s
        left join pay_v_slip p on p.quarter = s.quarter and p.staff_id = s.staff_id
        group by s.quarter
        order by s.quarter
      `,
    );
    expect(rows).toEqual(quarters.map((of) => ({ quarter: of, sheets: 34n, slips: 34n })));
  });

  test('the metrics of the catalogue hold the actuals that sheets are scored by', async () => {
    const rows = await read(
      sql<{ metric: string; lines: bigint; same: bigint }>`
        select l.metric,
               count(*) as lines,
               count(*) filter (where m.value = l.actual and m.target is not distinct from l.target)
                 as same
        from assessment_v_sheet s
        join assessment_line l on l.sheet_id = s.sheet_id
        left join assessment_v_metric m on m.quarter = s.quarter
          and m.staff_id = s.staff_id
          and m.metric = l.metric
        where l.part = 'line'
        group by l.metric
        order by l.metric
      `,
    );
    const metrics = [
      'contribution',
      'deposit_average',
      'fee_income',
      'loan_average',
      'new_customers',
      'npl_rate',
    ];
    expect(rows).toEqual(metrics.map((metric) => ({ metric, lines: 136n, same: 136n })));
  });

  test('loans of the year and its customers are counted once, whatever the filter', async () => {
    const [row] = await read(
      sql<{ granted: bigint; loans: bigint; amount: bigint; principal: bigint }>`
        select (select sum(amount)::bigint from attribution_v_total
                where measure = 'loans_granted') as granted,
               (select count(*) from holdings_loan
                where granted_on >= '1993-01-01' and granted_on < '1994-01-01') as loans,
               (select sum(amount)::bigint from attribution_v_total
                where measure = 'loan_amount_granted') as amount,
               (select sum(principal_fen)::bigint from holdings_loan
                where granted_on >= '1993-01-01' and granted_on < '1994-01-01') as principal
      `,
    );
    expect(row!.granted).toBe(row!.loans);
    expect(row!.amount).toBe(row!.principal);
    expect(row!.loans).toBeGreaterThan(0n);
  });

  test('results are attributed to the fen, with nothing left to nobody', async () => {
    const rows = await read(
      sql<{ measure: string; dimension: string; off: bigint; nobody: bigint }>`
        select p.measure,
               p.dimension,
               (sum(p.amount) - (select sum(t.amount)
                                 from attribution_v_total t
                                 where t.measure = p.measure))::bigint as off,
               count(*) filter (where p.party = 'unassigned') as nobody
        from attribution_v_part p
        group by p.measure, p.dimension
        order by p.measure, p.dimension
      `,
    );
    expect(rows.length).toBeGreaterThanOrEqual(15);
    expect(rows.filter((row) => row.off !== 0n || row.nobody !== 0n)).toEqual([]);
  });

  test('loan 5314 is in arrears in its quarters, and no other loan is', async () => {
    const rows = await read(
      sql<{ quarter: string; account: string; days: number; class: string }>`
        select v.quarter,
               m.account_no as account,
               max(m.days_overdue) as days,
               (array_agg(m.risk_class order by m.month desc))[1] as class
        from organisation_v_close v
        join holdings_v_month m on m.run_id = v.run_id
        where m.days_overdue > 0
        group by v.quarter, m.account_no
        order by v.quarter, m.account_no
      `,
    );
    expect(rows.map((row) => [row.quarter, row.account.includes('5314'), row.class])).toEqual([
      ['1993Q3', true, 'special_mention'],
      ['1993Q4', true, 'substandard'],
    ]);
  });

  test('a quarter that the book does not cover is refused with the reason', async () => {
    must(await open('1994Q1'));
    const refused = await close('1994Q1');
    expect(isRefusal(refused) && refused.refused).toBe('holdings.uncovered');
    expect(isRefusal(refused) && refused.params).toMatchObject({ last: '1993Q4' });
  }, 60_000);

  test('a sealed quarter is neither closed nor sealed again', async () => {
    const refused = await close('1993Q4');
    expect(isRefusal(refused) && refused.refused).toBe('closing.sealed');
  });

  test('every figure of a sheet and a slip opens to its rule and inputs', async () => {
    const rows = await read(
      sql<{ staff_no: string }>`
        select staff_no
        from people_v_staff
        where is_rm
        order by staff_no
        limit 1
      `,
    );
    const of = { quarter: quarters[3]!, staffNo: rows[0]!.staff_no };
    const explained = must(
      await fresh!.database.transaction(actor, (tx) => explainQuarter(tx, of)),
    );
    const lines = explained.sections.flatMap((section) => section.lines);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => Object.keys(line.explanation.inputs).length === 0)).toEqual([]);
    const pay = explained.sections.find((section) => section.section === 'pay')!;
    const paid = pay.lines.reduce((sum, line) => sum + BigInt(line.amount), 0n);
    expect(moneyText(fen(paid))).toBe(moneyText(fen(explained.paidNow!)));
  });
});

function must<T>(answer: T): Exclude<T, { refused: string }> {
  if (isRefusal(answer)) throw new Error(`${answer.refused} ${JSON.stringify(answer.params)}`);
  return answer as Exclude<T, { refused: string }>;
}
