import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import {
  quarter,
  quarterRange,
  quarterYear,
  yearRange,
  type Quarter,
} from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { table } from '../../platform/testing/table.ts';
import { metrics } from '../metrics/index.ts';
import { finishRun, startRun } from '../organisation/index.ts';
import { products } from '../products/index.ts';
import {
  closeAssessment,
  closeMetrics,
  pointsText,
  scoreQuarter,
  scoringSchemeKind,
  sheetsOfRun,
  type QuarterSheet,
} from './index.ts';
import type { SchemeDocument } from './policy.ts';
import { schemeShape } from './policy/shape.ts';
import { dybQuarter } from './presets/dyb-quarter.ts';
import { pufaXian } from './presets/pufa-xian.ts';
import { faultsBesideCatalogue } from './score.ts';
import { loadLines } from './store.ts';
import { schemeOf } from './testing.ts';

const [q1, q2] = [quarter('2026Q1'), quarter('2026Q2')];

/** Head office H, branch B with sub-branches S1 and S2, sub-branch S3 without branch; four RMs. */
async function layBank(tx: Tx, scheme: SchemeDocument = scoringSchemeKind.initial): Promise<void> {
  const kinds = [...(products.policies ?? []), ...(metrics.policies ?? [])];
  const own = { ...scoringSchemeKind, initial: scheme } as PolicyKind;
  await installInitialPolicies(tx, [...kinds, own]);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'B', '江南分行', 'branch', 2, '0001.0001.', '2000-01-01'),
           (903, 902, 'S1', '城东支行', 'sub_branch', 3, '0001.0001.0001.', '2000-01-01'),
           (904, 902, 'S2', '城西支行', 'sub_branch', 3, '0001.0001.0002.', '2000-01-01'),
           (905, 901, 'S3', '直属支行', 'sub_branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  const rms = table(`
    staff | unit | path            | sequence  | level
    911   | 903  | 0001.0001.0001. | retail    | junior
    912   | 904  | 0001.0001.0002. | retail    | junior
    913   | 905  | 0001.0002.      | corporate | senior
    914   | 903  | 0001.0001.0001. | corporate | middle
  `);
  for (const row of rms) {
    await sql`
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
      values (${row.staff}, ${`R${row.staff}`}, '王明', ${row.unit}, ${row.path}, true,
        '2015-01-01', '')
    `.execute(tx.db);
    await sql`
      insert into people_grade (staff_id, from_day, sequence, level, step, reason)
      values (${row.staff}, '2020-01-01', ${row.sequence}, ${row.level}, 1, 'test')
    `.execute(tx.db);
  }
}

async function begin(tx: Tx, of: Quarter, kind: 'open' | 'close'): Promise<QuarterRun> {
  const range = quarterRange(of);
  const asOf = kind === 'open' ? range.from : range.until;
  const runId = await startRun(tx, { quarter: of, kind, asOf, backdated: false });
  const yearFrom = yearRange(quarterYear(of)).from;
  return { runId, quarter: of, range, yearFrom, backdated: false };
}

/** What each RM's customers brought in a quarter: 'measure amount' of attribution. */
async function bring(
  tx: Tx,
  run: QuarterRun,
  parts: Readonly<Record<number, Readonly<Record<string, bigint>>>>,
): Promise<void> {
  for (const [staff, measures] of Object.entries(parts)) {
    for (const [measure, amount] of Object.entries(measures)) {
      await sql`
        insert into attribution_part
          (run_id, customer_id, measure, dimension, party, staff_id, unit_path, amount, basis,
           policy_version_id)
        values (${run.runId}, ${staff}, ${measure}, 'person', ${`R${staff}`}, ${staff}, '0001.',
          ${amount}, '{}', 1)
      `.execute(tx.db);
    }
  }
}

async function setTargets(
  tx: Tx,
  of: Quarter,
  targets: Readonly<Record<number, Readonly<Record<string, bigint>>>>,
): Promise<void> {
  const run = await begin(tx, of, 'open');
  for (const [staff, metric] of Object.entries(targets)) {
    for (const [name, target] of Object.entries(metric)) {
      await sql`
        insert into targets_quarter
          (run_id, staff_id, unit_path, quarter, metric, cumulative_target)
        values (${run.runId}, ${staff}, '0001.', ${of}, ${name}, ${target})
      `.execute(tx.db);
    }
  }
  await finishRun(tx, run.runId, 'x');
}

async function enter(
  tx: Tx,
  of: Quarter,
  figure: { staff: number; metric: string; amount: string; certified: boolean },
): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`
    insert into metrics_figure
      (staff_id, unit_path, quarter, metric, turn, amount, evidence, entered_by, enterer)
    values (${figure.staff}, '0001.', ${of}, ${figure.metric}, 1, ${figure.amount}, 'e', 1, 'a')
    returning figure_id as id
  `.execute(tx.db);
  if (!figure.certified) return;
  await sql`
    insert into metrics_ruling (figure_id, verdict, ruled_by, ruler)
    values (${rows[0]!.id}, 'certified', 2, 'b')
  `.execute(tx.db);
}

async function close(tx: Tx, run: QuarterRun): Promise<void> {
  await closeMetrics(tx, run);
  const { digest } = await closeAssessment(tx, run);
  await finishRun(tx, run.runId, digest);
}

const totals = (sheets: readonly QuarterSheet[]) =>
  Object.fromEntries(sheets.map((sheet) => [sheet.staffId, pointsText(sheet.total)]));

async function countSheets(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ n: bigint }>`
    select count(*) as n from assessment_sheet
  `.execute(tx.db);
  return rows[0]!.n;
}

const days = (of: Quarter) =>
  BigInt(Date.parse(quarterRange(of).until) - Date.parse(quarterRange(of).from)) / 86_400_000n;
const wan = 1_000_000n;

describe('SPDB Xi’an over two quarters (G02, G03): each quarter stands alone', () => {
  it('counts the quarter’s own average, certified cards and complaints, and keeps the step', () =>
    testTransaction(async (tx) => {
      await layBank(tx, pufaXian.body);
      const first = await begin(tx, q1, 'close');
      await bring(tx, first, { 911: { savings_product: 350n * wan * days(q1) } });
      await enter(tx, q1, {
        staff: 911,
        metric: 'effective_cards',
        amount: '500',
        certified: true,
      });
      await enter(tx, q1, { staff: 911, metric: 'complaints', amount: '9', certified: true });
      await enter(tx, q1, { staff: 911, metric: 'work_refused', amount: '9', certified: false });
      await close(tx, first);
      const second = await begin(tx, q2, 'close');
      await bring(tx, second, { 911: { savings_product: 430n * wan * days(q2) } });
      await enter(tx, q2, {
        staff: 911,
        metric: 'effective_cards',
        amount: '560',
        certified: true,
      });
      await enter(tx, q2, { staff: 911, metric: 'complaints', amount: '1', certified: true });
      await close(tx, second);

      const kept = async (run: QuarterRun) =>
        (await sheetsOfRun(tx, run.runId))
          .filter((sheet) => sheet.staffId === 911n)
          .map((sheet) => {
            const { totalMillionths, earnedLevel, earnedStep, belowFloor } = sheet;
            return [pointsText(totalMillionths), earnedLevel, earnedStep, belowFloor];
          });
      expect(await kept(first)).toEqual([['102', 'trainee', 3, true]]);
      expect(await kept(second)).toEqual([['128', 'junior', 3, false]]);
      const [sheet] = await sheetsOfRun(tx, second.runId);
      const lines = await loadLines(tx, sheet!.sheetId);
      expect(lines.map((line) => line.part).slice(0, 5)).toEqual([
        'base',
        'unit',
        'unit',
        'unit',
        'deduction',
      ]);
      expect(lines[0]).toMatchObject({ metric: null, actual: null, score: 115_000_000n });
      expect(lines[1]).toMatchObject({ actual: 430n * wan, score: 10_000_000n });
    }));
});

describe('excess carried forward (DYB-Q)', () => {
  it('goes from the sheets of the valid closing to the next quarter', () =>
    testTransaction(async (tx) => {
      await layBank(tx, dybQuarter.body);
      await setTargets(tx, q1, { 911: { fee_income: 100n }, 912: { fee_income: 100n } });
      await setTargets(tx, q2, { 911: { fee_income: 200n }, 912: { fee_income: 200n } });
      const first = await begin(tx, q1, 'close');
      await bring(tx, first, { 911: { fee_income: 130n }, 912: { fee_income: 100n } });
      await close(tx, first);
      const second = await begin(tx, q2, 'close');
      await bring(tx, second, { 911: { fee_income: 60n }, 912: { fee_income: 60n } });
      await close(tx, second);
      const card = async (run: QuarterRun, staff: bigint) => {
        const sheets = await sheetsOfRun(tx, run.runId);
        const own = sheets.find((sheet) => sheet.staffId === staff)!;
        const line = (await loadLines(tx, own.sheetId)).find((one) => one.carriedOut !== null)!;
        return [line.actual, line.carriedIn, line.carriedOut, pointsText(line.score)];
      };
      expect(await card(first, 911n)).toEqual([130n, 0n, 30n, '20']);
      expect(await card(second, 911n)).toEqual([90n, 30n, 0n, '18']);
      expect(await card(second, 912n)).toEqual([60n, 0n, 0n, '12']);
    }));
});

describe('scoring a quarter', () => {
  const scheme = schemeShape.parse(scoringSchemeKind.initial);

  it('writes nothing, and gives for a past quarter what its closing kept', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      await setTargets(tx, q1, { 911: { fee_income: 100n, contribution: 50n } });
      const first = await begin(tx, q1, 'close');
      await bring(tx, first, { 911: { fee_income: 70n, contribution: 60n, new_customers: 3n } });
      await close(tx, first);
      const second = await begin(tx, q2, 'close');
      await bring(tx, second, { 911: { fee_income: 900n } });
      await close(tx, second);
      const kept = await countSheets(tx);
      expect(kept).toBe(8n);
      const again = await scoreQuarter(tx, first, scheme);
      const sheets = await sheetsOfRun(tx, first.runId);
      expect(totals(again)).toEqual(
        Object.fromEntries(sheets.map((one) => [one.staffId, pointsText(one.totalMillionths)])),
      );
      expect(again.find((one) => one.staffId === 911n)!.hasTargets).toBe(true);
      expect(await countSheets(tx)).toBe(kept);
    }));

  it('measures a closing from before metrics were kept by the same rule', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const run = await begin(tx, q1, 'close');
      await bring(tx, run, { 911: { fee_income: 70n, loan_product: 900n, npl_product: 200n } });
      const live = await scoreQuarter(tx, run, scheme);
      await closeMetrics(tx, run);
      expect(await scoreQuarter(tx, run, scheme)).toEqual(live);
      const npl = live[0]!.parts.find((part) => part.metric === 'npl_rate')!;
      expect(npl.actual).toBe(222_222n);
    }));

  it('judges by track: ladder, grade, kind of the RM’s office', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const line = {
        metric: 'fee_income',
        weight: '100000000',
        scoring: { function: 'linear', floor: '0', cap: '1000000', withoutTarget: 'no_mark' },
      };
      const tracks = [
        { name: '公司高级', who: { sequences: ['corporate'], levels: ['senior'] }, lines: [line] },
        { name: '支行', who: { unitKinds: ['sub_branch'] }, lines: [line] },
      ];
      const run = await begin(tx, q1, 'close');
      const sheets = await scoreQuarter(tx, run, schemeOf({ lines: [line], tracks }));
      expect(sheets.map((sheet) => `${sheet.staffId} ${sheet.track}`)).toEqual([
        '911 支行',
        '912 支行',
        '913 公司高级',
        '914 支行',
      ]);
    }));

  const relative = (how: Record<string, unknown>) =>
    schemeOf({
      lines: [
        {
          metric: 'fee_income',
          weight: '100000000',
          scoring: {
            function: 'relative',
            against: 'group_average',
            floor: '0',
            cap: '1500000',
            withoutAverage: 'no_mark',
            ...how,
          },
        },
      ],
    });

  it.each(
    table(`
      group  | r911 | r912 | r913 | r914
      bank   | 40   | 80   | 120  | 150
      branch | 50   | 100  | 100  | 150
      unit   | 50   | 100  | 100  | 150
      grade  | 66.666667 | 133.333333 | 100 | 100
    `),
  )('against the average of the $group', ({ group, ...expected }) =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const run = await begin(tx, q1, 'close');
      await bring(tx, run, {
        911: { fee_income: 10n },
        912: { fee_income: 20n },
        913: { fee_income: 30n },
        914: { fee_income: group === 'bank' ? 40n : 30n },
      });
      const found = totals(await scoreQuarter(tx, run, relative({ group })));
      expect(Object.values(found)).toEqual(Object.values(expected));
    }),
  );

  it('multiplies by the coefficient of the nearest unit named', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const run = await begin(tx, q1, 'close');
      const even = { fee_income: 10n };
      await bring(tx, run, { 911: even, 912: even, 913: even, 914: even });
      const coefficients = [
        { unit: 'B', coefficient: '1100000' },
        { unit: 'S2', coefficient: '900000' },
      ];
      const found = await scoreQuarter(tx, run, relative({ group: 'bank', coefficients }));
      expect(totals(found)).toEqual({ 911: '110', 912: '90', 913: '100', 914: '110' });
    }));

  it('a scheme beside the catalogue in force: what it lacks is named', () =>
    testTransaction(async (tx) => {
      await layBank(tx);
      const ghost = schemeOf({
        gates: [{ metric: 'ghost', pass: 'at_most', bound: '1', otherwise: { effect: 'void' } }],
      });
      const on = day('2026-01-01');
      expect((await faultsBesideCatalogue(tx, ghost, on)).map((one) => one.at)).toEqual([
        'gates.0.metric',
      ]);
      expect(await faultsBesideCatalogue(tx, scheme, on)).toEqual([]);
    }));
});
