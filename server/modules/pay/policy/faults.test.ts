import { describe, expect, it } from 'vitest';
import { paySchemeKind, type PaySchemeText } from '../policy.ts';
import { frame } from '../testing.ts';
import type { PayItemText } from './items.ts';

const name = { zh: '项目', en: 'Item' };
const base: PayItemText = { kind: 'by_grade', key: 'base', name };
const bonus: PayItemText = { kind: 'score_bonus', key: 'bonus', name };
const share = (millionths: string) => ({ by: 'share', share: millionths }) as const;
const of = (metric: string, rest: object = {}) => ({ of: [{ metric }], ...rest });

function faults(given: Partial<PaySchemeText>): string[] {
  const read = paySchemeKind.schema.safeParse({ ...frame, ...given });
  if (!read.success) return read.error.issues.map((issue) => `schema ${issue.path.join('.')}`);
  const found = paySchemeKind.check!(read.data);
  for (const { zh, en } of found) expect([zh, en]).not.toContain('');
  return found.map((one) => one.at);
}
const ofItems = (...items: PayItemText[]) => faults({ items });
const said = (given: Partial<PaySchemeText>) =>
  paySchemeKind.check!(paySchemeKind.schema.parse({ ...frame, ...given })).map((one) => one.en);

describe('a pay scheme is refused', () => {
  it('never as shipped', () =>
    expect(paySchemeKind.check!(paySchemeKind.schema.parse(paySchemeKind.initial))).toEqual([]));

  it('when deferral is front-loaded (50/30/20), with the numbers', () => {
    const deferral = { ...frame.deferral, instalments: ['50', '30', '20'] };
    expect(faults({ deferral })).toEqual(['deferral.instalments']);
    expect(said({ deferral })[0]).toContain('part 2 (30) is below part 1 (50)');
    expect(faults({ deferral: { ...deferral, instalments: ['30', '30', '40'] } })).toEqual([]);
    expect(faults({ deferral: { ...deferral, instalments: ['0', '0'] } })).toEqual([
      'deferral.instalments',
    ]);
  });
  it('when more than 20 % may be taken off', () => {
    const at = (most: string) =>
      faults({ legalFloor: { ...frame.legalFloor, deductionShareMax: most } });
    expect(at('200000')).toEqual([]);
    expect(at('200001')).toEqual(['legalFloor.deductionShareMax']);
  });
  it('when a share lies outside 0 to 100 %', () => {
    expect(faults({ paidShare: '1000001' })).toEqual(['paidShare']);
    expect(faults({ penalties: [{ from: '0', shareOfBase: '-1' }] })).toEqual([
      'penalties.0.shareOfBase',
    ]);
  });
  it('when bands leave a gap at the bottom, overlap or stand the wrong way', () => {
    expect(faults({ bonusFactors: [{ from: '1', factor: '1' }] })).toEqual(['bonusFactors']);
    const bands = (...from: string[]): PayItemText => ({
      kind: 'amount_by_band',
      key: 'x',
      name,
      of: of('m'),
      bands: from.map((bound) => ({ from: bound, amount: '1' })),
    });
    expect(ofItems(base, bands('2', '1', '0'))).toEqual([]);
    expect(ofItems(base, bands('2', '1'))).toEqual(['items.1.bands']);
    expect(ofItems(base, bands('1', '1', '0'))).toEqual(['items.1.bands']);
    expect(ofItems(base, bands('0', '1'))).toEqual(['items.1.bands']);
    expect(said({ items: [base, bands('2', '3', '0')] })[0]).toContain('begins at 3, not below 2');
  });
});

describe('items', () => {
  const factor = (...on: string[]): PayItemText => ({
    kind: 'multiplier',
    key: 'factor',
    name,
    on,
    combine: 'times',
    factors: [{ of: of('m'), bands: [{ from: '0', factor: '1000000' }] }],
  });
  it('have keys of their own', () => {
    expect(ofItems(base, { ...bonus, key: 'base' })).toEqual(['items.1.key']);
    expect(ofItems({ ...base, key: 'deferred' })).toEqual(['items.0.key']);
  });
  it('name only items above them that exist and pay', () => {
    expect(ofItems(base, bonus, factor('bonus'))).toEqual([]);
    expect(ofItems(base, factor('bonus'), bonus)).toEqual(['items.1.on']);
    expect(ofItems(base, factor('factor'))).toEqual(['items.1.on']);
    expect(ofItems(base, factor('bonsu'))).toEqual(['items.1.on']);
    expect(said({ items: [base, factor('bonus'), bonus] })[0]).toBe(
      'Item bonus stands here or below; it must stand above',
    );
    expect(said({ items: [base, factor('bonsu')] })[0]).toBe('Item bonsu does not exist');
    const fine: PayItemText = {
      kind: 'deduction',
      key: 'fine',
      name,
      of: of('m'),
      take: { by: 'price', price: share('1') },
    };
    expect(ofItems(base, fine, factor('fine'))).toEqual(['items.2.on']);
  });
  it('count on a value or on items, and never on a ratio without a base', () => {
    const tiers = (rest: object): PayItemText => ({
      kind: 'tiers',
      key: 'x',
      name,
      tiers: [{ from: '0', price: share('1') }],
      ...rest,
    });
    expect(ofItems(base, tiers({ of: of('m') }))).toEqual([]);
    expect(ofItems(base, tiers({}))).toEqual(['items.1']);
    expect(ofItems(base, tiers({ of: of('m'), items: ['base'] }))).toEqual(['items.1']);
    expect(ofItems(base, tiers({ of: of('m', { as: 'ratio' }) }))).toEqual(['items.1.of']);
    expect(ofItems(base, tiers({ of: of('m', { as: 'against' }) }))).toEqual(['items.1.of']);
  });
  it('keep shares, factors and prices within bounds', () => {
    const piece = (rest: object): PayItemText => ({
      kind: 'piece',
      key: 'x',
      name,
      of: of('m'),
      price: share('1'),
      ...rest,
    });
    expect(ofItems(base, piece({ price: share('1000000') }))).toEqual([]);
    expect(ofItems(base, piece({ price: share('1000001') }))).toEqual(['items.1.price.share']);
    const each = { by: 'unit', amount: '1', each: '0', unit: 'count' };
    expect(ofItems(base, piece({ falling: each }))).toEqual(['items.1.falling.each']);
    const risky = (millionths: string): PayItemText => ({
      kind: 'risk_deposit',
      key: 'x',
      name,
      items: ['base'],
      per: 'month',
      slices: [{ from: '0', share: millionths }],
      release: { after: 'months', months: 18 },
    });
    expect(ofItems(base, risky('500000'))).toEqual([]);
    expect(ofItems(base, risky('1000001'))).toEqual(['items.1.slices.0']);
    const huge = factor('base') as Extract<PayItemText, { kind: 'multiplier' }>;
    const bands = [{ from: '0', factor: '10000001' }];
    expect(ofItems(base, { ...huge, factors: [{ of: of('m'), bands }] })).toEqual([
      'items.1.factors.0.bands.0.factor',
    ]);
  });
  it('with two values need a bound for each, and bands do not cross', () => {
    const both = (...rows: [string, string[]][]): PayItemText => ({
      kind: 'amount_by_band',
      key: 'x',
      name,
      of: of('a'),
      also: [of('b')],
      bands: rows.map(([from, also]) => ({ from, also, amount: '1' })),
    });
    expect(ofItems(base, both(['2', ['2']], ['0', ['0']]))).toEqual([]);
    expect(ofItems(base, both(['2', []], ['0', ['0']]))).toEqual(['items.1.bands.0.also']);
    expect(ofItems(base, both(['2', ['1']], ['0', ['3']]))).toEqual(['items.1.bands.1.also.0']);
  });
  it('a pool is shared by an amount of one’s own', () => {
    const pool = (value: object): PayItemText => ({
      kind: 'pool',
      key: 'x',
      name,
      of: of('m', value),
      within: 'bank',
      pot: { by: 'amount', amount: '1' },
    });
    expect(ofItems(base, pool({}))).toEqual([]);
    expect(ofItems(base, pool({ as: 'completion' }))).toEqual(['items.1.of']);
    expect(ofItems(base, pool({ whose: 'team' }))).toEqual(['items.1.of']);
  });
  it('steps stand once, a reference is above 0', () => {
    const steps = [
      { step: 'junior/1', amount: '1' },
      { step: 'junior/1', amount: '2' },
    ];
    expect(ofItems({ ...base, steps })).toEqual(['items.0.steps.1']);
    const rata = (reference: string): PayItemText => ({
      kind: 'pro_rata',
      key: 'x',
      name,
      of: of('m'),
      amount: '1',
      reference,
      threshold: '0',
    });
    expect(ofItems(base, rata('1'))).toEqual([]);
    expect(ofItems(base, rata('0'))).toEqual(['items.1.reference']);
  });
  it('with unknown words are refused by the schema', () => {
    expect(faults({ items: [{ ...base, kind: 'formula' } as never] })).toEqual([
      'schema items.0.kind',
    ]);
    expect(ofItems({ ...base, key: 'Not A Key' })).toEqual(['schema items.0.key']);
  });
});
