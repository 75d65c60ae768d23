import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../core/actor.ts';
import { day } from '../../core/day.ts';
import { moneyText, fen } from '../../core/money.ts';
import { parseQuarter, quarterRange } from '../../core/period.ts';
import { isRefusal } from '../../core/refusal.ts';
import { importHouse } from '../import-house.ts';
import { closeBalances } from '../modules/holdings/index.ts';
import { startRun } from '../modules/organisation/index.ts';
import { modules } from '../modules.ts';
import * as lists from '../platform/imports/lists.ts';
import { runImport, type ImportOutcome } from '../platform/imports/run.ts';
import { undoImport } from '../platform/imports/undo.ts';
import { installInitialPolicies } from '../platform/policy/install.ts';
import { freshDatabase, type FreshDatabase } from '../platform/testing/database.ts';
import { realData, realDataAbsent } from '../platform/testing/real-data.ts';
import { adapters } from './index.ts';

const house = importHouse(modules, async () => null);
const actor = systemActor('test');
let fresh: FreshDatabase;

beforeEach(async () => {
  fresh = await freshDatabase();
  const kinds = modules.flatMap((module) => module.policies ?? []);
  await fresh.database.transaction(actor, (tx) => installInitialPolicies(tx, kinds));
});
afterEach(() => fresh.drop());

async function load(name: string, dir: string): Promise<ImportOutcome> {
  const outcome = await runImport(fresh.database, actor, adapters[name]!(), dir, house);
  if (isRefusal(outcome)) throw new Error(`${outcome.refused} ${JSON.stringify(outcome.params)}`);
  return outcome;
}

function countsOf(outcome: ImportOutcome): Record<string, string> {
  return Object.fromEntries(
    outcome.counts.map((one) => {
      const { entity, rowsRead, rowsAdded, rowsAlreadyThere, rowsFaulty, rowsWarned } = one;
      return [entity, [rowsRead, rowsAdded, rowsAlreadyThere, rowsFaulty, rowsWarned].join('/')];
    }),
  );
}

/** Totals as the README of the data writes them; '≠' marks one that differs from the source. */
function totalsOf(outcome: ImportOutcome): Record<string, string> {
  return Object.fromEntries(
    outcome.totals.map(({ name, unit, stated, ours }) => {
      const text = unit === 'fen' ? moneyText(fen(ours)) : ours.toString();
      return [name.en, stated === ours ? text : `${text} ≠ ${stated}`];
    }),
  );
}

/**
 * Loans in arrears at the last month's end of each quarter of 1993: account, months, days, class.
 */
async function overdueByQuarter(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const text of ['1993Q1', '1993Q2', '1993Q3', '1993Q4']) {
    const quarter = parseQuarter(text)!;
    const range = quarterRange(quarter);
    const rows = await fresh.database.transaction(
      actor,
      async (tx) => {
        const asOf = range.until;
        const runId = await startRun(tx, { quarter, kind: 'close', asOf, backdated: true });
        const yearFrom = day('1993-01-01');
        const done = await closeBalances(tx, { runId, quarter, range, yearFrom, backdated: true });
        if (isRefusal(done)) throw new Error(`${done.refused} ${JSON.stringify(done.params)}`);
        const { rows: overdue } = await sql<{ line: string }>`
          select concat_ws(
                   ' ', account_no, count(*), max(days_overdue),
                   (array_agg(risk_class order by month desc))[1]
                 ) as line
          from holdings_v_month
          where run_id = ${runId}
            and days_overdue > 0
          group by account_no
          order by account_no
        `.execute(tx.db);
        return overdue;
      },
      { rollBack: true },
    );
    found[quarter] = rows.map((row) => row.line).join('; ');
  }
  return found;
}

const berka = realData('berka');
describe('the Czech bank', () => {
  test('its files give its figures; loan 5314 alone is in arrears in 1993', async (ctx) => {
    if (berka === null) return ctx.skip(realDataAbsent);
    const outcome = await load('berka', berka);
    expect(countsOf(outcome)).toEqual({
      unit: '94/94/0/0/0',
      staff: '34/34/0/0/0',
      grade: '34/34/0/0/0',
      customer: '5369/5369/0/0/0',
      account: '5182/5182/0/0/0',
      party: '5369/5369/0/0/0',
      order: '6471/6471/0/0/0',
      card: '892/892/0/0/0',
      loan: '682/682/0/0/0',
      instalment: '24888/24888/0/0/0',
      coverage: '1620/1620/0/0/0',
      transaction: '79462/79462/0/0/0',
    });
    expect(totalsOf(outcome)).toEqual({
      'Accounts (account)': '4500',
      'Dispositions (disp)': '5369',
      'Standing orders (order)': '6471',
      'Cards (card)': '892',
      'Loans (loan)': '682',
      'Accounts on 1993-03-31': '298',
      'Accounts on 1993-06-30': '554',
      'Accounts on 1993-09-30': '858',
      'Accounts on 1993-12-31': '1139',
      'Transactions (trans)': '79302',
      'Deposit interest 1993 (UROK)': '810862.90',
      'Statement fees 1993 (SLUZBY)': '-49921.60',
      'Loan payments 1993 (UVER)': '-154919.70',
    });
    const { batchId } = outcome;
    const differences = await fresh.database.transaction(actor, (tx) =>
      lists.listDifferences(tx, batchId, { limit: 5000 }),
    );
    const early = differences.filter((one) => one.name.en.includes('trans_1993'));
    const beyond = early.filter((one) => Math.abs(Number(one.difference)) > 100);
    expect([early.length, early.length - beyond.length]).toEqual([631, 603]);

    expect(await overdueByQuarter()).toEqual({
      '1993Q1': '',
      '1993Q2': '',
      '1993Q3': 'L5314 3 80 special_mention',
      '1993Q4': 'L5314 3 172 substandard',
    });

    const again = await load('berka', berka);
    expect([again.rowsAdded, again.rowsFaulty]).toEqual([0, 0]);
    const undo = (batch: bigint) =>
      undoImport(fresh.database, actor, { batchId: batch, reason: 'test' }, house);
    expect(await undo(again.batchId)).toMatchObject({ rowsRemoved: 0 });
    expect(await undo(batchId)).toMatchObject({ rowsRemoved: outcome.rowsAdded });
    const anew = await load('berka', berka);
    expect(countsOf(anew)).toEqual(countsOf(outcome));
  }, 180_000);
});

const cnSme = realData('cn_sme_credit');
describe('the book of Chinese small firms', () => {
  test('its invoices add up to the fen; five are flagged and kept', async (ctx) => {
    if (cnSme === null) return ctx.skip(realDataAbsent);
    const outcome = await load('cn-sme', cnSme);
    expect(countsOf(outcome)).toEqual({
      unit: '3/3/0/0/0',
      staff: '9/9/0/0/0',
      grade: '9/9/0/0/0',
      customer: '425/425/0/0/0',
      rating: '123/123/0/0/0',
      flow: '1099441/1099441/0/0/5',
    });
    expect(totalsOf(outcome)).toEqual({
      'Input of the 123 firms: invoices': '210947',
      'Input of the 123 firms: void invoices': '7608',
      'Input of the 123 firms: valid, without tax': '9254023525.71',
      'Input of the 123 firms: valid, with tax': '10517632131.41',
      'Output of the 123 firms: invoices': '162484',
      'Output of the 123 firms: void invoices': '11206',
      'Output of the 123 firms: valid, without tax': '13249035231.35',
      'Output of the 123 firms: valid, with tax': '14947281429.92',
      'Input of the 302 firms: invoices': '395175',
      'Input of the 302 firms: void invoices': '17236',
      'Input of the 302 firms: valid, without tax': '8500667918.28',
      'Input of the 302 firms: valid, with tax': '9391745181.20',
      'Output of the 302 firms: invoices': '330835',
      'Output of the 302 firms: void invoices': '27555',
      'Output of the 302 firms: valid, without tax': '15331580194.18',
      'Output of the 302 firms: valid, with tax': '16692332883.11',
    });
    const { batchId } = outcome;
    const faults = await fresh.database.transaction(actor, (tx) =>
      lists.listFaults(tx, { batchId }, { limit: 10 }),
    );
    expect(faults.map((one) => [one.level, one.code])).toEqual(
      Array.from({ length: 5 }, () => ['warning', 'holdings.fault.parts_differ']),
    );
    if (berka === null) return;
    const other = await runImport(fresh.database, actor, adapters['berka']!(), berka, house);
    expect(other).toMatchObject({ refused: 'organisation.other_bank' });
  }, 180_000);
});
