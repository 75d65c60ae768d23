import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { day, type Day } from '../../../core/day.ts';
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
import { insertApproval, insertVersion } from '../../platform/policy/store.ts';
import { freshDatabase, testTransaction } from '../../platform/testing/database.ts';
import {
  addAccount,
  openHouse,
  plainDoors,
  testPassword,
  type TestHouse,
} from '../../platform/testing/http.ts';
import { table } from '../../platform/testing/table.ts';
import { contribution } from '../contribution/index.ts';
import { customers } from '../customers/index.ts';
import { holdings } from '../holdings/index.ts';
import { metrics } from '../metrics/index.ts';
import { finishRun, insertSeal, organisation, startRun } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { targets } from '../targets/index.ts';
import {
  endAgreement,
  proposeAgreement,
  refuseAgreement,
  signAgreement,
} from './agreement-commands.ts';
import { openDispute, ruleDispute, withdrawDispute } from './dispute-commands.ts';
import { attribution, attributionKind, closeAttribution, personMeasures } from './index.ts';
import { registerReferral, ruleReferral } from './referral-commands.ts';

const q4 = quarter('2025Q4');
const q1 = quarter('2026Q1');

/** Two sub-branches; R1 and R3 in the east, R2 in the west; C1 is led by R1, C2 by R2. */
async function layWorld(tx: Tx, today = '2026-01-05'): Promise<void> {
  const rooms = [people, products, metrics, targets, attribution];
  await installInitialPolicies(
    tx,
    rooms.flatMap((one) => one.policies ?? []),
  );
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', ${today})
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
           (914, 'H1', '赵行', 902, '0001.0001.', false, '2010-01-01', ''),
           (915, 'T1', '钱柜', 903, '0001.0002.', false, '2010-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, opened_on,
       booking_unit_id, booking_path, lead_staff_id, managing_path)
    values (921, 'C1', 'corporate', '江南机械', 'x', 'x', 'x', '{}', '2019-01-01', 902,
            '0001.0001.', 911, '0001.0001.'),
           (922, 'C2', 'individual', '周一', 'x', 'x', 'x', '{}', '2019-01-01', 903,
            '0001.0002.', 912, '0001.0002.')
  `.execute(tx.db);
  await sql`
    insert into customers_management
      (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
    values (921, 911, 'lead', 1000000, '2019-01-01', 'test', 'hand'),
           (922, 912, 'lead', 1000000, '2019-01-01', 'test', 'hand')
  `.execute(tx.db);
  await sql`
    insert into holdings_account (customer_id, account_id, account_no, product_id, unit_id, opened_on)
    select one.customer_id, one.account_id, 'A' || one.account_id, min(p.product_id), 902,
           '2019-01-01'::date
    from (values (921, 931, 'fee'), (921, 932, 'deposit'), (922, 933, 'deposit'))
      as one (customer_id, account_id, kind)
    join products_product p on p.kind = one.kind
    group by one.customer_id, one.account_id
  `.execute(tx.db);
}

async function begin(tx: Tx, of: Quarter): Promise<QuarterRun> {
  const range = quarterRange(of);
  const runId = await startRun(tx, {
    quarter: of,
    kind: 'close',
    asOf: range.until,
    backdated: false,
  });
  return {
    runId,
    quarter: of,
    range,
    yearFrom: yearRange(quarterYear(of)).from,
    backdated: false,
  };
}

/** C1 brings 9,000.00 by a fee product and 100.01 by a deposit, C2 300.00: each by equal months. */
async function layMonths(tx: Tx, run: QuarterRun): Promise<void> {
  await sql`
    insert into contribution_account_month
      (run_id, customer_id, account_id, month, component, amount_fen, inputs)
    select ${run.runId}::bigint, one.customer_id, one.account_id,
           (${run.range.from}::date + (m.at || ' month')::interval)::date, 'fee', one.amount, '{}'
    from (values (921, 931, 300000), (921, 932, 3333), (922, 933, 10000))
      as one (customer_id, account_id, amount)
    cross join generate_series(0, 2) as m (at)
  `.execute(tx.db);
  await sql`
    insert into contribution_account_month
      (run_id, customer_id, account_id, month, component, amount_fen, inputs)
    values (${run.runId}, 921, 932, ${run.range.from}::date, 'deposit_margin', 2, '{}')
  `.execute(tx.db);
}

async function close(tx: Tx, of = q4): Promise<{ run: QuarterRun; digest: string }> {
  const run = await begin(tx, of);
  await layMonths(tx, run);
  const { digest } = await closeAttribution(tx, run);
  await finishRun(tx, run.runId, digest);
  return { run, digest };
}

/** 'C1 R1:900000' for each customer: who has what of the fees. */
async function fees(tx: Tx, run: QuarterRun, measure = 'fee_income'): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select c.customer_no || ' ' || string_agg(p.party || ':' || p.amount, ' ' order by p.party)
      as line
    from attribution_part p
    join customers_customer c on c.customer_id = p.customer_id
    where p.run_id = ${run.runId}
      and p.measure = ${measure}
      and p.dimension = 'person'
    group by c.customer_no
    order by c.customer_no
  `.execute(tx.db);
  return rows.map((row) => row.line);
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

async function account(tx: Tx, login: string, given: Partial<Actor>): Promise<Actor> {
  const { rows } = await sql<{ id: bigint }>`
    insert into auth_account (login, name, staff_id, created_by)
    values (${login}, ${login}, ${given.staffId ?? null}, 0)
    returning account_id as id
  `.execute(tx.db);
  const accountId = rows[0]!.id;
  return { accountId, login, staffId: null, roles: [], bankWide: false, ranges: [], ...given };
}

interface Cast {
  readonly r1: Actor;
  readonly r2: Actor;
  readonly head: Actor;
  readonly committee: Actor;
}

async function castOf(tx: Tx): Promise<Cast> {
  return {
    r1: await account(tx, 'r1', { staffId: 911n, roles: ['rm'] }),
    r2: await account(tx, 'r2', { staffId: 912n, roles: ['rm'] }),
    head: await account(tx, 'head', {
      staffId: 914n,
      roles: ['team_head'],
      ranges: [rangeOfPath('0001.0001.')],
    }),
    committee: await account(tx, 'committee', { roles: ['hr'], bankWide: true }),
  };
}

const codeOf = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'done');

const shares = (text: string) =>
  text.split(' ').map((one) => {
    const [staffNo = '', share = ''] = one.split(':');
    return { staffNo, share: BigInt(share) };
  });

const wanted = (parties: string, from = '2025-11-01', until: Day | null = null) => ({
  customerId: 921n,
  product: null,
  from: day(from),
  until,
  parties: shares(parties),
});

async function propose(tx: Tx, actor: Actor, of = wanted('R1:700000 R2:300000')): Promise<bigint> {
  const made = await as(tx, actor, (scoped) => proposeAgreement(scoped, of));
  if (isRefusal(made)) throw new Error(made.refused);
  return made.id;
}

async function sign(
  tx: Tx,
  actor: Actor,
  agreementId: bigint,
  given: { bodyHash?: string } = {},
): Promise<string> {
  const { rows } = await sql<{ hash: string }>`
    select body_hash as hash
    from attribution_contract
    where contract_id = ${agreementId}
  `.execute(tx.db);
  const answer = await as(tx, actor, (scoped) =>
    signAgreement(scoped, { agreementId, bodyHash: rows[0]!.hash, ...given }),
  );
  return isRefusal(answer) ? answer.refused : answer.state;
}

describe('share agreements', () => {
  it('count once both have signed, from their day; ended by another that both sign', () =>
    testTransaction(async (tx) => {
      await layWorld(tx);
      const { r1, r2 } = await castOf(tx);
      const before = await close(tx);
      expect(await fees(tx, before.run)).toEqual(['C1 R1:909999', 'C2 R2:30000']);
      const id = await propose(tx, r1);
      expect(await sign(tx, r1, id, { bodyHash: 'x' })).toBe('attribution.agreement_text_differs');
      expect(await sign(tx, r1, id)).toBe('proposed');
      expect(await sign(tx, r1, id)).toBe('attribution.agreement_already_signed');
      expect((await close(tx)).digest).toBe(before.digest);
      // R2 does not see the customer, but is a party: he reads and signs
      expect(await sign(tx, r2, id)).toBe('signed');
      const shared = await close(tx);
      expect(await fees(tx, shared.run)).toEqual([
        `C1 R1:${303333 + Math.round(606666 * 0.7)} R2:${Math.round(606666 * 0.3)}`,
        'C2 R2:30000',
      ]);
      expect((await close(tx)).digest).toBe(shared.digest);

      const ended = await as(tx, r1, (scoped) =>
        endAgreement(scoped, { agreementId: id, from: day('2025-12-01') }),
      );
      const again = await as(tx, r1, (scoped) =>
        endAgreement(scoped, { agreementId: id, from: day('2025-12-02') }),
      );
      expect(codeOf(again)).toBe('attribution.agreement_end_proposed');
      const endId = (ended as { id: bigint }).id;
      expect([await sign(tx, r2, endId), await sign(tx, r1, endId)]).toEqual([
        'proposed',
        'signed',
      ]);
      expect(await fees(tx, (await close(tx)).run)).toEqual([
        `C1 R1:${909999 - Math.round(303333 * 0.3)} R2:${Math.round(303333 * 0.3)}`,
        'C2 R2:30000',
      ]);
    }));

  it('are refused twice, by strangers, out of sight, for sealed days; a refused one never counts', () =>
    testTransaction(async (tx) => {
      await layWorld(tx);
      const { r1, r2, head } = await castOf(tx);
      const ask = (actor: Actor, of = wanted('R1:700000 R2:300000')) =>
        as(tx, actor, (scoped) => proposeAgreement(scoped, of));
      expect(codeOf(await ask(r2))).toBe('attribution.customer_unknown');
      expect(codeOf(await ask(r1, wanted('R3:700000 R2:300000')))).toBe(
        'attribution.agreement_not_party',
      );
      expect(
        codeOf(await ask(r1, { ...wanted('R1:700000 R2:300000'), product: 'no' as never })),
      ).toBe('attribution.product_missing');
      expect(codeOf(await ask(head, wanted('R3:700000 R2:300000')))).toBe('done');
      expect(codeOf(await ask(head, wanted('R3:700000 R2:300000')))).toBe(
        'attribution.agreement_overlaps',
      );
      const { rows } = await sql<{ id: bigint }>`
        select max(contract_id) as id
        from attribution_contract
      `.execute(tx.db);
      const agreementId = rows[0]!.id;
      const turnDown = (actor: Actor) =>
        as(tx, actor, (scoped) => refuseAgreement(scoped, { agreementId, reason: '不同意' }));
      expect(codeOf(await turnDown(r1))).toBe('attribution.agreement_not_party');
      expect(codeOf(await turnDown(r2))).toBe('done');
      expect(codeOf(await turnDown(r2))).toBe('attribution.agreement_not_open');
      expect(await sign(tx, r2, agreementId)).toBe('attribution.agreement_not_open');
      const id = await propose(tx, r1);
      const { run, digest } = await close(tx);
      await insertSeal(tx, { quarter: q4, runId: run.runId, digest });
      expect(await sign(tx, r1, id)).toBe('attribution.agreement_sealed');
      expect(codeOf(await ask(r1, wanted('R1:700000 R3:300000', '2025-12-31')))).toBe(
        'attribution.agreement_sealed',
      );
      expect(codeOf(await ask(r1, wanted('R1:700000 R3:300000', '2026-01-01')))).toBe(
        'attribution.agreement_overlaps',
      );
    }));

  it('two proposals at the same moment: one of them is refused', async () => {
    const fresh = await freshDatabase();
    try {
      const head = await fresh.database.transaction(systemActor('test'), async (tx) => {
        await layWorld(tx);
        return (await castOf(tx)).head;
      });
      const at = () =>
        fresh.database.transaction(head, (tx) =>
          proposeAgreement(tx, wanted('R1:700000 R2:300000')),
        );
      const answers = await Promise.all([at(), at(), at()]);
      expect(answers.map(codeOf).toSorted()).toEqual([
        'attribution.agreement_overlaps',
        'attribution.agreement_overlaps',
        'done',
      ]);
    } finally {
      await fresh.drop();
    }
  });
});

describe('referrals', () => {
  const referral = (given: object = {}) => ({
    customerId: 921n,
    staffNo: 'T1',
    product: null,
    referredOn: day('2025-12-01'),
    note: '柜面转介',
    ...given,
  });
  it('count once the lead’s head has accepted: half of the fee product from their day', () =>
    testTransaction(async (tx) => {
      await layWorld(tx);
      const { r1, head, committee } = await castOf(tx);
      const made = await as(tx, r1, (scoped) => registerReferral(scoped, referral()));
      const { id } = made as { id: bigint };
      const twice = await as(tx, r1, (scoped) => registerReferral(scoped, referral()));
      expect(codeOf(twice)).toBe('attribution.referral_already');
      expect(await fees(tx, (await close(tx)).run)).toEqual(['C1 R1:909999', 'C2 R2:30000']);
      const rule = (actor: Actor, verdict: 'accepted' | 'rejected' = 'accepted') =>
        as(tx, actor, (scoped) => ruleReferral(scoped, { referralId: id, verdict, reason: '' }));
      expect(codeOf(await rule(r1))).toBe('attribution.referral_not_head');
      expect(codeOf(await rule(head, 'rejected'))).toBe('attribution.reason_needed');
      expect(codeOf(await rule(head))).toBe('done');
      expect(codeOf(await rule(committee))).toBe('attribution.referral_ruled');
      const { run } = await close(tx);
      expect(await fees(tx, run)).toEqual(['C1 R1:759999 T1:150000', 'C2 R2:30000']);
      const persons = await personMeasures(tx, run);
      expect(persons.find((one) => one.staffId === 915n && one.measure === 'fee_income')).toEqual({
        staffId: 915n,
        measure: 'fee_income',
        amount: 150_000n,
        customers: 1,
      });
    }));

  it('stand with a refusal for an unknown referrer, the lead himself, a day to come', () =>
    testTransaction(async (tx) => {
      await layWorld(tx);
      const { r1, r2 } = await castOf(tx);
      const register = (actor: Actor, given: object) =>
        as(tx, actor, (scoped) => registerReferral(scoped, referral(given)));
      expect(codeOf(await register(r2, {}))).toBe('attribution.customer_unknown');
      expect(codeOf(await register(r1, { staffNo: 'X' }))).toBe('attribution.referral_no_staff');
      expect(codeOf(await register(r1, { staffNo: 'R1' }))).toBe('attribution.referral_by_lead');
      expect(codeOf(await register(r1, { referredOn: day('2026-01-06') }))).toBe(
        'attribution.referral_future',
      );
    }));
});

describe('disputes', () => {
  const claim = {
    customerId: 921n,
    quarter: q4,
    measure: 'fee_income',
    respondentNo: 'R1',
    claimShare: 500_000n,
    statement: '客户由我介绍',
  };
  /** R2 shares C1 by an agreement, so he has a part to dispute. */
  async function layDispute(tx: Tx): Promise<Cast & { id: bigint }> {
    await layWorld(tx);
    const cast = await castOf(tx);
    const agreement = await propose(tx, cast.r1);
    await sign(tx, cast.r1, agreement);
    await sign(tx, cast.r2, agreement);
    await close(tx);
    const made = await as(tx, cast.r2, (scoped) => openDispute(scoped, claim));
    if (isRefusal(made)) throw new Error(made.refused);
    return { ...cast, id: made.id };
  }
  const rule = (tx: Tx, actor: Actor, disputeId: bigint, claimantShare = 600_000n) =>
    as(tx, actor, (scoped) => ruleDispute(scoped, { disputeId, claimantShare, reason: '按贡献' }));
  const totals = async (tx: Tx) => {
    const { rows } = await sql<{ line: string }>`
      select quarter || ' ' || measure || ' ' || amount as line
      from attribution_v_total
      order by quarter, measure
    `.execute(tx.db);
    return rows.map((row) => row.line);
  };
  const measured = async (tx: Tx, of: Quarter) =>
    (await personMeasures(tx, { quarter: of, runId: null }))
      .filter((one) => one.measure === 'fee_income')
      .map((one) => `${one.staffId}:${one.amount}`);

  it('freeze what both have at the next closing, out of both persons’ measures', () =>
    testTransaction(async (tx) => {
      const { id, r1, r2, committee } = await layDispute(tx);
      const before = await totals(tx);
      const { run } = await close(tx);
      expect(await fees(tx, run)).toEqual(['C1 disputed:909999', 'C2 R2:30000']);
      expect(await measured(tx, q4)).toEqual(['912:30000']);
      expect(await fees(tx, run, 'contribution')).toEqual([
        'C1 R1:728001 R2:182000',
        'C2 R2:30000',
      ]);
      expect(await totals(tx)).toEqual(before);
      const again = await as(tx, r1, (scoped) =>
        openDispute(scoped, { ...claim, measure: null as never, respondentNo: 'R2' }),
      );
      expect(codeOf(again)).toBe('attribution.dispute_already');
      expect(codeOf(await rule(tx, r2, id))).toBe('attribution.dispute_partial');
      expect(codeOf(await rule(tx, committee, id))).toBe('done');
      expect(codeOf(await rule(tx, committee, id))).toBe('attribution.dispute_settled');
      const ruled = await close(tx);
      // three months of 303,333 divided 40 : 60, each to the fen
      expect(await fees(tx, ruled.run)).toEqual(['C1 R1:363999 R2:546000', 'C2 R2:30000']);
      expect((await close(tx)).digest).toBe(ruled.digest);
      expect(await totals(tx)).toEqual(before);
    }));

  it('ruled after the seal correct the next closing, once, and change no total', () =>
    testTransaction(async (tx) => {
      const { id, committee } = await layDispute(tx);
      const { run, digest } = await close(tx);
      await insertSeal(tx, { quarter: q4, runId: run.runId, digest });
      const answer = await rule(tx, committee, id);
      expect(answer).toEqual({ state: 'ruled', appliesIn: 'correction' });
      const next = await close(tx, q1);
      // Q1 itself: R1 636,999 and R2 273,000 of C1; then 364,000 and 545,999 of Q4's 909,999
      expect(await fees(tx, next.run)).toEqual([
        'C1 disputed:-909999 R1:1000999 R2:818999',
        'C2 R2:30000',
      ]);
      expect((await close(tx, q1)).digest).toBe(next.digest);
      await insertSeal(tx, { quarter: q1, runId: next.run.runId + 1n, digest: 'd' });
      const later = await close(tx, quarter('2026Q2'));
      expect(await fees(tx, later.run)).toEqual(['C1 R1:636999 R2:273000', 'C2 R2:30000']);
      expect((await totals(tx)).filter((line) => line.includes('fee_income'))).toEqual([
        '2025Q4 fee_income 939999',
        '2026Q1 fee_income 939999',
        '2026Q2 fee_income 939999',
      ]);
    }));

  it('taken back leave the parts as they were; late ones and strange ones are refused', () =>
    testTransaction(async (tx) => {
      const { id, r1, r2, head } = await layDispute(tx);
      const back = (actor: Actor) =>
        as(tx, actor, (scoped) => withdrawDispute(scoped, { disputeId: id, reason: '已谈妥' }));
      expect(codeOf(await back(r1))).toBe('attribution.dispute_not_claimant');
      expect(codeOf(await back(r2))).toBe('done');
      expect(codeOf(await back(r2))).toBe('attribution.dispute_settled');
      expect(await fees(tx, (await close(tx)).run)).toEqual([
        'C1 R1:727999 R2:182000',
        'C2 R2:30000',
      ]);
      const ask = (actor: Actor, given: object = {}): Promise<unknown> =>
        as(tx, actor, (scoped) => openDispute(scoped, { ...claim, ...given }));
      expect(codeOf(await ask(r2, { quarter: q1 }))).toBe('attribution.quarter_not_closed');
      expect(codeOf(await ask(r2, { customerId: 922n, respondentNo: 'R2' }))).toBe(
        'attribution.dispute_with_himself',
      );
      expect(codeOf(await ask(head, { respondentNo: 'T1' }))).toBe(
        'attribution.dispute_respondent',
      );
      expect(codeOf(await ask(r1, { customerId: 922n, respondentNo: 'R2' }))).toBe(
        'attribution.dispute_no_results',
      );
      await sql`update organisation_bank set today = '2026-01-15'`.execute(tx.db);
      expect(codeOf(await ask(r2))).toBe('done');
      expect(codeOf(await back(r2))).toBe('attribution.dispute_settled');
    }));

  it('are open for ten working days after the closing', () =>
    testTransaction(async (tx) => {
      await layWorld(tx, '2026-01-15');
      const { r2 } = await castOf(tx);
      await close(tx);
      const own = { ...claim, customerId: 922n };
      const late = () => as(tx, r2, (scoped) => openDispute(scoped, own));
      await sql`update organisation_bank set today = '2026-01-16'`.execute(tx.db);
      expect(codeOf(await late())).toBe('attribution.dispute_late');
      await sql`update organisation_bank set today = '2026-01-15'`.execute(tx.db);
      expect(codeOf(await late())).toBe('done');
    }));
});

describe('ledger B', () => {
  it('changes no total, no part, no measure of a person and no digest', () =>
    testTransaction(async (tx) => {
      await layWorld(tx);
      const { r1, head } = await castOf(tx);
      const made = await as(tx, r1, (scoped) =>
        registerReferral(scoped, {
          customerId: 921n,
          staffNo: 'T1',
          product: null,
          referredOn: day('2025-12-01'),
          note: '柜面转介',
        }),
      );
      const referralId = (made as { id: bigint }).id;
      await as(tx, head, (scoped) =>
        ruleReferral(scoped, { referralId, verdict: 'accepted', reason: '' }),
      );
      const plain = await close(tx);
      const persons = await personMeasures(tx, plain.run);
      const memo = (key: string, to: string, department: string) => ({
        key,
        name: `${key}双计`,
        to,
        department,
        business: 'any',
        customer: 'any',
        share: '1000000',
      });
      const versionId = await insertVersion(tx, {
        kind: attributionKind.kind,
        body: {
          ...attributionKind.initial,
          shadow: [memo('referred', 'referrer_unit', ''), memo('helped', 'department', '国际部')],
        },
        note: 'test',
        assumed: '',
        authorId: 0n,
        validFrom: day('2000-01-01'),
      });
      await insertApproval(tx, { versionId, approvedBy: 1n });
      const withMemo = await close(tx);
      expect(withMemo.digest).toBe(plain.digest);
      expect(await personMeasures(tx, withMemo.run)).toEqual(persons);
      const { rows } = await sql<{ line: string }>`
        select concat_ws(' ', rule, party, measure, sum(amount)) as line
        from attribution_shadow
        where run_id = ${withMemo.run.runId}
          and measure = 'fee_income'
        group by rule, party, measure
        order by rule, party
      `.execute(tx.db);
      expect(rows.map((row) => row.line)).toEqual([
        'helped 国际部 fee_income 939999',
        'referred S2 fee_income 303333',
      ]);
    }));
});

describe('credit kept by a hand-over', () => {
  it('stays with the former RM for the accounts of that day', () =>
    testTransaction(async (tx) => {
      await layWorld(tx);
      await sql`
        insert into allocation_handover
          (handover_id, cause, from_staff_id, from_path, to_staff_id, to_path, effective_day, note,
           policy_version_id, proposed_by)
        values (1, 'cross_team', 911, '0001.0001.', 912, '0001.0002.', '2025-12-01', 'test', 1, 0)
      `.execute(tx.db);
      await sql`
        insert into allocation_credit (customer_id, account_id, handover_id, staff_id, from_day)
        values (921, 931, 1, 911, '2025-12-01')
      `.execute(tx.db);
      await sql`
        insert into customers_management
          (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
        values (921, 912, 'lead', 1000000, '2025-12-01', 'test', 'hand')
      `.execute(tx.db);
      expect(await fees(tx, (await close(tx)).run)).toEqual([
        'C1 R1:906666 R2:3333',
        'C2 R2:30000',
      ]);
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
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouse(rooms);
    await house.database.transaction(systemActor('test'), async (tx) => {
      await layWorld(tx);
      await close(tx);
    });
    const doors = {
      ...plainDoors,
      unitOfStaff: async () => ({ path: '0001.0001.', name: '城东' }),
      unitPaths: async () => new Map([[902n, '0001.0001.']]),
    };
    const { database } = house;
    await addAccount(database, doors, { login: 'r1', role: 'rm', scope: 'own', staffId: 911n });
    await addAccount(database, doors, { login: 'r3', role: 'rm', scope: 'own', staffId: 913n });
    await addAccount(database, doors, {
      login: 'head',
      role: 'team_head',
      scope: 'chosen_units',
      unitIds: [902n],
    });
    for (const login of ['r1', 'r3', 'head', 'finance', 'hr']) {
      cookies[login] = await house.signIn(login);
    }
  });
  afterAll(() => house.close());

  const ask = (who: string, method: string, url: string, body?: object) =>
    house.call({
      method: method as 'GET',
      url: `/api${url}`,
      ...(who === '' ? {} : { cookie: cookies[who]! }),
      ...(method === 'POST' ? { body: body ?? {} } : {}),
    });

  const rows = table(`
    who     | method | url                                     | status
            | GET    | /share-agreements                       | 401
            | POST   | /customers/921/share-agreements         | 401
            | GET    | /referrals                              | 401
            | GET    | /attribution-disputes                   | 401
            | GET    | /attribution-memos/2025Q4               | 401
    finance | POST   | /customers/921/share-agreements         | 403
    finance | POST   | /share-agreements/1/signatures          | 403
    finance | POST   | /customers/921/referrals                | 403
    r1      | POST   | /referrals/1/rulings                    | 403
    finance | POST   | /customers/921/attribution-disputes     | 403
    r1      | POST   | /attribution-disputes/1/rulings         | 403
    r1      | GET    | /attribution-memos/2025Q4               | 403
    r1      | POST   | /customers/921/share-agreements         | 400
    r1      | GET    | /share-agreements?state=lost            | 400
    r1      | POST   | /share-agreements/1/signatures          | 400
    head    | POST   | /referrals/1/rulings                    | 400
    hr      | POST   | /attribution-disputes/1/rulings         | 400
    finance | GET    | /attribution-memos/2025                 | 400
    r1      | GET    | /share-agreements/77                    | 404
    finance | GET    | /attribution-memos/2025Q3               | 409
    r1      | GET    | /share-agreements                       | 200
    r1      | GET    | /share-agreements?state=proposed&q=C1   | 200
    r1      | GET    | /share-agreements?state=ended           | 200
    r1      | GET    | /share-agreements?state=refused         | 200
    r1      | GET    | /share-agreements?state=signed          | 200
    head    | GET    | /referrals?state=accepted&q=C1          | 200
    head    | GET    | /referrals?state=expired                | 200
    head    | GET    | /referrals?state=registered             | 200
    head    | GET    | /referrals?state=rejected               | 200
    hr      | GET    | /attribution-disputes?state=open&q=C1   | 200
    hr      | GET    | /attribution-disputes?state=overdue     | 200
    hr      | GET    | /attribution-disputes?state=ruled       | 200
    hr      | GET    | /attribution-disputes?quarter=2025Q4    | 200
    hr      | GET    | /attribution-disputes?state=withdrawn   | 200
    finance | GET    | /attribution-memos/2025Q4               | 200
  `);
  it.each(rows)('"$who" $method $url is $status', async ({ who, method, url, status }) => {
    const answer = await ask(who, method, url);
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(Number(status));
  });

  it('two RMs propose, read and sign on their own pages', async () => {
    const body = {
      fromDay: '2025-11-01',
      parties: [
        { staffNo: 'R1', share: '700000' },
        { staffNo: 'R3', share: '300000' },
      ],
    };
    const made = await ask('r1', 'POST', '/customers/921/share-agreements', body);
    expect(made.statusCode, made.body).toBe(201);
    const { id, no } = made.json() as { id: string; no: string };
    const repeated = await ask('r1', 'POST', '/customers/921/share-agreements', body);
    expect([repeated.statusCode, repeated.json().code]).toEqual([
      409,
      'attribution.agreement_overlaps',
    ]);
    for (const [who, state] of [
      ['r1', 'proposed'],
      ['r3', 'signed'],
    ] as const) {
      const seen = (await ask(who, 'GET', `/share-agreements/${id}`)).json();
      expect(seen).toMatchObject({ agreementNo: no, customerNo: 'C1', may: { sign: true } });
      const wrong = await ask(who, 'POST', `/share-agreements/${id}/signatures`, {
        password: 'wrong',
        bodyHash: seen.bodyHash,
      });
      expect([wrong.statusCode, wrong.json().code]).toEqual([403, 'auth.confirmation_wrong']);
      const signed = await ask(who, 'POST', `/share-agreements/${id}/signatures`, {
        password: testPassword,
        bodyHash: seen.bodyHash,
      });
      expect([signed.statusCode, signed.json().state]).toEqual([201, state]);
    }
    const listed = (await ask('r3', 'GET', '/share-agreements?state=signed')).json();
    expect(listed.rows.map((row: { agreementNo: string }) => row.agreementNo)).toEqual([no]);
    expect((await ask('r3', 'GET', '/customers/921/attribution?quarter=2025Q4')).statusCode).toBe(
      404,
    );
  });

  it('the board shows a dispute to its parties and the committee, who rules', async () => {
    const made = await ask('r1', 'POST', '/customers/921/attribution-disputes', {
      quarter: '2025Q4',
      respondentNo: 'R3',
      claimShare: '1000000',
      statement: '一直由我维护',
    });
    expect(made.statusCode, made.body).toBe(201);
    const board = async (who: string) =>
      (await ask(who, 'GET', '/attribution-disputes')).json().rows as Record<string, unknown>[];
    const { id, no } = made.json() as { id: string; no: string };
    expect((await board('r3')).map((row) => row['disputeNo'])).toEqual([no]);
    expect((await board('hr'))[0]).toMatchObject({ state: 'open', mayRule: true });
    expect((await board('r1'))[0]).toMatchObject({ mayRule: false, mayWithdraw: true });
    const ruled = await ask('hr', 'POST', `/attribution-disputes/${id}/rulings`, {
      claimantShare: '1000000',
      reason: '证据充分',
    });
    expect([ruled.statusCode, ruled.json()]).toEqual([
      201,
      { state: 'ruled', appliesIn: 'closing' },
    ]);
  });
});
