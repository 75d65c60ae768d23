import { describe, expect, it } from 'vitest';
import { loadOf, roomOf } from './load.ts';

describe('load of an RM against his capacity', () => {
  const rows: readonly [number, number, string][] = [
    [0, 0, 'none'],
    [1, 0, 'over 100'],
    [0, 50, 'fits 0'],
    [49, 50, 'fits 98'],
    [50, 50, 'full 100'],
    [51, 50, 'over 102'],
  ];
  it.each(rows)('%s of %s', (held, most, said) => {
    const load = loadOf(held, most);
    expect(load === null ? 'none' : `${load.state} ${load.percent}`).toBe(said);
  });

  it('counts the room that is left, and those without any', () => {
    const rms = [
      { corporate: 3, corporateMax: 5, individual: 100, individualMax: 100 },
      { corporate: 9, corporateMax: 5, individual: 0, individualMax: 0 },
      { corporate: 0, corporateMax: 0, individual: 80, individualMax: 100 },
      { corporate: 0, corporateMax: 0, individual: 0, individualMax: 0 },
      { corporate: 5, corporateMax: 5, individual: 100, individualMax: 100 },
    ];
    expect(roomOf(rms)).toEqual({ corporate: 2, individual: 20, full: 2 });
  });
});
