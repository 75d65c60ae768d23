import { expect, it } from 'vitest';
import { linesOf } from './detail-lines.ts';

it('nested things by their path, empty ones left out', () => {
  expect(
    linesOf({ files: [{ name: 'a.csv', rows: 3 }], columns: ['a', 'b'], none: null, empty: [] }),
  ).toEqual([
    { name: 'files.0.name', value: 'a.csv' },
    { name: 'files.0.rows', value: '3' },
    { name: 'columns', value: 'a, b' },
  ]);
});

it('before and after side by side, only what differs', () => {
  const before = { kind: 'workday', name: '', day: '2026-05-04' };
  const after = { kind: 'holiday', name: '青年节', day: '2026-05-04' };
  expect(linesOf({ reason: '放假', before, after })).toEqual([
    { name: 'reason', value: '放假' },
    { name: 'kind', before: 'workday', value: 'holiday' },
    { name: 'name', before: '', value: '青年节' },
  ]);
});
