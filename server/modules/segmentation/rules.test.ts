import { describe, expect, it } from 'vitest';
import { addMonths, day } from '../../../core/day.ts';
import { parseMoney } from '../../../core/money.ts';
import { month, monthRange, nextMonth, rangeDays, type Month } from '../../../core/period.ts';
import { table } from '../../platform/testing/table.ts';
import { segmentsKind, type Segments } from './policy.ts';
import {
  decideClass,
  decideCorporateType,
  decideMonth,
  lastOfDay,
  levelReached,
  stateOf,
  type TierState,
} from './rules.ts';

const policy = segmentsKind.schema.parse(segmentsKind.initial);

describe('class by rating (C3c, G18)', () => {
  const rows = table(`
    scale  | grade | defaulted | class   | rule
    aaa    | AAA   | -         | premium | rated
    aaa    | AA    | no        | premium | rated
    aaa    | A     | no        | general | rated
    aaa    | BBB   | no        | general | rated
    aaa    | BB    | no        | poor    | rated
    aaa    | C     | no        | poor    | rated
    aaa    | AA    | yes       | poor    | defaulted
    aaa    | AA+   | no        | general | unknown_grade
    other  | AA    | no        | general | unknown_grade
    -      | -     | -         | general | unrated
    cn_sme | A     | no        | premium | rated
    cn_sme | B     | no        | general | rated
    cn_sme | C     | yes       | general | rated
    cn_sme | D     | yes       | poor    | rated
  `);
  it.each(rows)('$scale $grade $defaulted', (row) => {
    const { scale, grade } = row;
    const defaulted = row.defaulted === '-' ? null : row.defaulted === 'yes';
    const rating = scale === '-' ? null : { scale, grade, defaulted, fromDay: day('2026-01-01') };
    const decided = decideClass(policy, rating);
    expect([decided.value, decided.reason.rule]).toEqual([row.class, row.rule]);
  });
});

describe('system or independent (C3b, G21)', () => {
  const rows = table(`
    members | type        | rule
    -       | independent | no_group
    0       | independent | small_group
    1       | independent | small_group
    2       | system      | group
    3       | system      | group
  `);
  it.each(rows)('$members members under the head', (row) => {
    const group = row.members === '-' ? null : { head: '总公司', members: Number(row.members) };
    const decided = decideCorporateType(policy, group);
    expect([decided.value, decided.reason.rule]).toEqual([row.type, row.rule]);
  });
});

/** Levels in 10,000 yuan, ascending, the first from 0. */
function levelsOf(text: string): Segments['levels'] {
  return text.split(' ').map((one) => {
    const [name = '', cut = ''] = one.split(':');
    return { name, fromFen: parseMoney(`${cut}0000`)!, monthsBelow: 3 };
  });
}
const cuts = {
  seed: policy.levels,
  icbc: levelsOf('below:0 three:50 four:500 five:2000 six:10000 seven:80000'),
  'xx-wm': levelsOf('none:0 silver:10 gold:50 diamond:100 private:300'),
};

describe('level by average, the lower bound belongs to it (C3d, G22)', () => {
  const rows = table(`
    list  | average      | level
    seed  | 0            | small
    seed  | 49999.99     | small
    seed  | 50000        | middle
    seed  | 50000.01     | middle
    seed  | 499999.99    | middle
    seed  | 500000       | large
    seed  | 500000.01    | large
    seed  | -1           | small
    icbc  | 499900       | below
    icbc  | 499999.99    | below
    icbc  | 500000       | three
    icbc  | 5000000      | four
    icbc  | 20000000     | five
    icbc  | 100000000    | six
    icbc  | 799999999.99 | six
    icbc  | 800000000    | seven
    xx-wm | 99900        | none
    xx-wm | 100000       | silver
    xx-wm | 500000       | gold
    xx-wm | 1000000      | diamond
    xx-wm | 3000000      | private
  `);
  it.each(rows)('$list $average', (row) => {
    const levels = cuts[row.list as keyof typeof cuts];
    for (const days of [28, 31]) {
      const productFenDays = parseMoney(row.average)! * BigInt(days);
      expect(levels[levelReached(levels, { productFenDays, days })]!.name).toBe(row.level);
    }
  });

  it('is compared exactly: one fen-day short of the cut does not reach it', () => {
    const [days, cut] = [31, 5_000_000n];
    const short = { productFenDays: cut * 31n - 1n, days };
    expect(policy.levels[levelReached(policy.levels, short)]!.name).toBe('small');
  });
});

/** Levels of Bohai's rule: three months, and six for the private level. */
const bohai: Segments = {
  ...policy,
  levels: [
    { name: 'small', fromFen: 0n, monthsBelow: 3 },
    { name: 'middle', fromFen: parseMoney('50000')!, monthsBelow: 3 },
    { name: 'large', fromFen: parseMoney('500000')!, monthsBelow: 3 },
    { name: 'private', fromFen: parseMoney('6000000')!, monthsBelow: 6 },
  ],
  tiers: { small: 'small', middle: 'middle', large: 'large', private: 'large' },
};
const levelNames = bohai.levels.map((one) => one.name);

/** The level in force on the first day of each month from April, and what the watch said. */
function run(startLevel: string, averages: string): { levels: string[]; watch: string[] } {
  let state: TierState = { level: levelNames.indexOf(startLevel), below: 0, isNew: false };
  let at: Month = month('2026-04');
  let watching = 'none';
  const levels = [startLevel];
  const watch: string[] = [];
  const changesOn = new Map<string, string>();
  for (const average of averages.split(' ')) {
    const days = BigInt(rangeDays(monthRange(at)));
    const productFenDays = parseMoney(average)! * 10_000n * days;
    const decided = decideMonth(bohai, state, { month: at, productFenDays });
    for (const change of decided.changes) {
      if (change.dimension === 'watch') changesOn.set(change.fromDay, change.value);
      else expect(change.fromDay).toBe(monthRange(at).until);
    }
    watching = changesOn.get(monthRange(at).from) ?? watching;
    watch.push(watching === 'watch' ? 'W' : '-');
    state = decided.state;
    levels.push(levelNames[state.level]!);
    at = nextMonth(at);
  }
  return { levels, watch };
}

describe('hysteresis (Bohai, G23); averages in 10,000 from April on', () => {
  const rows = table(`
    case                          | start   | averages             | levels                                                              | watch
    three below, fourth demoted   | large   | 40 30 20 20          | large large large middle middle                                    | W W W -
    demoted to the third's level  | large   | 40 30 3 3            | large large large small small                                      | W W W -
    two below, then good: reset   | large   | 40 30 50 40 30       | large large large large large large                                | W W - W W
    good at the very cut          | large   | 40 50 40             | large large large large                                            | W - W
    exactly below by little       | large   | 49.99 49 49        | large large large middle                                           | W W W
    upgraded in the next month    | middle  | 50 50                | middle large large                                                 | - -
    two levels up at once         | small   | 600 600              | small private private                                              | - -
    just below: not upgraded      | middle  | 49.99              | middle middle                                                      | -
    private has six months        | private | 500 500 500 500 500 500 500 | private private private private private private large large | W W W W W W -
    private: fifth month good     | private | 5 5 5 5 600 5        | private private private private private private private            | W W W W - W
    below again after demotion    | large   | 40 30 20 3 3 3       | large large large middle middle middle small                       | W W W W W W
    small cannot fall             | small   | 0 0 0 0              | small small small small small                                      | - - - -
  `);
  it.each(rows)('$case', (row) => {
    const seen = run(row.start, row.averages);
    expect(seen.levels.join(' ')).toBe(row.levels);
    expect(seen.watch.join(' ')).toBe(row.watch);
  });

  it('goes on across quarters from the rows alone', () => {
    const known = {
      value: 'large',
      levelName: 'private',
      isNew: false,
      watchedSince: day('2026-02-01'),
    };
    expect(stateOf(bohai, known, month('2026-04'))).toEqual({ level: 3, below: 2, isNew: false });
    const fresh = { ...known, watchedSince: null };
    expect(stateOf(bohai, fresh, month('2026-04')).below).toBe(0);
    const gone = { ...known, levelName: 'dropped' };
    expect(levelNames[stateOf(bohai, gone, month('2026-04')).level]).toBe('large');
  });

  it('names the first month of a newcomer', () => {
    const state = { level: 0, below: 0, isNew: true };
    const april = month('2026-04');
    const decided = decideMonth(bohai, state, { month: april, productFenDays: 5_000_000n * 30n });
    expect(decided.changes).toMatchObject([
      {
        value: 'middle',
        fromDay: '2026-05-01',
        reason: { rule: 'first_month', averageFen: '5000000' },
      },
    ]);
    expect(addMonths(day('2026-04-01'), 1)).toBe(decided.changes[0]!.fromDay);
  });
});

describe('the policy', () => {
  it('has no faults at first, and names those of a wrong one', () => {
    expect(segmentsKind.check!(policy)).toEqual([]);
    const wrong = {
      ...policy,
      levels: [
        { name: 'small', fromFen: 1n, monthsBelow: 3 },
        { name: 'gold', fromFen: 1n, monthsBelow: 3 },
      ],
    };
    expect(segmentsKind.check!(wrong).map((one) => one.at)).toEqual([
      'levels.0.fromFen',
      'levels.1.fromFen',
      'tiers.gold',
    ]);
  });
});

describe('changes of one day', () => {
  it.each(
    table(`
      changes                                                      | left
      watch 05-01 none; watch 05-01 watch                          | watch 05-01 watch
      tier 05-01 small; watch 05-01 none                           | tier 05-01 small; watch 05-01 none
      watch 04-01 watch; tier 05-01 small; watch 05-01 none; watch 05-01 watch | watch 04-01 watch; tier 05-01 small; watch 05-01 watch
    `),
  )('$changes: $left', ({ changes, left }) => {
    const read = (text: string) =>
      text.split('; ').map((one) => {
        const [dimension, fromDay, value] = one.trim().split(' ');
        return { dimension: dimension as 'watch', fromDay: day(`2026-${fromDay}`), value };
      });
    expect(lastOfDay(read(changes))).toEqual(read(left));
  });
});
