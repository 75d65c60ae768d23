import { describe, expect, it } from 'vitest';
import type { QuarterRunRow } from '../../../server/modules/closing/contract.ts';
import { closedDigest, elapsedMs, isRunning, parted, workOf } from './runs.ts';

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
    const runs = ['open 1 finished', 'close 2 finished', 'close 10 finished'].map((one) => run(one));
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

  it('runs while one of them has no end', () => {
    expect(isRunning(undefined)).toBe(false);
    expect(isRunning({ runs: [run('open 1 finished')] })).toBe(false);
    expect(isRunning({ runs: [run('close 2 running'), run('open 1 finished')] })).toBe(true);
  });

  it('has one running station at most', () => {
    const states = (one: QuarterRunRow) => workOf(one).steps.map((step) => step.state).join(' ');
    expect(states(run('close 1 running', 0, 3))).toBe('running waiting waiting');
    expect(states(run('close 1 running', 1, 3))).toBe('done running waiting');
    expect(states(run('close 1 running', 3, 3))).toBe('done done done');
    expect(states(run('close 1 finished', 3, 3))).toBe('done done done');
  });

  it('knows how long a station took', () => {
    expect(elapsedMs('2026-04-01T01:00:00.000Z', '2026-04-01T01:00:02.345Z')).toBe(2345);
    expect(elapsedMs('2026-04-01T01:00:00Z', null)).toBeNull();
  });
});
