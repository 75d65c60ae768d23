import { expect, it } from 'vitest';
import { differencesOf } from './difference.ts';

const before = {
  name: '2026',
  tiers: [
    { key: 'gold', fromFen: '500000' },
    { key: 'silver', fromFen: '50000' },
  ],
  days: [1, 2],
  basis: 365,
  old: true,
};

it('names the places that differ, and matches entries by their key', () => {
  const after = {
    name: '2026',
    tiers: [
      { key: 'private', fromFen: '6000000' },
      { key: 'gold', fromFen: '600000' },
      { key: 'silver', fromFen: '50000' },
    ],
    days: [1, 3, 4],
    basis: 360,
  };
  const found = differencesOf(before, after).map(
    (one) =>
      `${one.path.join('.')} ${one.kind} ${JSON.stringify(one.before) ?? '-'} ${JSON.stringify(one.after) ?? '-'}`,
  );
  expect(found).toEqual([
    'tiers.private added - {"key":"private","fromFen":"6000000"}',
    'tiers.gold.fromFen changed "500000" "600000"',
    'days.#2 changed 2 3',
    'days.#3 added - 4',
    'basis changed 365 360',
    'old removed true -',
  ]);
});

it('finds nothing between equal documents', () => {
  expect(differencesOf(before, structuredClone(before))).toEqual([]);
});
