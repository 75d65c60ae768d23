import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { addDays, day, type Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { freshDatabase, type FreshDatabase } from '../../platform/testing/database.ts';
import { assignLead } from '../customers/index.ts';
import { sendNote, sendRemark } from './commands.ts';
import { noteSending, type NoteSending, type Receipt } from './contract.ts';
import { bookOf, mayOffer } from './offers.ts';
import { contactStandardKind } from './policy.ts';
import { owedBy } from './standards.ts';
import { loadNotes } from './store/list.ts';

let house: FreshDatabase;
const system = systemActor('test');
const rm = (staffId: bigint): Actor => ({
  accountId: staffId,
  login: `s${staffId}`,
  staffId,
  roles: ['rm'],
  bankWide: false,
  ranges: [],
});
const [fang, qiang] = [rm(1n), rm(2n)];
const today = day(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
const at = (on: Day) => `${on}T02:00:00.000Z`;
const yesterday = at(addDays(today, -1));

beforeAll(async () => {
  house = await freshDatabase();
  await house.database.transaction(system, async (tx) => {
    await installInitialPolicies(tx, [contactStandardKind]);
    await sql`
      insert into organisation_bank (code, name, currency, source, time_zone)
      values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai')
    `.execute(tx.db);
    await sql`
      insert into organisation_unit (unit_id, code, name, kind, level, path, opened_on)
      values (1, '01', '总行', 'head_office', 1, '0001.', '2000-01-01')
    `.execute(tx.db);
    await sql`
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
      values (1, 'S1', '王芳', 1, '0001.', true, '2010-01-01', ''),
             (2, 'S2', '李强', 1, '0001.', true, '2010-01-01', '')
    `.execute(tx.db);
    for (const [id, tier] of [
      [1, 'large'],
      [2, 'small'],
      [3, 'middle'],
      [4, 'large'],
    ] as const) {
      await sql`
        insert into customers_customer
          (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
           opened_on, booking_unit_id, booking_path, tier)
        values (${id}, ${`C${id}`}, 'individual', ${`客户${id}`}, '', '', '', '{}', '2020-01-01',
                1, '0001.', ${tier})
      `.execute(tx.db);
    }
    await lead(1n, 1n, day('2024-01-01'));
    await lead(2n, 1n, day('2024-01-01'));
    await lead(3n, 2n, day('2024-01-01'));

    async function lead(customerId: bigint, staffId: bigint, fromDay: Day) {
      await assignLead(tx, [
        { customerId, staffId, fromDay, reason: '', origin: 'hand', runId: null },
      ]);
    }
  });
});
afterAll(() => house.drop());

const deviceId = randomUUID();
const noteOf = (changes: Partial<NoteSending> = {}): NoteSending => ({
  ...noteSending.parse({
    noteId: randomUUID(),
    revision: 1,
    act: 'written',
    channel: 'visit',
    happenedAt: yesterday,
    words: '谈了续贷',
    origin: 'offline',
    writtenAt: yesterday,
    deviceId,
    deviceSeq: 1,
  }),
  ...changes,
});
const send = (actor: Actor, customerId: bigint, note: NoteSending) =>
  sendNote(house.database, actor, { customerId, note });
const remark = (actor: Actor, customerId: bigint, note: NoteSending) =>
  sendRemark(house.database, actor, { customerId, note });
const said = (answer: Receipt | Refusal) =>
  isRefusal(answer) ? answer.refused.replace('contacts.', '') : answer.already ? 'known' : 'kept';

const rowsOf = (noteId: string) =>
  house.database.transaction(system, async (tx) => {
    const { rows } = await sql<{ revision: number; act: string; words: string }>`
      select revision, act, words
      from contacts_note
      where note_id = ${noteId}::uuid
      order by revision
    `.execute(tx.db);
    return rows;
  });

describe('sending', () => {
  it('keeps a note once however often it is sent, also at the same moment', async () => {
    const note = noteOf();
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(fang, 1n, note)));
    expect(answers.map(said).toSorted()).toEqual(['kept', 'known', 'known', 'known']);
    expect(new Set(answers.map((one) => (one as Receipt).receivedAt)).size).toBe(1);
    expect(said(await send(fang, 1n, note))).toBe('known');
    expect(await rowsOf(note.noteId)).toHaveLength(1);
  });

  it('refuses another body under the same id and names both values', async () => {
    const note = noteOf();
    await send(fang, 1n, note);
    const answer = await send(fang, 1n, { ...note, words: '改了' });
    expect(answer).toMatchObject({
      refused: 'contacts.conflict',
      details: [{ at: 'words', params: { theirs: '谈了续贷', yours: '改了' } }],
    });
    expect((await rowsOf(note.noteId)).map((row) => row.words)).toEqual(['谈了续贷']);
  });

  it('an edit names the revision it saw: of two editors the second is refused', async () => {
    const note = noteOf();
    await send(fang, 1n, note);
    const edit = (words: string) => ({ ...note, revision: 2, act: 'changed' as const, words });
    const answers = await Promise.all([
      send(fang, 1n, edit('在电脑上改')),
      send(fang, 1n, edit('在手机上改')),
    ]);
    expect(answers.map(said).toSorted()).toEqual(['conflict', 'kept']);
    expect(await rowsOf(note.noteId)).toHaveLength(2);
  });

  it('an edit whose base is still on its way waits; afterwards it is taken', async () => {
    const note = noteOf();
    const edit = { ...note, revision: 2, act: 'changed' as const, words: '补充' };
    expect(said(await send(fang, 1n, edit))).toBe('revision_missing');
    expect(said(await send(fang, 1n, note))).toBe('kept');
    expect(said(await send(fang, 1n, edit))).toBe('kept');
  });

  it('a withdrawn note leaves the list; its revisions stay', async () => {
    const note = noteOf({ words: '写错客户' });
    await send(fang, 1n, note);
    await send(fang, 1n, { ...note, revision: 2, act: 'withdrawn' });
    expect(await rowsOf(note.noteId)).toHaveLength(2);
    const listed = await house.database.transaction(fang, (tx) =>
      loadNotes(tx, { customerId: 1n }, { after: null, limit: 100, doubleDays: 7 }),
    );
    expect(listed.map((one) => one.noteId)).not.toContain(note.noteId);
  });

  it('never changes or deletes a row', async () => {
    await expect(
      house.database.transaction(system, (tx) =>
        sql`update contacts_note set words = 'x'`.execute(tx.db),
      ),
    ).rejects.toThrow('permission denied');
    await expect(
      house.database.transaction(system, (tx) => sql`delete from contacts_note`.execute(tx.db)),
    ).rejects.toThrow('permission denied');
  });
});

describe('customers of others', () => {
  it('a foreign customer is refused without a word about him', async () => {
    expect(said(await send(fang, 3n, noteOf()))).toBe('not_yours');
    expect(said(await send(fang, 999n, noteOf()))).toBe('not_yours');
    expect(said(await remark(fang, 3n, noteOf()))).toBe('not_yours');
  });

  it('after a hand-over the note may go to the present lead as a remark', async () => {
    const [note, lost] = [noteOf({ happenedAt: at(addDays(today, -3)) }), noteOf()];
    expect(said(await send(fang, 2n, lost))).toBe('kept');
    expect(said(await remark(fang, 2n, note))).toBe('still_yours');
    await house.database.transaction(system, async (tx) => {
      const fromDay = addDays(today, -2);
      await assignLead(tx, [
        { customerId: 2n, staffId: 2n, fromDay, reason: '', origin: 'hand', runId: null },
      ]);
    });
    expect(await send(fang, 2n, note)).toMatchObject({
      refused: 'contacts.handed_over',
      params: { leadName: '李强', day: addDays(today, -2) },
    });
    // What had arrived before is known, though its answer was lost.
    expect(said(await send(fang, 2n, lost))).toBe('known');
    expect(said(await remark(fang, 2n, noteOf()))).toBe('not_served_then');
    expect(said(await remark(fang, 2n, note))).toBe('kept');
    expect(said(await remark(fang, 2n, note))).toBe('known');
    const seen = await house.database.transaction(qiang, (tx) =>
      loadNotes(tx, { customerId: 2n }, { after: null, limit: 10, doubleDays: 7 }),
    );
    expect(seen.map(({ standing, staffName }) => [standing, staffName])).toContainEqual([
      'handed_over',
      '王芳',
    ]);
  });
});

describe('two people at one customer (P3)', () => {
  it('both are warned by name and day', async () => {
    const head: Actor = {
      ...rm(2n),
      roles: ['team_head'],
      ranges: [{ from: '0001.', until: '0001/' }],
    };
    await send(fang, 1n, noteOf({ happenedAt: at(addDays(today, -9)), words: '九天前' }));
    const first = await send(head, 1n, noteOf({ happenedAt: at(addDays(today, -2)) }));
    expect((first as Receipt).warnings).toContainEqual({
      code: 'contacts.warning.double',
      params: { staffName: '王芳', day: addDays(today, -9), days: '7' },
    });
    const listed = await house.database.transaction(fang, (tx) =>
      loadNotes(tx, { customerId: 1n }, { after: null, limit: 100, doubleDays: 7 }),
    );
    const old = listed.find((one) => one.words === '九天前');
    expect(old?.near).toEqual([{ staffName: '李强', day: addDays(today, -2) }]);
    const eighth = listed.filter((one) => one.staffName === '李强');
    expect(eighth.every((one) => one.near.every((other) => other.staffName === '王芳'))).toBe(true);
  });
});

describe('the standard on the database', () => {
  it('counts what came in by channel and period, for the customers one leads', async () => {
    const owed = await house.database.transaction(fang, (tx) => owedBy(tx, [1n], today));
    expect(owed.map((one) => one.standardId).toSorted()).toEqual(['1.plan', '1.visit']);
    const visit = owed.find((one) => one.standardId === '1.visit');
    expect(visit?.lastDay).toBe(addDays(today, -1));
    expect(visit?.alarmDays).toBeNull();
    const later = addDays(today, 200);
    const then = await house.database.transaction(fang, (tx) => owedBy(tx, [1n], later));
    expect(then.map((one) => one.state)).toEqual(['overdue', 'overdue']);
    expect(then[0]!.alarmDays).toBeGreaterThan(30);
  });

  it('an RM without customers owes nothing, others are seen by the scope only', async () => {
    const owed = await house.database.transaction(qiang, (tx) => owedBy(tx, [1n], today));
    expect(owed).toEqual([]);
  });
});

describe('marketing and consent (PIPL 13-15, 24)', () => {
  const offer = (on: Day, changes: Partial<NoteSending> = {}) =>
    noteOf({ purpose: 'marketing', channel: 'phone', happenedAt: at(on), ...changes });

  it('is refused without consent and after it was taken back, by the day of the contact; service is kept', async () => {
    expect(said(await send(fang, 1n, offer(addDays(today, -9))))).toBe('consent_missing');
    await house.database.transaction(system, async (tx) => {
      for (const [turn, state, on] of [
        [901, 'given', addDays(today, -8)],
        [902, 'withdrawn', addDays(today, -4)],
      ] as const) {
        await sql`
          insert into customers_consent
            (customer_id, turn, purpose, family, state, channel, on_day, note, entered_by, enterer)
          values (1, ${turn}, 'marketing_phone', 'marketing', ${state}, 'phone', ${on}::date, '',
                  1, 's1')
        `.execute(tx.db);
      }
    });
    expect(said(await send(fang, 1n, offer(addDays(today, -9))))).toBe('consent_missing');
    // Written without network while the consent held, received after it was taken back.
    expect(said(await send(fang, 1n, offer(addDays(today, -5))))).toBe('kept');
    expect(await send(fang, 1n, offer(addDays(today, -3)))).toMatchObject({
      refused: 'contacts.consent_withdrawn',
      params: { channel: 'contacts.channel.phone', day: addDays(today, -4) },
    });
    const service = await send(fang, 1n, offer(addDays(today, -3), { purpose: 'service' }));
    const codes = (service as Receipt).warnings.map((one) => one.code);
    expect(codes).toContain('contacts.warning.consent');
    expect(said(await send(fang, 1n, offer(addDays(today, -1), { initiative: 'customer' })))).toBe(
      'kept',
    );
  });

  it('a file for marketing holds only who may be offered something, each by what he said last', async () => {
    await house.database.transaction(system, async (tx) => {
      for (const [customerId, turn, purpose, state, on] of [
        [2, 911, 'marketing_phone', 'given', addDays(today, -8)],
        [2, 912, 'marketing_visit', 'given', addDays(today, 1)],
        [4, 913, 'marketing_phone', 'withdrawn', addDays(today, -8)],
        [4, 914, 'marketing_phone', 'given', addDays(today, -2)],
      ] as const) {
        await sql`
          insert into customers_consent
            (customer_id, turn, purpose, family, state, channel, on_day, note, entered_by, enterer)
          values (${customerId}, ${turn}, ${purpose}, 'marketing', ${state}, 'phone', ${on}::date,
                  '', 1, 's1')
        `.execute(tx.db);
      }
      await sql`
        insert into customers_customer
          (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
           opened_on, booking_unit_id, booking_path)
        values (5, 'C5', 'corporate', '公司5', '', '', '', '{}', '2020-01-01', 1, '0001.')
      `.execute(tx.db);
    });
    const asked = [1n, 2n, 3n, 4n, 5n, 999n];
    const free = (actor: Actor, channel: string) =>
      house.database.transaction(actor, async (tx) => {
        const found = await mayOffer(tx, channel, asked);
        return [...found].map(String).toSorted().join(' ');
      });
    // 1 withdrew, 3 never said anything, 5 is a firm that withdrew nothing, 999 is nobody.
    expect(await free(system, 'phone')).toBe('2 4 5');
    expect(await free(system, 'visit')).toBe('5');
    // Branches and events need no consent; whom he does not see is not among them.
    expect(await free(system, 'branch')).toBe('1 2 3 4 5');
    expect(await free(qiang, 'phone')).toBe('2');
    expect(await free(fang, 'phone')).toBe('');
  });

  it('the book of a phone says what may not be offered to whom, with the sentence', async () => {
    const bookSaid = async (actor: Actor) => {
      const book = await house.database.transaction(actor, (tx) => bookOf(tx, actor.staffId!));
      return book.rows.map((row) => [
        row.customerNo,
        ...row.noOffer.map((one) => `${one.channel} ${one.code} ${one.params['day'] ?? '-'}`),
      ]);
    };
    expect(await bookSaid(fang)).toContainEqual([
      'C1',
      'visit contacts.consent_missing -',
      `phone contacts.consent_withdrawn ${addDays(today, -4)}`,
      `video contacts.consent_withdrawn ${addDays(today, -4)}`,
      'message contacts.consent_missing -',
    ]);
    expect(await bookSaid(qiang)).toContainEqual([
      'C2',
      'visit contacts.consent_missing -',
      'message contacts.consent_missing -',
    ]);
  });
});
