import { expect, it } from 'vitest';
import { boardRows } from './board.ts';
import { letterMarks } from './letter-state.ts';

const units = [
  { unitId: 1n, name: '总行', path: '0001.' },
  { unitId: 2n, name: '城东', path: '0001.0001.' },
  { unitId: 3n, name: '城西', path: '0001.0002.' },
];
const { sent, read, rmSigned, bankSigned, replaced } = letterMarks;
const of = (path: string, marks: number, letters: number, reminders = 0) => ({
  path,
  marks,
  letters,
  reminders,
});

it('counts a unit with everything below it; a replaced version no more', () => {
  const rows = boardRows(units, units, [
    of('0001.', 0, 1),
    of('0001.0001.', sent, 2, 3),
    of('0001.0001.', sent + read + rmSigned + bankSigned, 4),
    of('0001.0002.', sent + read, 1),
    of('0001.0002.', sent + read + replaced, 1),
  ]);
  const shown = rows.map((row) => [
    row.unitName,
    row.below,
    row.letters,
    row.drafted,
    row.sent,
    row.read,
    row.locked,
    row.reminders,
  ]);
  expect(shown).toEqual([
    ['总行', 2, 8, 1, 2, 1, 4, 3],
    ['城东', 0, 6, 0, 2, 0, 4, 3],
    ['城西', 0, 1, 0, 0, 1, 0, 0],
  ]);
});
