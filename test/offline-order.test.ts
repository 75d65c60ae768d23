import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../core/actor.ts';
import { day } from '../core/day.ts';
import { isRefusal } from '../core/refusal.ts';
import { assignLead } from '../server/modules/customers/index.ts';
import { contactStandardKind, sendNote } from '../server/modules/contacts/index.ts';
import { noteSending } from '../server/modules/contacts/contract.ts';
import { installInitialPolicies } from '../server/platform/policy/install.ts';
import { freshDatabase, type FreshDatabase } from '../server/platform/testing/database.ts';
import { table } from '../server/platform/testing/table.ts';
import {
  afterTry,
  drain,
  nextToSend,
  waitAfter,
  type Outcome,
  type QueuedNote,
  type Shelf,
} from '../web/offline/queued-note.ts';

/** The queue of a phone before the real verb and database; only the network between is invented. */
let house: FreshDatabase;
const system = systemActor('test');
const rm: Actor = {
  accountId: 5n,
  login: 's1',
  staffId: 1n,
  roles: ['rm'],
  bankWide: false,
  ranges: [],
};

beforeAll(async () => {
  house = await freshDatabase();
  await house.database.transaction(system, async (tx) => {
    await installInitialPolicies(tx, [contactStandardKind]);
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
    await sql`
      insert into customers_customer
        (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
         opened_on, booking_unit_id, booking_path, lead_staff_id, managing_path)
      values (1, 'C1', 'individual', '客户', '', '', '', '{}', '2020-01-01', 1, '0001.', 1, '0001.'),
             (2, 'C2', 'individual', '移交户', '', '', '', '{}', '2020-01-01', 1, '0001.', null, null)
    `.execute(tx.db);
    for (const [staffId, fromDay] of [
      [1n, day('2024-01-01')],
      [2n, day('2026-01-01')],
    ] as const) {
      await assignLead(tx, [
        { customerId: 2n, staffId, fromDay, reason: '', origin: 'hand', runId: null },
      ]);
    }
  });
});
afterAll(() => house.drop());

const statesOf = async (shelf: Shelf) => (await shelf.list('5')).map((note) => note.state.kind);

const wordsAtTheBank = (device: number) =>
  house.database.transaction(system, async (tx) => {
    const { rows } = await sql<{ words: string }>`
      select words
      from contacts_note
      where device_id = ${uuid(device, 'd')}::uuid
      order by received_at, device_seq
    `.execute(tx.db);
    return rows.map((row) => row.words);
  });

const uuid = (of: number, kind: string) =>
  `${kind}0000000-0000-4000-8000-${String(of).padStart(12, '0')}`;

let turn = 0;
const clock = () => '2026-06-30T04:00:00.000Z';

/** A queue of `count` notes; some are followed by an edit of the same note. */
function queueOf(count: number, edits: readonly boolean[], device: number): QueuedNote[] {
  const queue: QueuedNote[] = [];
  for (let at = 0; at < count; at++) {
    turn += 1;
    const noteId = uuid(turn, 'a');
    add(noteId, 1, 'written');
    if (edits[at] === true) add(noteId, 2, 'changed');
  }
  return queue;

  function add(noteId: string, revision: number, act: 'written' | 'changed') {
    const seq = queue.length + 1;
    const now = new Date(Date.now() - 3_600_000).toISOString();
    queue.push({
      accountId: '5',
      seq,
      customerId: '1',
      customerName: '客户',
      remark: false,
      locale: 'zh',
      body: {
        noteId,
        revision,
        act,
        channel: 'phone',
        happenedAt: now,
        words: `${device}-${seq}`,
        origin: 'offline',
        writtenAt: now,
        deviceId: uuid(device, 'd'),
        deviceSeq: seq,
        accountId: '5',
      },
      state: { kind: 'waiting' },
    });
  }
}

function shelfOf(queue: readonly QueuedNote[]): Shelf {
  const rows = new Map(queue.map((note) => [note.seq, note]));
  return {
    list: async () => [...rows.values()],
    put: async (note) => void rows.set(note.seq, note),
  };
}

/** What the network does with one request. */
const fates = ['fine', 'request lost', 'answer lost', 'sent twice'] as const;
type Fate = (typeof fates)[number];

async function deliver(note: QueuedNote): Promise<Outcome> {
  const answer = await sendNote(house.database, rm, {
    customerId: BigInt(note.customerId),
    note: noteSending.parse(note.body),
  });
  if (isRefusal(answer)) {
    return { kind: 'refused', told: { code: answer.refused, words: '', fields: [] } };
  }
  return { kind: 'received', receipt: answer };
}

function network(fateOf: () => Fate): (note: QueuedNote) => Promise<Outcome> {
  return async (note) => {
    const fate = fateOf();
    if (fate === 'request lost') return { kind: 'unreachable' };
    if (fate === 'sent twice') await deliver(note);
    const outcome = await deliver(note);
    return fate === 'answer lost' ? { kind: 'unreachable' } : outcome;
  };
}

describe('the queue of a phone', () => {
  it('whatever the network loses, each note is there exactly once and in the order of the device', async () => {
    let device = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom(...fates), { maxLength: 40 }),
        async (edits, losses) => {
          device += 1;
          const queue = queueOf(edits.length, edits, device);
          const shelf = shelfOf(queue);
          const left = [...losses];
          const post = network(() => left.shift() ?? 'fine');
          while ((await drain(shelf, '5', post, clock)) !== 'empty');
          const kept = await house.database.transaction(system, async (tx) => {
            const { rows } = await sql<{ words: string; seq: number }>`
              select words, device_seq as seq
              from contacts_note
              where device_id = ${uuid(device, 'd')}::uuid
              order by received_at, device_seq
            `.execute(tx.db);
            return rows;
          });
          expect(kept.map((row) => row.words)).toEqual(queue.map((note) => note.body.words));
          expect(kept.map((row) => row.seq)).toEqual(queue.map((note) => note.seq));
          const states = (await shelf.list('5')).map((note) => note.state.kind);
          expect(new Set(states)).toEqual(new Set(['sent']));
        },
      ),
      { numRuns: 25, seed: 7318 },
    );
  });

  it.each(
    table(`
      # states in the order of the device; a and b are notes, b2 an edit of b
      queue                         | next
      a waiting, b waiting          | a
      a sent, b waiting             | b
      # a gap blocks nothing but what stands on it
      a refused, b waiting          | b
      b refused, b2 waiting         | nothing
      b conflict, b2 waiting, a waiting | a
      b sent, b2 waiting            | b2
      a sent                        | nothing
    `),
  )('$queue: next is $next', ({ queue, next }) => {
    const names = queue.split(', ').map((one) => one.split(' ') as [string, string]);
    const rows = queueOf(names.length, [], 0).map((note, at) => {
      const [name, state] = names[at]!;
      const told = { code: 'x', words: '', fields: [] };
      const body = { ...note.body, noteId: name.replace('2', ''), words: name };
      return { ...note, body, state: { kind: state, told } as unknown as QueuedNote['state'] };
    });
    expect(nextToSend(rows)?.body.words ?? 'nothing').toBe(next);
  });

  it('a refusal and a conflict stay with their words; without an answer nothing changes', () => {
    const [note] = queueOf(1, [], 0);
    const told = (code: string) => ({ code, words: '因为', fields: [] });
    const refused = afterTry(note!, { kind: 'refused', told: told('contacts.future') }, clock());
    expect(refused.state).toEqual({ kind: 'refused', told: told('contacts.future') });
    const other = afterTry(note!, { kind: 'refused', told: told('contacts.conflict') }, clock());
    expect(other.state.kind).toBe('conflict');
    expect(afterTry(note!, { kind: 'unreachable' }, clock())).toBe(note);
    expect(afterTry(note!, { kind: 'signed_out' }, clock())).toBe(note);
  });

  it('stops and keeps everything when nobody is signed in', async () => {
    const queue = queueOf(3, [], 0);
    const shelf = shelfOf(queue);
    const ended = await drain(shelf, '5', async () => ({ kind: 'signed_out' }), clock);
    expect(ended).toBe('signed_out');
    expect((await shelf.list('5')).map((note) => note.state.kind)).toEqual(
      Array(3).fill('waiting'),
    );
  });

  it('a server that fails in the middle of the queue stops it there; later the rest goes, in order, once', async () => {
    const queue = queueOf(3, [], 900);
    const shelf = shelfOf(queue);
    let calls = 0;
    const faulty = async (note: QueuedNote): Promise<Outcome> => {
      calls += 1;
      // The second one arrives and the server breaks before it can say so.
      if (calls === 2) await deliver(note);
      return calls >= 2 ? { kind: 'unreachable' } : deliver(note);
    };
    expect(await drain(shelf, '5', faulty, clock)).toBe('unreachable');
    expect(calls).toBe(2);
    expect(await statesOf(shelf)).toEqual(['sent', 'waiting', 'waiting']);
    expect(await drain(shelf, '5', deliver, clock)).toBe('empty');
    expect(await statesOf(shelf)).toEqual(['sent', 'sent', 'sent']);
    expect(await wordsAtTheBank(900)).toEqual(queue.map((note) => note.body.words));
  });

  it.each(
    table(`
      # hours by which the phone's clock is wrong | what becomes of a note of just now
      hours | state   | code
      -24   | sent    | -
      0     | sent    | -
      24    | refused | contacts.future
    `),
  )('a clock wrong by $hours hours: $state, and the words stay', async ({ hours, state, code }) => {
    const [note] = queueOf(1, [], 910);
    const wrong = new Date(Date.now() + Number(hours) * 3_600_000 - 60_000).toISOString();
    const body = { ...note!.body, happenedAt: wrong, writtenAt: wrong };
    const shelf = shelfOf([{ ...note!, body }]);
    expect(await drain(shelf, '5', deliver, clock)).toBe('empty');
    const [after] = await shelf.list('5');
    expect(after!.state.kind).toBe(state);
    expect(after!.state.kind === 'refused' ? after!.state.told.code : '-').toBe(code);
    expect(after!.body.words).toBe(note!.body.words);
  });

  it('a customer handed over meanwhile: his note stays to be decided on, the others pass', async () => {
    const [first, second] = queueOf(2, [], 920);
    const shelf = shelfOf([{ ...first!, customerId: '2' }, second!]);
    expect(await drain(shelf, '5', deliver, clock)).toBe('empty');
    const [lost, kept] = await shelf.list('5');
    expect(lost!.state).toMatchObject({ kind: 'refused', told: { code: 'contacts.handed_over' } });
    expect(lost!.body.words).toBe(first!.body.words);
    expect(kept!.state.kind).toBe('sent');
  });

  it('another account may not send what it did not write', async () => {
    const [note] = queueOf(1, [], 0);
    const wish = { customerId: 1n, note: noteSending.parse(note!.body) };
    const answer = await sendNote(house.database, { ...rm, accountId: 6n }, wish);
    expect(answer).toMatchObject({ refused: 'contacts.other_account' });
  });

  it('waits longer after each failure, five minutes at most', () => {
    expect([1, 2, 3, 7, 8, 50].map(waitAfter)).toEqual([
      4000, 8000, 16_000, 256_000, 300_000, 300_000,
    ]);
  });
});
