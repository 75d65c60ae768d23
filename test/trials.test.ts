import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../core/actor.ts';
import { day } from '../core/day.ts';
import { quarter, type Quarter } from '../core/period.ts';
import { isRefusal } from '../core/refusal.ts';
import { loadDemo } from '../fixtures/demo-bank/index.ts';
import { openHouse } from '../server/house.ts';
import { readSheet, scoringSchemeKind } from '../server/modules/assessment/index.ts';
import { paySchemeKind } from '../server/modules/pay/index.ts';
import { tryScheme, type TrialAsked } from '../server/modules/simulation/index.ts';
import { installInitialPolicies } from '../server/platform/policy/install.ts';
import { freshDatabase, type FreshDatabase } from '../server/platform/testing/database.ts';

let fresh: FreshDatabase;
let closed: Quarter;
const actor = systemActor('test');

beforeAll(async () => {
  fresh = await freshDatabase();
  const kinds = openHouse().policies;
  await fresh.database.transaction(actor, (tx) => installInitialPolicies(tx, kinds));
  const loaded = await loadDemo(fresh.database, { today: day('2026-08-10'), scale: 50 });
  if (isRefusal(loaded)) throw new Error(loaded.refused);
  closed = loaded.quarters.at(-2)!;
}, 120_000);
afterAll(() => fresh.drop());

const attempt = (asked: Omit<TrialAsked, 'quarter'>, of: Quarter = closed) =>
  fresh.database.transaction(actor, (tx) => tryScheme(tx, { ...asked, quarter: of }), {
    readOnly: true,
  });

async function found(asked: Omit<TrialAsked, 'quarter'>) {
  const answer = await attempt(asked);
  if (isRefusal(answer)) throw new Error(`${answer.refused} ${JSON.stringify(answer.details)}`);
  return answer;
}

type Plain = Record<string, any>;
const copyOf = (body: unknown): Plain => structuredClone(body) as Plain;

it('a sheet names the letter that its targets stand on', async () => {
  const sheet = await fresh.database.transaction(actor, async (tx) => {
    const { rows } = await sql<{ sheetId: bigint }>`
      select s.sheet_id as "sheetId"
      from assessment_v_sheet s
      join targets_v_letter l on l.staff_id = s.staff_id
      where s.quarter = ${closed}
        and l.letter_no = '2026-责-0009'
    `.execute(tx.db);
    return readSheet(tx, rows[0]!.sheetId);
  });
  expect(sheet?.letter).toMatchObject({ letterNo: '2026-责-0009', amendmentNo: 0 });
});

describe('a trial on a closed quarter', () => {
  it('of the schemes that were used changes nobody’s score and pay, to the fen', async () => {
    const same = await found({
      scoringScheme: JSON.stringify(scoringSchemeKind.initial),
      payScheme: JSON.stringify(paySchemeKind.initial),
    });
    expect(same.staff).toBeGreaterThan(5);
    expect(same.changes).toEqual([]);
    expect(same.grossTrial).toBe(same.grossNow);
    expect(same.grossNow).toBeGreaterThan(0n);
    for (const grade of same.grades) expect(grade.scoreTrial).toEqual(grade.scoreNow);
  });

  it('of twice the bonus pays exactly one bonus more, and scores stay', async () => {
    const body = copyOf(paySchemeKind.initial);
    const none = copyOf(body);
    for (const level of Object.keys(body['bonusAtHundred'])) {
      body['bonusAtHundred'][level] = String(BigInt(body['bonusAtHundred'][level]) * 2n);
      none['bonusAtHundred'][level] = '0';
    }
    const twice = await found({ payScheme: JSON.stringify(body) });
    const base = await found({ payScheme: JSON.stringify(none) });
    const bonus = twice.grossNow - base.grossTrial;
    expect(bonus).toBeGreaterThan(0n);
    // Doubling before the one rounding: at most a fen a person apart.
    const apart = twice.grossTrial - twice.grossNow - bonus;
    expect(apart >= -BigInt(twice.staff) && apart <= BigInt(twice.staff)).toBe(true);
    for (const grade of twice.grades) expect(grade.scoreTrial).toEqual(grade.scoreNow);
    expect(twice.changes.length).toBeGreaterThan(0);
  });

  it('of other weights moves scores, bands and pay', async () => {
    const body = copyOf(scoringSchemeKind.initial);
    body['lines'][0].weight = '10000000';
    body['lines'][2].weight = '45000000';
    const other = await found({ scoringScheme: JSON.stringify(body) });
    expect(other.changes.length).toBeGreaterThan(0);
    const first = other.changes[0]!;
    expect(first.scoreNow === first.scoreTrial && first.grossNow === first.grossTrial).toBe(false);
    const counted = (side: 'now' | 'trial') =>
      other.bands.reduce((sum, band) => sum + band[side], 0);
    expect(counted('now')).toBe(other.staff);
    expect(counted('trial')).toBe(other.staff);
  });

  it('writes nothing: no sheet, slip, run, policy or audit row', async () => {
    const counts = () =>
      fresh.database.transaction(actor, async (tx) => {
        const { rows } = await sql<{ line: string }>`
          select concat_ws(' ',
                   (select count(*) from assessment_sheet),
                   (select count(*) from assessment_metric),
                   (select count(*) from pay_slip),
                   (select count(*) from pay_line),
                   (select count(*) from organisation_run),
                   (select count(*) from policy_version),
                   (select count(*) from audit_record)) as line
        `.execute(tx.db);
        return rows[0]!.line;
      });
    const before = await counts();
    await found({ payScheme: JSON.stringify(paySchemeKind.initial) });
    expect(await counts()).toBe(before);
  });

  it('refuses a faulty document with its places, and a quarter that is not closed', async () => {
    const body = copyOf(scoringSchemeKind.initial);
    body['lines'][0].weight = '31000000';
    const faulty = await attempt({ scoringScheme: JSON.stringify(body) });
    expect(faulty).toMatchObject({ refused: 'simulation.document_faulty', params: { count: 1 } });
    expect(isRefusal(faulty) && faulty.details?.[0]?.at).toContain('lines');
    const open = await attempt({ payScheme: '{}' }, quarter('2026Q3'));
    expect(open).toMatchObject({ refused: 'simulation.quarter_not_closed' });
  });
});
