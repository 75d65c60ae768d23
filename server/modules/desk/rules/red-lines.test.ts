import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { redLinesShown } from './red-lines.ts';

const crossed = table(`
  line        | staffId
  bonus_void  | 1
  below_floor | 1
  below_floor | 2
  npl_over    | 2
  npl_over    | 3
`).map((row) => ({
  line: row.line as 'bonus_void' | 'below_floor' | 'npl_over',
  staffId: BigInt(row.staffId),
}));
const said = (rows: readonly (typeof crossed)[number][]) =>
  rows.map((one) => `${one.line} ${one.staffId}`);

describe('red lines of a closing', () => {
  it('whoever may read sheets reads every line by name', () => {
    expect(redLinesShown(crossed, true)).toEqual({ rows: crossed, unnamed: 0 });
  });

  it('risk reads the non-performing rate by name and of the sheets how many RMs', () => {
    const { rows, unnamed } = redLinesShown(crossed, false);
    expect(said(rows)).toEqual(['npl_over 2', 'npl_over 3']);
    expect(unnamed).toBe(2);
  });

  it('nobody crossed: nothing, and nobody without a name', () => {
    expect(redLinesShown([], false)).toEqual({ rows: [], unnamed: 0 });
  });
});
