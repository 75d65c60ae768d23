import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { completionOf, isReached, paceOf } from './progress.ts';

describe('how far a target is reached', () => {
  it.each(
    table(`
      direction | value | target | completion | reached
      up        | 99    | 100    | 990000     | no
      up        | 100   | 100    | 1000000    | yes
      up        | 101   | 100    | 1010000    | yes
      up        | 1     | 3      | 333333     | no
      up        | 2     | 3      | 666667     | no
      up        | -5    | 100    | -50000     | no
      up        | 5     | 0      | -          | yes
      up        | 5     | -10    | -          | yes
      down      | 9     | 10     | -          | yes
      down      | 10    | 10     | -          | yes
      down      | 11    | 10     | -          | no
    `),
  )('$direction, $value of $target: $completion, reached $reached', (row) => {
    const direction = row.direction === 'up' ? 'up' : 'down';
    const [value, target] = [BigInt(row.value), BigInt(row.target)];
    expect(String(completionOf({ direction }, value, target) ?? '-')).toBe(row.completion);
    expect(isReached({ direction }, value, target) ? 'yes' : 'no').toBe(row.reached);
  });
});

describe('the pace that a target still needs', () => {
  const nineMonths = { from: day('2026-01-01'), until: day('2026-10-01') };
  const year = { from: day('2026-01-01'), until: day('2027-01-01') };
  it.each(
    table(`
      nature  | direction | value | target | working days | gap | a day | rest average
      flow    | up        | 70    | 100    | 28           | 30  | 2     | -
      flow    | up        | 72    | 100    | 28           | 28  | 1     | -
      flow    | up        | 100   | 100    | 28           | 0   | -     | -
      flow    | up        | 99    | 100    | 0            | 1   | -     | -
      average | up        | 90    | 100    | 28           | 10  | -     | 130
      average | up        | 100   | 100    | 28           | 0   | -     | -
      level   | up        | 90    | 100    | 28           | 10  | -     | -
      level   | down      | 12    | 10     | 28           | 2   | -     | -
      level   | down      | 10    | 10     | 28           | 0   | -     | -
    `),
  )('$nature $direction: $value of $target lacks $gap, $["a day"] a day', (row) => {
    const metric = {
      nature: row.nature as 'flow' | 'average' | 'level',
      direction: row.direction as 'up' | 'down',
    };
    const pace = paceOf(
      metric,
      { value: BigInt(row.value), span: nineMonths },
      { target: BigInt(row.target), span: year, workingDays: Number(row['working days']) },
    );
    expect(String(pace.gap)).toBe(row.gap);
    expect(String(pace.perDay ?? '-')).toBe(row['a day']);
    expect(String(pace.restAverage ?? '-')).toBe(row['rest average']);
  });

  it('keeping to the average reaches the target, one fen less a day does not', () => {
    const closed = { value: 35_141_647_060n, span: nineMonths };
    const horizon = { target: 38_890_855_470n, span: year, workingDays: 28 };
    const { restAverage } = paceOf({ nature: 'average', direction: 'up' }, closed, horizon);
    const total = (rest: bigint) => closed.value * 273n + rest * 92n;
    expect(total(restAverage!)).toBeGreaterThanOrEqual(horizon.target * 365n);
    expect(total(restAverage! - 1n)).toBeLessThan(horizon.target * 365n);
  });
});
