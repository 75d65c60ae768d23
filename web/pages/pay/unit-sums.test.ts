import { describe, expect, it } from 'vitest';
import { sumsByUnit } from './unit-sums.ts';

describe('pay by unit', () => {
  it('adds the grades of a unit and begins with the largest', () => {
    const rows = [
      { unitName: 'East', gross: '1000', paidNow: '600', deferred: '300' },
      { unitName: 'West', gross: '1500', paidNow: '1500', deferred: '0' },
      { unitName: 'East', gross: '2000', paidNow: '1000', deferred: '800' },
    ];
    expect(sumsByUnit(rows)).toEqual([
      { unitName: 'East', paidNow: '1600', deferred: '1100', rest: '300' },
      { unitName: 'West', paidNow: '1500', deferred: '0', rest: '0' },
    ]);
  });
});
