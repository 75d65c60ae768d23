import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { scoringSchemeKind, schemeFaults, schemeWarnings } from '../policy.ts';
import type { SchemeDocument } from './shape.ts';
import { schemeShape } from './shape.ts';

interface Place {
  [name: string]: Place | unknown;
}
const initial = scoringSchemeKind.initial;
const presets = scoringSchemeKind.presets!;

/** A document with one place set to another value: 'lines.0.weight' = '1'. */
function changed(document: SchemeDocument, changes: Readonly<Record<string, unknown>>) {
  const body = structuredClone(document) as unknown as Place;
  for (const [at, value] of Object.entries(changes)) {
    const steps = at.split('.');
    const last = steps.pop()!;
    const holder = steps.reduce<Place>((place, step) => place[step] as Place, body);
    holder[last] = value;
  }
  return schemeFaults(schemeShape.parse(body));
}

describe('a scheme is accepted', () => {
  it.each([['initial', initial] as const, ...presets.map((one) => [one.key, one.body] as const)])(
    '%s as shipped',
    (_name, body) => {
      expect(schemeFaults(schemeShape.parse(body))).toEqual([]);
      expect(schemeWarnings(schemeShape.parse(body))).toEqual([]);
    },
  );

  it('with a cap of the total that just lets the best band be reached', () => {
    const scheme = schemeShape.parse({ ...initial, totalCap: '110000000' });
    expect(schemeFaults(scheme)).toEqual([]);
  });

  it('as it was stored before the language grew: what is new has a default', () => {
    const before = schemeShape.parse(initial);
    expect([before.mode, before.table, before.steps, before.tracks]).toEqual([
      'weights',
      null,
      [],
      [],
    ]);
    expect(before.deductions).toEqual({ items: [], most: null });
  });
});

const linear = { function: 'linear', floor: '0', cap: '1000000', withoutTarget: 'no_mark' };
const relative = {
  function: 'relative',
  against: 'group_average',
  group: 'branch',
  floor: '0',
  cap: '1200000',
  withoutAverage: 'no_mark',
};
const qualitative = { function: 'qualitative', withoutMarks: 'no_mark' };

describe('a scheme is refused, with the place and the numbers', () => {
  it.each(
    table(`
      case                          | place                                  | value          | at                                     | numbers
      weights below 100             | lines.0.weight                         | 29999999       | lines                                  | 99.999999
      weights above 100             | lines.0.weight                         | 30000001       | lines                                  | 100.000001
      a weight is negative          | lines.0.weight                         | -1             | lines                                  | 69.999999
      size on a single day          | lines.0.metric                         | deposit_balance_on_day | lines.0.metric                 | deposit_balance_on_day
      size at a quarter's end       | gates.0.metric                         | loans_quarter_end | gates.0.metric                      | loans_quarter_end
      uncapped                      | lines.0.scoring.cap                    | 1500001        | lines.0.scoring.cap                    | 1.500001
      capped below full mark        | lines.0.scoring.cap                    | 999999         | lines.0.scoring.cap                    | 0.999999
      a risk metric above 100 %     | lines.0.scoring.better                 | less_inverse   | lines.0.scoring.cap                    | 120%
      a floor above the cap         | lines.0.scoring.floor                  | 1200001        | lines.0.scoring.floor                  | 120.0001%
      a target of 0                 | lines.0.fixedTarget                    | 0              | lines.0.fixedTarget                    | 0
      a negative target             | lines.0.fixedTarget                    | -1             | lines.0.fixedTarget                    | -1
      a step of 0                   | lines.4.scoring.step                   | 0              | lines.4.scoring.step                   | 0
      points down are negative      | lines.4.scoring.pointsDown             | -1000000       | lines.4.scoring.pointsDown             | -1
      least above most              | lines.4.scoring.min                    | 18000001       | lines.4.scoring.min                    | 18.000001
      a cap of the total below 0    | totalCap                               | -1             | totalCap                               | -0.000001
      a cap of the total of 0       | totalCap                               | 0              | totalCap                               | 0
      best band out of reach        | totalCap                               | 109999999      | totalCap                               | 109.999999
      open bands of the total       | bands.4.from                           | 1              | bands.4.from                           | 0.000001
      bands of the total overlap    | bands.1.from                           | 110000000      | bands.1.from                           | 110
      carry-forward to date         | lines.2.carryForward                   | yes            | lines.2.carryForward                   | period
    `),
  )('$case', ({ place, value, at, numbers }) => {
    const faults = changed(initial, { [place]: value === 'yes' ? true : value });
    const found = faults.find((fault) => fault.at === at);
    expect(found, JSON.stringify(faults)).toBeDefined();
    expect(found!.zh).toContain(numbers);
    expect(found!.en).toContain(numbers);
  });

  const refused = (changes: Record<string, unknown>, document: SchemeDocument = initial) =>
    changed(document, changes).map((fault) => fault.at);

  it('names a target of 0 or less only where it cannot be compared', () => {
    const to = (how: Record<string, unknown>, fixedTarget: string) =>
      refused({ 'lines.0.scoring': { ...linear, ...how }, 'lines.0.fixedTarget': fixedTarget });
    expect(to({}, '1')).toEqual([]);
    expect(to({ zeroTarget: 'reached_is_full' }, '0')).toEqual([]);
    expect(to({ zeroTarget: 'reached_is_full' }, '-1')).toEqual(['lines.0.fixedTarget']);
    expect(to({ negativeTarget: 'mirrored' }, '-1')).toEqual([]);
    expect(to({ negativeTarget: 'mirrored' }, '0')).toEqual(['lines.0.fixedTarget']);
  });

  it('refuses bands of a line that overlap or stay open', () => {
    const bands = (...from: string[]) =>
      refused({
        'lines.0.scoring': {
          function: 'band',
          withoutTarget: 'no_mark',
          bands: from.map((bound) => ({ from: bound, points: '1' })),
        },
      });
    expect(bands('1000000', '0')).toEqual([]);
    expect(bands('1000000', '1000000', '0')).toEqual(['lines.0.scoring.bands']);
    expect(bands('0', '1000000')).toEqual(['lines.0.scoring.bands']);
    expect(bands('1000000', '1')).toEqual(['lines.0.scoring.bands']);
  });

  it('refuses a metric that only rank or comparison judges (regulator)', () => {
    const alone = refused({ 'lines.0.scoring': relative });
    expect(alone).toEqual(['lines.0.scoring.targetFloor']);
    expect(refused({ 'lines.0.scoring': { ...relative, targetFloor: '800000' } })).toEqual([]);
    const beside = refused({ 'lines.0.scoring': relative, 'lines.1.metric': 'deposit_average' });
    expect(beside).toEqual([]);
    const unweighed = { 'lines.1.weight': '0', 'lines.2.weight': '35000000' };
    const beside0 = { ...unweighed, 'lines.1.metric': 'deposit_average' };
    expect(refused({ 'lines.0.scoring': relative, ...beside0 })).toEqual([
      'lines.0.scoring.targetFloor',
    ]);
  });

  it('refuses fifths that are not five or not falling, and regions twice or at 0', () => {
    const to = (how: Record<string, unknown>) =>
      refused({ 'lines.0.scoring': { ...relative, targetFloor: '1', ...how } });
    const five = ['5', '4', '3', '2', '1'];
    expect(to({ against: 'fifths', fifths: five })).toEqual([]);
    expect(to({ against: 'fifths', fifths: five.slice(1) })).toEqual(['lines.0.scoring.fifths']);
    expect(to({ against: 'fifths', fifths: five.toReversed() })).toEqual([
      'lines.0.scoring.fifths',
    ]);
    const row = (unit: string, coefficient: string) => ({ unit, coefficient });
    expect(to({ coefficients: [row('A', '0'), row('A', '1')] })).toEqual([
      'lines.0.scoring.coefficients.0.coefficient',
      'lines.0.scoring.coefficients.1.unit',
    ]);
  });

  it('refuses qualitative lines above their share, and fewer than three raters', () => {
    const share = (...at: number[]) =>
      refused(Object.fromEntries(at.map((line) => [`lines.${line}.scoring`, qualitative])));
    expect(share(0)).toEqual([]);
    expect(share(0, 1)).toEqual(['lines']);
    const three = { dropFrom: 5, weightShareMost: '300000' };
    expect(refused({ raters: { ...three, least: 3 } })).toEqual([]);
    expect(refused({ raters: { ...three, least: 2 } })).toEqual(['raters.least']);
    const wide = schemeShape.parse({
      ...initial,
      raters: { least: 3, dropFrom: 5, weightShareMost: '300001' },
    });
    expect(schemeWarnings(wide).map((one) => one.at)).toEqual(['raters.weightShareMost']);
  });

  it('wants the weights of each quarter to be 100', () => {
    const q4 = refused({ 'lines.1.quarters': [1, 2, 3] });
    expect(q4).toEqual(['lines']);
    expect(changed(initial, { 'lines.1.quarters': [1, 2, 3] })[0]!.en).toContain('Q4');
  });

  it('lets excess that is carried forward score once only', () => {
    const to = (how: Record<string, unknown>) =>
      refused({
        'lines.2.scoring': how,
        'lines.2.period': 'quarter',
        'lines.2.carryForward': true,
      });
    expect(to(linear)).toEqual([]);
    expect(to({ ...linear, cap: '1200000' })).toEqual(['lines.2.carryForward']);
  });

  it('holds tables, steps, deductions and dimensions to their order and signs', () => {
    const [pufa, citi] = presets.map((one) => one.body);
    expect(refused({ 'table.titles.1.base': '90000000' }, pufa)).toEqual(['table.titles.1.base']);
    expect(refused({ 'table.titles.1.level': 'trainee' }, pufa)).toEqual(['table.titles.1.level']);
    expect(refused({ 'table.units.0.amount': '0' }, pufa)).toEqual(['table.units.0']);
    expect(refused({ 'table.units.1.metric': 'savings_average' }, pufa)).toEqual([
      'table.units.1.metric',
    ]);
    expect(refused({ 'steps.1.points': '185000000' }, pufa)).toEqual(['steps.1.points']);
    expect(refused({ 'steps.1.payStep': 1 }, pufa)).toEqual(['steps.1.payStep']);
    expect(refused({ 'deductions.items.0.per': '0' }, pufa)).toEqual(['deductions.items.0.per']);
    expect(refused({ 'deductions.items.0.points': '-1' }, pufa)).toEqual([
      'deductions.items.0.points',
    ]);
    expect(refused({ 'deductions.most': '-1' }, pufa)).toEqual(['deductions.most']);
    expect(refused({ 'dimensions.items.0.above': '1' }, citi)).toEqual([
      'dimensions.items.0.above',
    ]);
    expect(refused({ mode: 'weights' }, pufa)).toContain('table');
    expect(refused({ table: null }, pufa)).toEqual(['mode']);
  });

  it('refuses a track for everyone, a name twice, weights of a track that are not 100', () => {
    const track = (name: string, who: unknown, weight = '100000000') => ({
      name,
      who,
      lines: [{ metric: 'contribution', weight, scoring: linear }],
    });
    expect(refused({ tracks: [track('a', { levels: ['senior'] })] })).toEqual([]);
    expect(refused({ tracks: [track('a', {})] })).toEqual(['tracks.0.who']);
    expect(
      refused({
        tracks: [track('a', { levels: ['senior'] }), track('a', { levels: ['junior'] }, '1')],
      }),
    ).toEqual(['tracks.1.lines', 'tracks.1.name']);
  });
});
