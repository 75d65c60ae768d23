import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchAhead } from './fetch-ahead.ts';

describe('code that is fetched ahead', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const parts = (log: string[]) =>
    ['desk', 'broken', 'board', 'plain'].map((name) =>
      name === 'plain'
        ? {}
        : {
            preload: () => {
              log.push(name);
              return name === 'broken' ? Promise.reject(new Error('offline')) : Promise.resolve();
            },
          },
    );

  it('comes one part after the other, and a part that fails stops none after it', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', {});
    const log: string[] = [];
    fetchAhead(parts(log), 100);
    await vi.advanceTimersByTimeAsync(99);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(log).toEqual(['desk', 'broken', 'board']);
  });

  it('ends when it is stopped, and does not begin for a reader who saves data', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', {});
    const log: string[] = [];
    const stop = fetchAhead(parts(log));
    await vi.advanceTimersByTimeAsync(201);
    stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(log).toEqual(['desk']);
    vi.stubGlobal('navigator', { connection: { saveData: true } });
    fetchAhead(parts(log));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(log).toEqual(['desk']);
  });
});
