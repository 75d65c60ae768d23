import { describe, expect, it } from 'vitest';
import { schemeOf } from '../testing.ts';
import type { PayItemText } from './items.ts';
import { metricFaults, type KnownMetric } from './metrics.ts';

const name = { zh: '项目', en: 'Item' };
const catalogue: KnownMetric[] = [
  { key: 'deposits', unit: 'fen', manual: false },
  { key: 'paid_by_hand', unit: 'fen', manual: true },
  { key: 'loans', unit: 'count', manual: false },
  { key: 'npl_rate', unit: 'rate', manual: false },
];
const of = (metric: string, rest: object = {}) => ({ of: [{ metric }], ...rest });
const share = { by: 'share', share: '1000' } as const;
const each = (unit: 'fen' | 'count') => ({ by: 'unit', amount: '1', each: '1', unit }) as const;
const piece = (rest: object): PayItemText => ({
  kind: 'piece',
  key: 'x',
  name,
  of: of('deposits'),
  price: share,
  ...rest,
});
const faults = (...items: PayItemText[]) =>
  metricFaults(schemeOf(items).items, catalogue).map((one) => `${one.at}: ${one.en}`);

describe('beside the catalogue in force', () => {
  it('a metric must be there', () => {
    expect(faults(piece({}))).toEqual([]);
    expect(faults(piece({ of: of('deposit') }))).toEqual([
      'items.0.of: The catalogue has no metric deposit: add it there first, or use one that it has',
    ]);
    expect(faults(piece({ when: [{ value: of('cards'), atLeast: '1' }] }))[0]).toContain(
      'items.0.when.0.value: The catalogue has no metric cards',
    );
  });
  it('a price is for the unit of what it prices', () => {
    expect(faults(piece({ of: of('loans'), price: each('count') }))).toEqual([]);
    expect(faults(piece({ of: of('loans'), price: each('fen') }))).toEqual([
      'items.0.price: The price is for fen, but what it prices is counted in count',
    ]);
    expect(faults(piece({ of: of('loans'), price: share }))).toHaveLength(1);
    expect(faults(piece({ of: of('deposits', { as: 'completion' }) }))).toHaveLength(1);
    expect(faults(piece({ of: of('npl_rate') }))).toHaveLength(1);
  });
  it('unlike units are not added, rates are not added over a team', () => {
    const mixed = { of: [{ metric: 'deposits' }, { metric: 'loans' }] };
    expect(faults(piece({ of: mixed }))[0]).toContain('unlike units cannot be added: fen, count');
    const when = (value: object) => piece({ when: [{ value, atLeast: '1' }] });
    expect(faults(when(of('npl_rate')))).toEqual([]);
    expect(faults(when(of('npl_rate', { whose: 'team' })))[0]).toContain('which a team cannot add');
  });
  it('a pay figure is an amount that a second person certifies', () => {
    const figure = (metric: string): PayItemText => ({ kind: 'certified', key: 'x', name, metric });
    expect(faults(figure('paid_by_hand'))).toEqual([]);
    expect(faults(figure('deposits'))).toHaveLength(1);
    expect(faults(figure('npl_rate'))).toHaveLength(1);
    expect(faults(figure('nothing'))).toHaveLength(1);
  });
});
