import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../platform/db/digest.ts';
import { letterBody } from '../contract.ts';
import {
  canonicalJson,
  composeVersion,
  letterNumber,
  listedCustomersMax,
  versionNumber,
} from './letter.ts';
import { sampleLetter } from '../testing.ts';

describe('the text of a letter (domain-rules 2.3)', () => {
  const body = sampleLetter();
  it('has the shape of its contract', () => expect(letterBody.parse(body)).toEqual(body));
  it('quantifies: targets by quarter with definition, source and weight', () => {
    expect(body.metrics[0]).toMatchObject({
      name: '存款日均',
      weight: '300000',
      scoring: '线性，封顶 120%',
      annual: '15000000000',
    });
    expect(body.metrics[1]).toMatchObject({ weight: null, annual: '20000' });
  });
  it('names three levels: more of what should rise, less of what should fall', () => {
    expect(body.metrics.map((one) => one.levels)).toEqual([
      { stretch: '16500000000', challenge: '18000000000' },
      { stretch: '16000', challenge: '12000' },
    ]);
  });
  it('promises what the grade matrix gives', () => {
    expect(body.promises).toContain('营销费用：客户贡献的 3%');
    expect(body.promises).toContain('公共关系费固定额度：每月 1000.00 元');
  });
  it('has rights, duties, reward and penalty, adjustment, settlement', () => {
    expect(body.clauses.map((one) => one.title)).toEqual(['权利', '义务', '奖惩', '调整', '结算']);
  });
  it.each([0, listedCustomersMax, listedCustomersMax + 1])(
    'lists %i customers, capped',
    (count) => {
      const { customers } = sampleLetter({ customers: count });
      expect(customers.count).toBe(count);
      expect(customers.list).toHaveLength(Math.min(count, listedCustomersMax));
    },
  );
});

it('numbers letters by year', () => {
  expect(letterNumber(2026, '责', 1)).toBe('2026-责-0001');
  expect(letterNumber(2026, '责', 12_345)).toBe('2026-责-12345');
  expect(versionNumber('2026-责-0001', 2)).toBe('2026-责-0001-2');
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '中' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"中","d":null}]}',
    );
    const body = sampleLetter();
    const shuffled = Object.fromEntries(Object.entries(body).toReversed());
    expect(sha256(canonicalJson(shuffled))).toBe(sha256(canonicalJson(body)));
  });
  it('shows every change of the text', () => {
    const body = sampleLetter();
    const changed = { ...body, promises: [...body.promises, '加一条'] };
    expect(sha256(canonicalJson(changed))).not.toBe(sha256(canonicalJson(body)));
  });
});

it('a later version has the changed figures, names what it replaces, and keeps the rest', () => {
  const before = sampleLetter();
  const quarters = [{ quarter: '2026Q1', target: '1' }];
  const figures = { annual: '7', stretch: '8', challenge: '9', quarters };
  const given = { letterNo: '2026-责-0001-2', reason: '客户划转', figures: new Map() };
  given.figures.set('deposit_average', figures);
  const after = composeVersion(before, given);
  expect(letterBody.parse(after)).toEqual(after);
  expect(after.replaces).toEqual({ letterNo: '2026-责-0001', reason: '客户划转' });
  expect(after.metrics[0]).toEqual({
    ...before.metrics[0],
    annual: '7',
    levels: { stretch: '8', challenge: '9' },
    quarters,
  });
  expect(after.metrics.slice(1)).toEqual(before.metrics.slice(1));
  expect(after.customers).toEqual(before.customers);
});
