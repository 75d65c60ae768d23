import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../core/actor.ts';
import { day, type Day } from '../core/day.ts';
import { isRefusal } from '../core/refusal.ts';
import { demoPassword, loadDemo } from '../fixtures/demo-bank/index.ts';
import { signersOf } from '../fixtures/demo-bank/sign-ins.ts';
import { loadLedCustomers, loadStaff, setBusinessDay } from '../fixtures/demo-bank/store.ts';
import { openHouse as wholeHouse } from '../server/house.ts';
import { runPoolNight } from '../server/modules/allocation/index.ts';
import { addAccount, openHouse, type TestHouse } from '../server/platform/testing/http.ts';
import { pages } from '../web/routes.tsx';

/**
 * A notice arrives: the deed is done over HTTP, or by the demo bank with the rooms' own verbs, and
 * the reader finds it in his inbox, in both languages, with a link to a page that he may open and
 * whose figures he gets. Somebody beside him is not told.
 */
const whole = wholeHouse();
const phrases = Object.assign({}, ...whole.modules.map((module) => module.phrases)) as Record<
  string,
  { zh: string; en: string }
>;
/** The first days after a quarter: it is closed and published, objections are still heard. */
const today = day('2026-07-06');
const ended = '2026Q2';
const actor = systemActor('test');

let house: TestHouse;
const cookies = new Map<string, string>();
/** Sign-in of a person by staff number. */
const loginOf = new Map<string, string>();
/** Sign-in of the head of an RM, by the RM's sign-in. */
const headOf = new Map<string, string>();
let staff: Awaited<ReturnType<typeof loadStaff>>;

beforeAll(async () => {
  const rooms = whole.modules.filter((module) => module.name !== 'auth');
  house = await openHouse(rooms, { doors: whole.doors, withoutAccounts: true });
  const loaded = await loadDemo(house.database, { today, scale: 50 });
  if (isRefusal(loaded)) throw new Error(loaded.refused);
  await onDay(today);
  await house.database.transaction(actor, async (tx) => {
    staff = await loadStaff(tx);
    const signers = await signersOf(tx);
    for (const one of staff.filter(({ isRm }) => isRm)) {
      const rm = signers.rm(one.staffId)?.login;
      if (rm === undefined) continue;
      loginOf.set(one.staffNo, rm);
      headOf.set(rm, signers.head(one.unitPath)!.login);
    }
  });
}, 180_000);
afterAll(() => house.close());

const onDay = (of: Day) =>
  house.database.transaction(actor, (tx) => setBusinessDay(tx, of)).then(() => undefined);

async function call(login: string, url: string, body?: unknown) {
  const cookie = cookies.get(login) ?? (await house.signIn(login, demoPassword));
  cookies.set(login, cookie);
  const method = body === undefined ? 'GET' : 'POST';
  return house.call({ method, url: `/api${url}`, cookie, ...(body ? { body } : {}) });
}

/** What a route answers; a refusal fails the test with its words. */
async function ask<T = Record<string, string>>(login: string, url: string, body?: unknown) {
  const answer = await call(login, url, body);
  if (answer.statusCode >= 300) throw new Error(`${login} ${url}: ${answer.body}`);
  return answer.json<T>();
}

interface Rows<T = Readonly<Record<string, string>>> {
  readonly rows: readonly T[];
}
const rowsOf = async (login: string, url: string) => (await ask<Rows>(login, url)).rows;

interface Told {
  readonly noticeId: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly link: string;
}
const inbox = async (login: string, code: string) => {
  const url = `/notices?limit=100&kind=${code.slice(0, code.indexOf('.'))}`;
  return (await ask<Rows<Told>>(login, url)).rows.filter((one) => one.code === code);
};

/** Route behind the page of a link: what the reader sees when he follows it. */
const behind: readonly (readonly [RegExp, string])[] = [
  [/^\/(letters|sheets|quarters|expense-applications|pay-batches|clawbacks)\/\w+$/, '$&'],
  [/^\/allocation\/hand-overs\/(\d+)$/, '/hand-overs/$1'],
  [/^\/allocation\/proposals\/(\d+)$/, '/allocation-proposals/$1'],
  [/^\/policies\/(\w+)$/, '/policies/$1/versions'],
  [/^\/metric-figures\?.*$/, '$&'],
  [/^\/attribution\?tab=disputes$/, '/attribution-disputes'],
  [/^\/pool\?tab=returned$/, '/pool-returns'],
  [/^\/pool\?tab=(claims|mine)$/, '/pool-claims'],
  [/^\/pool$/, '/pool-customers'],
  [/^\/customers\/(\d+)\?tab=contacts$/, '/customers/$1/contact-notes'],
  [/^\/accounts\/\d+$/, '$&'],
];

async function opens(reader: string, link: string): Promise<void> {
  const path = link.replace(/\?.*/, '').split('/');
  const row = pages.find(({ path: pattern }) => {
    const words = pattern.split('/');
    return (
      words.length === path.length &&
      words.every((word, at) => word.startsWith('$') || word === path[at])
    );
  });
  const { rights } = await ask<{ rights: string[] }>(reader, '/session');
  expect(row, `a page ${link}`).toBeDefined();
  expect([link, ...rights, 'signed_in']).toContain(row!.right);
  const [form, to] = behind.find(([one]) => one.test(link)) ?? [];
  expect(form, `a route behind ${link}`).toBeDefined();
  const answer = await call(reader, link.replace(form!, to!));
  expect([reader, link, answer.statusCode]).toEqual([reader, link, 200]);
}

/** The newest notice of the code is in the reader's inbox, can be said and followed; not elsewhere. */
async function arrives(
  code: string,
  reader: string,
  to: { readonly link: string | RegExp; readonly not: string },
): Promise<Told> {
  const [told] = await inbox(reader, code);
  expect(told, `${code} in the inbox of ${reader}`).toBeDefined();
  expect(told!.link).toMatch(
    to.link instanceof RegExp ? to.link : new RegExp(`^${to.link.replace('?', '\\?')}$`),
  );
  for (const text of Object.values(phrases[code]!)) {
    for (const [, name] of text.matchAll(/\{(\w+)\}/g)) {
      expect([code, name, told!.params[name!] ?? '']).not.toEqual([code, name, '']);
    }
  }
  await opens(reader, told!.link);
  const beside = (await inbox(to.not, code)).map((one) => one.noticeId);
  expect([to.not, ...beside]).not.toContain(told!.noticeId);
  return told!;
}

/** Sign-ins in whose inbox there is a notice of the code. */
const readersOf = (code: string) =>
  house.database.transaction(
    actor,
    async (tx) => {
      const { rows } = await sql<{ login: string }>`
        select distinct a.login
        from notices_notice n
        join notices_receipt r using (notice_id)
        join auth_account a using (account_id)
        where n.code = ${code}
        order by a.login
      `.execute(tx.db);
      return rows.map((row) => row.login);
    },
    { readOnly: true },
  );

const by = <T extends Readonly<Record<string, unknown>>>(rows: readonly T[], words: Partial<T>) =>
  rows.find((row) => Object.entries(words).every(([name, value]) => row[name] === value))!;

/** Some RM other than those named. */
const anotherRm = (...but: string[]) => [...loginOf.values()].find((one) => !but.includes(one))!;

describe('letters', () => {
  const code = (what: string) => `targets.notice.letter_${what}`;
  let waiting: readonly Readonly<Record<string, string>>[];
  const next = () => {
    const [letter, ...rest] = waiting;
    waiting = rest;
    const rm = loginOf.get(letter!['staffNo']!)!;
    const { letterId, bodyHash } = letter as { letterId: string; bodyHash: string };
    return { letterId, bodyHash, rm, head: headOf.get(rm)!, link: `/letters/${letterId}` };
  };
  const sign = (login: string, letter: { letterId: string; bodyHash: string }, side: string) =>
    ask(login, `/letters/${letter.letterId}/signatures`, {
      side,
      password: demoPassword,
      bodyHash: letter.bodyHash,
    });

  it('an RM is told of his letter and of a reminder; both sides of a signature', async () => {
    waiting = await rowsOf('hr', '/letters?year=2026&limit=200&state=sent');
    expect(waiting.length).toBeGreaterThan(2);
    const letter = next();
    const not = anotherRm(letter.rm);
    await arrives(code('sent'), letter.rm, { link: letter.link, not });
    // The same letter waits on his desk, since it was issued.
    const waits = by(await rowsOf(letter.rm, '/desk/tasks'), { task: 'sign_letter' });
    expect(waits).toMatchObject({ count: 1, to: letter.link, since: expect.any(String) });
    await ask(letter.head, '/letter-reminders', { keys: [letter.letterId] });
    await arrives(code('reminded'), letter.rm, { link: letter.link, not });
    await ask(letter.rm, `/letters/${letter.letterId}/readings`, {});
    await sign(letter.rm, letter, 'rm');
    await arrives(code('signed'), letter.head, { link: letter.link, not: letter.rm });
    await sign(letter.head, letter, 'bank');
    await arrives(code('signed'), letter.rm, { link: letter.link, not: letter.head });
  });

  it('the bank is told why an RM refuses, the RM of a new version and of a withdrawal', async () => {
    const letter = next();
    const not = anotherRm(letter.rm);
    const reason = '目标高于去年同期两倍';
    await ask(letter.rm, `/letters/${letter.letterId}/readings`, {});
    await ask(letter.rm, `/letters/${letter.letterId}/refusals`, { reason });
    const told = await arrives(code('refused'), letter.head, { link: letter.link, not: letter.rm });
    expect(told.params['reason']).toBe(reason);
    const { body } = await ask<{ body: { metrics: Rows['rows'] } }>(letter.rm, letter.link);
    const { metric } = body.metrics[0]!;
    const made = await ask(letter.head, `/letters/${letter.letterId}/versions`, {
      reason: '按去年实绩重算',
      changes: [{ metric, annual: '5000000' }],
    });
    const link = `/letters/${made['letterId']}`;
    await arrives(code('replaced'), letter.rm, { link, not });
    await ask(letter.head, `/letters/${made['letterId']}/withdrawals`, { reason: '岗位已调整' });
    await arrives(code('withdrawn'), letter.rm, { link, not });
  });
});

describe('marketing money', () => {
  const code = (what: string) => `expenses.notice.${what}`;
  const found = async (state: string) => {
    const row = by(await rowsOf('finance', '/expense-applications?limit=200'), { state });
    const rm = loginOf.get(row['staffNo']!)!;
    return { id: row['applicationId']!, rm, link: `/expense-applications/${row['applicationId']}` };
  };

  it('an RM is told that his application was approved, returned or barred', async () => {
    const approved = await found('approved');
    const not = anotherRm(approved.rm);
    await arrives(code('application_approved'), approved.rm, { link: approved.link, not });
    const { id, rm, link } = await found('submitted');
    const ruling = { verdict: 'returned', reason: '请写明参加人' };
    await ask(headOf.get(rm)!, `/expense-applications/${id}/rulings`, ruling);
    await arrives(code('application_returned'), rm, { link, not: anotherRm(rm) });

    const { customerId } = await ask(rm, link);
    const wish = { customerId, purse: 'quota', kind: 'meal', plannedDay: today };
    const asked = await ask(rm, '/expense-applications', {
      ...wish,
      amount: '10000',
      guests: 1,
      attendants: 1,
      subject: 'related_party',
      purpose: '商谈续作',
      requestKey: randomUUID(),
    });
    const barred = { verdict: 'barred', reason: '关联方不得宴请' };
    await ask('risk', `/expense-applications/${asked['applicationId']}/clearances`, barred);
    await arrives(code('application_barred'), rm, {
      link: `/expense-applications/${asked['applicationId']}`,
      not: headOf.get(rm)!,
    });
  });

  it('an RM is told that his claim was returned, and that it was paid', async () => {
    const { id, rm, link } = await found('claimed');
    const claimNow = async () => {
      const detail = await ask<{ claims: { claimId: string }[] }>(rm, link);
      return detail.claims.at(-1)!.claimId;
    };
    const returned = { verdict: 'returned', reason: '发票号码与票面不符' };
    await ask('finance', `/expense-claims/${await claimNow()}/verifications`, returned);
    await arrives(code('claim_returned'), rm, { link, not: anotherRm(rm) });
    const invoice = { number: '998877001122', issuedOn: today, seller: '云山餐饮有限公司' };
    await ask(rm, `/expense-applications/${id}/claims`, {
      spentOn: today,
      invoices: [{ ...invoice, amount: '30000', tax: '0' }],
    });
    const verified = { verdict: 'verified', reason: '' };
    await ask('finance', `/expense-claims/${await claimNow()}/verifications`, verified);
    await ask('cashier', `/expense-claims/${await claimNow()}/payments`, { reference: 'PAY-1' });
    await arrives(code('claim_paid'), rm, { link, not: anotherRm(rm) });
  });
});

describe('schemes and figures', () => {
  it('those who may approve are told of a version, its author of the answer', async () => {
    const link = '/policies/scoring_scheme';
    await arrives('policy.notice.submitted', 'finance', { link, not: 'hr' });
    const at = '/policies/scoring_scheme/versions/2';
    await ask('finance', `${at}/returns`, { reason: '请附测算' });
    await arrives('policy.notice.returned', 'hr', { link, not: 'admin' });
    await ask('hr', `${at}/submissions`, { words: '测算已附' });
    const { digest } = await ask('finance', at);
    await ask('finance', `${at}/approvals`, { digest });
    await arrives('policy.notice.approved', 'hr', { link, not: 'admin' });
  });

  it('who entered a figure is told that it was returned', async () => {
    const [figure] = await rowsOf('hr', '/metric-figures?state=entered');
    const body = { reason: '依据页码不符' };
    await ask('hr', `/metric-figures/${figure!['figureId']}/returns`, body);
    await arrives('metrics.notice.figure_returned', 'officer', {
      link: /^\/metric-figures\?quarter=2026Q3$/,
      not: loginOf.get(figure!['staffNo']!)!,
    });
  });
});

describe('results of a quarter', () => {
  it('offices are told of a closing, an RM of his sheet, both of an objection', async () => {
    const quarter = `/quarters/${ended}`;
    await arrives('closing.notice.closed', 'hr', { link: quarter, not: 'rm' });
    const { rows } = await ask<Rows>('rm', `/sheets?quarter=${ended}`);
    const sheetId = rows[0]!['sheetId']!;
    const link = `/sheets/${sheetId}`;
    await arrives('assessment.notice.published', 'rm', { link, not: anotherRm('rm') });
    const sheet = await ask<{ lines: { metric: string }[] }>('rm', link);
    const { objectionId } = await ask('rm', `${link}/objections`, {
      metric: sheet.lines.at(-1)!.metric,
      reason: '漏计一笔存款',
      evidence: '流水单 3 号',
    });
    for (const reader of ['hr', 'head']) {
      await arrives('assessment.notice.objection_raised', reader, { link, not: 'rm' });
    }
    const answer = { verdict: 'rejected', reason: '该笔存款属于他人名下' };
    await ask('hr', `/objections/${objectionId}/answers`, answer);
    await arrives('assessment.notice.objection_answered', 'rm', { link, not: anotherRm('rm') });
  });

  it('the respondent is told of a dispute, both parties of the ruling', async () => {
    const led = await house.database.transaction(actor, loadLedCustomers, { readOnly: true });
    const own = led.find((one) => rmOf(one.staffId) !== undefined)!;
    const claimant = rmOf(own.staffId)!;
    const respondent = [...loginOf].find(([, login]) => login !== claimant)!;
    const made = await ask(claimant, `/customers/${own.customerId}/attribution-disputes`, {
      quarter: ended,
      respondentNo: respondent[0],
      claimShare: '600000',
      statement: '该客户由我独立营销',
    });
    const link = '/attribution?tab=disputes';
    await arrives('attribution.notice.dispute_opened', respondent[1], { link, not: claimant });
    const ruling = { claimantShare: '500000', reason: '两人共同营销' };
    await ask('hr', `/attribution-disputes/${made['id']}/rulings`, ruling);
    for (const reader of [claimant, respondent[1]]) {
      await arrives('attribution.notice.dispute_ruled', reader, {
        link,
        not: anotherRm(claimant, respondent[1]),
      });
    }
  });
});

const rmOf = (staffId: bigint) =>
  loginOf.get(staff.find((one) => one.staffId === staffId)?.staffNo ?? '');

describe('customers who move', () => {
  it('the proposer is told how a receiver answers a hand-over, the receiver that he is asked', async () => {
    const led = await house.database.transaction(actor, loadLedCustomers, { readOnly: true });
    const numbers = new Map(staff.map((one) => [one.staffId, one]));
    const givers = [...Map.groupBy(led, (one) => one.staffId)].filter(
      ([staffId, book]) => book.length > 1 && rmOf(staffId) !== undefined,
    );
    const [staffId, book] = givers[0]!;
    const giver = numbers.get(staffId)!;
    const head = headOf.get(rmOf(staffId)!)!;
    const [receiverNo, receiver] = [...loginOf].find(
      ([staffNo, login]) => headOf.get(login) === head && staffNo !== giver.staffNo,
    )!;
    const propose = async (customerNo: string) => {
      const made = await ask(head, '/hand-overs', {
        cause: 'within_team',
        fromStaffNo: giver.staffNo,
        toStaffNo: receiverNo,
        effectiveDay: today,
        customerNos: [customerNo],
        note: '均衡负荷',
      });
      return { id: made['id']!, link: `/allocation/hand-overs/${made['id']}` };
    };
    const numberOf = async (customerId: bigint) =>
      (await ask(head, `/customers/${customerId}`))['customerNo']!;
    const first = await propose(await numberOf(book[0]!.customerId));
    await arrives('allocation.notice.handover_proposed', receiver, {
      link: first.link,
      not: anotherRm(receiver),
    });
    const answer = (id: string, verdict: string, reason: string) =>
      ask(receiver, `/hand-overs/${id}/answers`, { side: 'receiver', verdict, reason });
    await answer(first.id, 'declined', '本季已满');
    await arrives('allocation.notice.handover_declined', head, { link: first.link, not: receiver });
    const second = await propose(await numberOf(book[1]!.customerId));
    await answer(second.id, 'accepted', '');
    await arrives('allocation.notice.handover_accepted', head, {
      link: second.link,
      not: receiver,
    });
    const asHead = { side: 'supervisor', verdict: 'accepted', reason: '' };
    await ask(head, `/hand-overs/${second.id}/answers`, asHead);
  });

  it('the pool tells heads of claims and returns, RMs of what was taken, and who asked the optimiser', async () => {
    for (const [what, link] of [
      ['claimed', '/pool?tab=claims'],
      ['returned', '/pool'],
      ['put', '/pool?tab=returned'],
      ['proposal_ready', /^\/allocation\/proposals\/\d+$/],
    ] as const) {
      const code = `allocation.notice.${what}`;
      const [reader] = await readersOf(code);
      await arrives(code, reader!, { link, not: 'risk' });
    }
  });
});

describe('pay', () => {
  it('a batch waits for a second person; who prepared it is told of the answer', async () => {
    await onDay(day('2026-08-20'));
    const q = await ask<{ runs: { kind: string; digest: string }[] }>(
      'finance',
      `/quarters/${ended}`,
    );
    const { digest: closed } = q.runs.findLast((one) => one.kind === 'close')!;
    await ask('finance', `/quarters/${ended}/seals`, { digest: closed });
    await arrives('closing.notice.sealed', 'officer', { link: `/quarters/${ended}`, not: 'rm' });
    for (const verdict of ['returned', 'approved']) {
      const made = await ask('hr', '/pay-batches', { kind: 'slips', quarter: ended });
      const link = `/pay-batches/${made['batchId']}`;
      await arrives('pay.notice.batch_waits', 'finance', { link, not: 'hr' });
      const { digest } = made;
      await ask('finance', `${link}/rulings`, { verdict, reason: '第二人复核', digest });
      await arrives(`pay.notice.batch_${verdict}`, 'hr', { link, not: 'finance' });
    }
  });

  it('who may rule is told of a claw-back, then the RM it concerns', async () => {
    const plans = await rowsOf('hr', '/deferral-plans?limit=200');
    const { staffNo } = plans.find((one) => one['due'] !== '0')!;
    const rm = loginOf.get(staffNo!)!;
    const { clawbackId } = await ask('risk', '/clawbacks', {
      requestKey: randomUUID(),
      staffNo,
      cause: 'grave_risk',
      duty: 'main',
      fromQuarter: '2025Q4',
      untilQuarter: ended,
      share: '1000000',
      facts: '隐瞒授信企业停产',
      evidenceName: '核查报告.pdf',
      evidenceHash: 'a'.repeat(64),
      heardOn: '2026-07-03',
      heardWords: '本人已陈述',
    });
    const link = `/clawbacks/${clawbackId}`;
    await arrives('pay.notice.clawback_proposed', 'finance', { link, not: rm });
    const ruling = { verdict: 'approved', reason: '事实清楚' };
    await ask('finance', `${link}/rulings`, ruling);
    await arrives('pay.notice.clawback_approved', rm, { link, not: anotherRm(rm) });
  });
});

describe('the pool at night', () => {
  it('an RM is warned before a claim falls, and before a quiet customer is taken', async () => {
    const at = '/policies/pool/versions';
    const { body } = await ask<{ body: { recycle: { rules: object[] } } }>('hr', `${at}/1`);
    const { recycle } = body;
    const rules = recycle.rules.map((one) => ({
      ...one,
      quietDays: 30,
      averageBelowFen: '1000000000',
    }));
    await ask('hr', at, {
      text: JSON.stringify({ ...body, recycle: { ...recycle, rules, on: true } }),
      note: '启用回收',
      validFrom: '2026-09-01',
      seenVersionNo: 1,
    });
    await ask('hr', `${at}/2/submissions`, {});
    const { digest } = await ask('finance', `${at}/2`);
    await ask('finance', `${at}/2/approvals`, { digest });
    await onDay(day('2026-09-25'));
    await runPoolNight(house.database);
    const [claim] = await rowsOf('hr', '/pool-claims');
    const rm = loginOf.get(staff.find((one) => one.name === claim!['staffName'])!.staffNo)!;
    const link = '/pool?tab=mine';
    await arrives('allocation.notice.claim_falls', rm, { link, not: anotherRm(rm) });
    const code = 'allocation.notice.recycled_soon';
    const warned = await readersOf(code);
    const not = [...loginOf.values()].find((one) => !warned.includes(one))!;
    await arrives(code, warned[0]!, { link, not });
  });
});

describe('grants and contacts, by the clock', () => {
  it('who was asked to accept a grant is told that it was withdrawn', async () => {
    await house.database.transaction(actor, (tx) => setBusinessDay(tx, null));
    await addAccount(house.database, house.doors, {
      login: 'second',
      role: 'administrator',
      scope: 'bank',
    });
    cookies.set('second', await house.signIn('second'));
    const [account] = await rowsOf('admin', '/accounts?q=officer');
    const link = `/accounts/${account!['accountId']}`;
    const { eventId: baseEvent } = await ask('admin', link);
    const grants = [{ role: 'administrator', scope: 'bank', unitIds: [] }];
    const reason = '信息科技部申请';
    const { requestId } = await ask('admin', `${link}/grants`, { baseEvent, reason, grants });
    await ask('admin', `/grant-requests/${requestId}/withdrawals`, { reason: '不再需要' });
    await arrives('auth.notice.grant_withdrawn', 'second', { link, not: 'admin' });
  });

  it('the present lead finds a remark of the former one, who hears nothing more of the customer', async () => {
    const led = await house.database.transaction(actor, loadLedCustomers, { readOnly: true });
    const one = led.find(({ staffId }) => rmOf(staffId) !== undefined)!;
    const former = rmOf(one.staffId)!;
    const head = headOf.get(former)!;
    const [toStaffNo, present] = [...loginOf].find(
      ([, login]) => headOf.get(login) === head && login !== former,
    )!;
    const { customerNo } = await ask(head, `/customers/${one.customerId}`);
    const now = Date.now();
    const made = await ask(head, '/hand-overs', {
      cause: 'within_team',
      fromStaffNo: [...loginOf].find(([, login]) => login === former)![0],
      toStaffNo,
      effectiveDay: (await ask<{ bank: { today: string } }>(head, '/session')).bank.today,
      customerNos: [customerNo],
      note: '均衡负荷',
    });
    for (const [login, side] of [
      [present, 'receiver'],
      [head, 'supervisor'],
    ] as const) {
      const answer = { side, verdict: 'accepted', reason: '' };
      await ask(login, `/hand-overs/${made['id']}/answers`, answer);
    }
    const note = (words: string, daysAgo: number) => {
      const happenedAt = new Date(now - daysAgo * 86_400_000).toISOString();
      return {
        noteId: randomUUID(),
        revision: 1,
        act: 'written',
        channel: 'phone',
        words,
        happenedAt,
        writtenAt: happenedAt,
        origin: 'online',
        deviceId: randomUUID(),
        deviceSeq: 1,
      };
    };
    const customer = `/customers/${one.customerId}`;
    await ask(former, `${customer}/contact-remarks`, note('财务负责人八月退休', 2));
    const link = `${customer}?tab=contacts`;
    await arrives('contacts.notice.remark', present, { link, not: former });
    await ask(present, `${customer}/contact-notes`, note('上门认识', 0));
    expect(await inbox(former, 'contacts.notice.double')).toEqual([]);
    await ask(head, `${customer}/contact-notes`, note('陪同拜访', 0));
    await arrives('contacts.notice.double', present, { link, not: former });
  });
});
