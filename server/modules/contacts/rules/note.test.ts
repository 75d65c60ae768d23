import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { isRefusal } from '../../../../core/refusal.ts';
import { table } from '../../../platform/testing/table.ts';
import { noteSending, type NoteSending } from '../contract.ts';
import { contactStandardKind } from '../policy.ts';
import { dayAt, decideNote, type Arrival, type KeptRevision } from './note.ts';

const policy = contactStandardKind.schema.parse(contactStandardKind.initial);
const now = '2026-06-30T04:00:00.000Z';

const wishOf = (changes: Partial<NoteSending> = {}): NoteSending => ({
  ...noteSending.parse({
    noteId: '7b0e7c1e-6d9d-4a55-9f3a-0c7f5f1f0a01',
    revision: 1,
    act: 'written',
    channel: 'visit',
    happenedAt: '2026-06-29T02:00:00.000Z',
    words: '谈了续贷',
    origin: 'offline',
    writtenAt: '2026-06-29T02:10:00.000Z',
    deviceId: '7b0e7c1e-6d9d-4a55-9f3a-0c7f5f1f0a02',
    deviceSeq: 1,
  }),
  ...changes,
});

const keptOf = (changes: Partial<KeptRevision> = {}): KeptRevision => ({
  revision: 1,
  act: 'written',
  staffId: 5n,
  staffName: '王芳',
  channel: 'visit',
  initiative: 'bank',
  purpose: 'service',
  happenedAt: '2026-06-29T02:00:00.000Z',
  words: '谈了续贷',
  withWhom: '',
  nextStep: '',
  nextOn: null,
  receivedAt: now,
  ...changes,
});

const arrivalOf = (changes: Partial<Arrival> = {}): Arrival => ({
  staffId: 5n,
  now,
  today: day('2026-06-30'),
  happenedOn: day('2026-06-29'),
  chain: [],
  consent: { kind: 'individual', said: [] },
  near: [],
  ...changes,
});

function said(wish: NoteSending, arrival: Arrival): string {
  const decided = decideNote(policy, wish, arrival);
  return isRefusal(decided) ? decided.refused.replace('contacts.', '') : decided.kind;
}

describe('a revision arrives', () => {
  it.each(
    table(`
      # kept: revisions that arrived before, w written, c changed, x withdrawn, o written by another
      kept | act       | revision | answer
      -    | written   | 1        | keep
      w    | written   | 1        | known
      w    | changed   | 2        | keep
      wc   | changed   | 3        | keep
      wc   | changed   | 2        | conflict
      w    | changed   | 3        | revision_missing
      -    | changed   | 2        | revision_missing
      -    | changed   | 1        | act_unfit
      w    | written   | 2        | act_unfit
      w    | withdrawn | 2        | keep
      wx   | changed   | 3        | withdrawn_already
      o    | changed   | 2        | other_writer
      o    | written   | 1        | conflict
    `),
  )('after $kept: $act as revision $revision: $answer', ({ kept, act, revision, answer }) => {
    const acts = { w: 'written', o: 'written', c: 'changed', x: 'withdrawn' } as const;
    const chain = [...(kept === '-' ? '' : kept)].map((letter, at) =>
      keptOf({
        revision: at + 1,
        act: acts[letter as 'w'],
        words: at === 0 ? '谈了续贷' : `第${at + 1}版`,
        staffId: letter === 'o' ? 6n : 5n,
      }),
    );
    const wish = wishOf({ act: act as 'written', revision: Number(revision) });
    expect(said(wish, arrivalOf({ chain }))).toBe(answer);
  });

  it('names both values of each field in conflict', () => {
    const chain = [keptOf({ words: '改约周五', nextOn: '2026-07-03' })];
    const decided = decideNote(policy, wishOf({ happenedAt: now }), arrivalOf({ chain }));
    expect(decided).toMatchObject({
      refused: 'contacts.conflict',
      params: { revision: 1, staffName: '王芳' },
      details: [
        { at: 'words', params: { theirs: '改约周五', yours: '谈了续贷' } },
        { at: 'nextOn', params: { theirs: '2026-07-03', yours: '—' } },
        { at: 'happenedAt' },
      ],
    });
  });
});

describe('the day of a contact', () => {
  it.each(
    table(`
      happenedAt               | day        | answer
      # the person's clock may run ten minutes ahead
      2026-06-30T04:10:00.000Z | 2026-06-30 | keep
      2026-06-30T04:10:01.000Z | 2026-06-30 | future
      2026-05-31T02:00:00.000Z | 2026-05-31 | keep
      2026-05-30T02:00:00.000Z | 2026-05-30 | too_old
    `),
  )('$happenedAt: $answer', ({ happenedAt, day: on, answer }) => {
    expect(said(wishOf({ happenedAt }), arrivalOf({ happenedOn: day(on) }))).toBe(answer);
  });

  it('an old note may still be changed, and what arrived before stays known', () => {
    const old = { happenedAt: '2026-01-05T02:00:00.000Z' };
    const happenedOn = day('2026-01-05');
    const chain = [keptOf(old)];
    expect(said(wishOf(old), arrivalOf({ happenedOn, chain }))).toBe('known');
    const edit = wishOf({ ...old, act: 'changed', revision: 2, words: '补充' });
    expect(said(edit, arrivalOf({ happenedOn, chain }))).toBe('keep');
  });

  it.each(
    table(`
      instant              | zone          | day
      2026-06-30T15:59:59Z | Asia/Shanghai | 2026-06-30
      2026-06-30T16:00:00Z | Asia/Shanghai | 2026-07-01
      2026-06-30T22:00:00Z | Europe/Prague | 2026-07-01
    `),
  )('$instant is $day in $zone', ({ instant, zone, day: on }) => {
    expect(dayAt(instant, zone)).toBe(on);
  });
});

describe('words that do not fit', () => {
  it('a channel nobody knows, and a next step before the contact', () => {
    expect(said(wishOf({ channel: 'fax' }), arrivalOf())).toBe('channel_unknown');
    expect(said(wishOf({ channel: 'plan' }), arrivalOf())).toBe('keep');
    expect(said(wishOf({ nextOn: '2026-06-28' }), arrivalOf())).toBe('next_before');
    expect(said(wishOf({ nextOn: '2026-06-29' }), arrivalOf())).toBe('keep');
  });

  it('consent to marketing withdrawn is said, whoever came', () => {
    const stated = [{ purpose: 'marketing_phone', state: 'withdrawn' as const, day: '2026-05-01' }];
    const arrival = arrivalOf({ consent: { kind: 'individual', said: stated } });
    for (const initiative of ['bank', 'customer'] as const) {
      expect(decideNote(policy, wishOf({ initiative }), arrival)).toMatchObject({
        kind: 'keep',
        warnings: [{ code: 'contacts.warning.consent' }],
      });
    }
  });

  it('two people at one customer within the days are both named (P3)', () => {
    const near = [{ staffId: 6n, staffName: '李强', day: day('2026-06-25') }];
    expect(decideNote(policy, wishOf(), arrivalOf({ near }))).toMatchObject({
      kind: 'keep',
      warnings: [
        {
          code: 'contacts.warning.double',
          params: { staffName: '李强', day: '2026-06-25', days: '7' },
        },
      ],
    });
  });
});
