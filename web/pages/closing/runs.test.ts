import { describe, expect, it } from 'vitest';
import type { QuarterRunRow } from '../../../server/modules/closing/contract.ts';
import {
  closedDigest,
  elapsedMs,
  parted,
  saidParams,
  unfinishedOf,
  watchOf,
  workOf,
} from './runs.ts';

/** 'close 3 finished' or 'open 1 running', its digest named after it. */
function run(words: string, done = 2, all = 2): QuarterRunRow {
  const [kind, runId, state] = words.split(' ') as ['open' | 'close', string, string];
  const finished = state === 'finished';
  return {
    runId,
    kind,
    asOf: '2026-04-01',
    backdated: false,
    startedBy: 'finance',
    startedAt: '2026-04-01T01:00:00Z',
    finishedAt: finished ? '2026-04-01T01:01:00Z' : null,
    digest: finished ? `digest-${runId}` : null,
    steps: Array.from({ length: all }, (_one, at) => ({
      position: at + 1,
      station: `station${at + 1}`,
      done: at < done,
      rowCount: at < done ? '10' : null,
      digest: null,
      notes: [],
      startedAt: null,
      finishedAt: null,
    })),
  };
}

describe('runs of a quarter', () => {
  it('shows the newest of each kind, closing first', () => {
    const runs = ['open 1 finished', 'close 2 finished', 'close 10 finished'].map((one) =>
      run(one),
    );
    const { present, earlier } = parted(runs);
    expect(present.map((one) => one.runId)).toEqual(['10', '1']);
    expect(earlier.map((one) => one.runId)).toEqual(['2']);
  });

  const digests: readonly [string, string | null][] = [
    ['open 1 finished', null],
    ['open 1 finished; close 2 running', null],
    ['open 1 finished; close 2 finished', 'digest-2'],
    ['open 1 finished; close 2 finished; close 3 finished', 'digest-3'],
    ['open 1 finished; close 2 finished; close 3 running', 'digest-2'],
  ];
  it.each(digests)('%s: seals %s', (words, digest) => {
    expect(closedDigest(words.split('; ').map((one) => run(one)))).toBe(digest);
  });

  it('has one without an end at most: the newest', () => {
    const of = (...words: string[]) => unfinishedOf(words.map((one) => run(one)))?.runId;
    expect(of('open 1 finished')).toBeUndefined();
    expect(of('close 2 running', 'open 1 finished')).toBe('2');
    expect(of('close 3 finished', 'close 2 running', 'open 1 finished')).toBeUndefined();
  });

  const watches = `
    asked before | progress began | its state | then
    no           | none           | none      | idle
    no           | 10:00          | running   | running
    no           | 10:00          | failed    | idle
    no           | 10:00          | done      | idle
    none         | none           | none      | waiting
    09:00        | 09:00          | done      | waiting
    09:00        | 09:00          | failed    | waiting
    09:00        | 10:00          | running   | running
    none         | 10:00          | running   | running
    09:00        | 10:00          | failed    | failed
    09:00        | 10:00          | done      | idle
  `;
  const cells = watches
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  it.each(cells)('asked for before %s, progress began %s as %s: %s', (...row) => {
    const [before, startedAt, state, then] = row as [string, string, string, string];
    const asked =
      before === 'no'
        ? null
        : { kind: 'close' as const, before: before === 'none' ? null : before };
    const progress =
      startedAt === 'none'
        ? undefined
        : { startedAt, state: state as 'running', note: '{"code":"closing.busy"}' };
    expect(watchOf(asked, progress)).toEqual({
      state: then,
      reason: then === 'failed' ? { code: 'closing.busy', params: {} } : null,
    });
  });

  it('has one running station at most', () => {
    const states = (one: QuarterRunRow, running: boolean) =>
      workOf(one, running)
        .steps.map((step) => step.state)
        .join(' ');
    expect(states(run('close 1 running', 0, 3), true)).toBe('running waiting waiting');
    expect(states(run('close 1 running', 1, 3), true)).toBe('done running waiting');
    expect(states(run('close 1 running', 1, 3), false)).toBe('done waiting waiting');
    expect(states(run('close 1 running', 3, 3), true)).toBe('done done done');
    expect(states(run('close 1 finished', 3, 3), false)).toBe('done done done');
  });

  it('says amounts of a note in the currency, and all else as it is', () => {
    const params = { ledgerFen: '25322070', lossFen: -5, customers: 12, kind: 'adopted' };
    expect(
      saidParams({ code: 'targets.note.letters', params }, (...keys) =>
        keys[0] === 'targets.note.kind.adopted' ? 'said' : keys.at(-1)!,
      ),
    ).toEqual({
      ledgerFen: '253,220.70',
      lossFen: '-0.05',
      customers: 12,
      kind: 'said',
    });
  });

  it('knows how long a station took', () => {
    expect(elapsedMs('2026-04-01T01:00:00.000Z', '2026-04-01T01:00:02.345Z')).toBe(2345);
    expect(elapsedMs('2026-04-01T01:00:00Z', null)).toBeNull();
  });
});
