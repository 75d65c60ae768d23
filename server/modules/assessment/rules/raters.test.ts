import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { lineOf, millionths } from '../testing.ts';
import { meanOfMarks, scoreMarks } from './raters.ts';
import { pointsText } from './points.ts';

const raters = { least: 3, dropFrom: 5, weightShareMost: 300_000n };
const marksOf = (text: string) =>
  text === '—' ? [] : text.split(' ').map((mark) => millionths(mark));

describe('mean of raters (G13)', () => {
  it.each(
    table(`
      marks            | mean
      70 80 85 90 100  | 85
      100 70 90 80 85  | 85
      70 80 85 90      | 81.25
      70 80 85         | 78.333333
      0 80 80 80 100   | 80
      60 60 60 60 60   | 60
      1 2 3 4 5 6      | 3.5
      70 80            | none
      70               | none
      —                | none
    `),
  )('$marks → $mean', ({ marks, mean }) => {
    const found = meanOfMarks(marksOf(marks), raters);
    const text = found === null ? 'none' : pointsText(divide(found.sum, found.count, 'half_up'));
    expect(text).toBe(mean);
  });

  it('lies between the least and the most mark, whatever the order', () => {
    const marks = fc.array(fc.bigInt({ min: 0n, max: 100_000_000n }), {
      minLength: 3,
      maxLength: 9,
    });
    fc.assert(
      fc.property(marks, (given) => {
        const { sum, count } = meanOfMarks(given, raters)!;
        const sorted = given.toSorted((a, b) => (a < b ? -1 : 1));
        expect(sum >= sorted[0]! * count && sum <= sorted.at(-1)! * count).toBe(true);
        expect(meanOfMarks(sorted, raters)).toEqual({ sum, count });
      }),
      { seed: 20261123 },
    );
  });
});

describe('score of a qualitative line', () => {
  it.each(
    table(`
      w  | marks           | without   | score     | outcome
      20 | 70 80 85 90 100 | no_mark   | 17        | scored
      20 | 70 80 85        | no_mark   | 15.666667 | scored
      20 | 70 80           | no_mark   | 0         | too_few_marks
      20 | 70 80           | full_mark | 20        | too_few_marks
      10 | 100 100 100     | no_mark   | 10        | scored
      10 | 0 0 0           | no_mark   | 0         | scored
    `),
  )('w $w, marks $marks → $score ($outcome)', ({ w, marks, without, score, outcome }) => {
    const line = lineOf(w, { function: 'qualitative', withoutMarks: without });
    const how = line.scoring as Parameters<typeof scoreMarks>[1];
    const found = scoreMarks(line, how, { marks: marksOf(marks), raters });
    expect([pointsText(found.score), found.explanation.inputs['outcome']]).toEqual([
      score,
      outcome,
    ]);
  });
});
