import { describe, expect, it } from 'vitest';
import { table } from '../../server/platform/testing/table.ts';
import { isTyped, offersOf, unfinishedOf } from './draft-rules.ts';

describe('unsent words', () => {
  it.each(
    table(`
      start                      | value              | kept
      {}                         | {}                 | no
      {"reason":""}              | {"reason":"x"}     | yes
      {"reason":"x"}             | {"reason":"x"}     | no
      {"reason":"x"}             | {"reason":""}      | yes
      {"rows":[1,2]}             | {"rows":[2,1]}     | yes
    `),
  )('a form that began with $start and holds $value: kept $kept', ({ start, value, kept }) => {
    expect(isTyped(JSON.parse(start), JSON.parse(value)) ? 'yes' : 'no').toBe(kept);
  });

  const draft = (name: string, sitting: string, atMs: number) => ({ name, sitting, atMs });
  const kept = [
    draft('objection/1', 'a', 10),
    draft('objection/1', 'b', 30),
    draft('objection/2', 'c', 20),
    draft('objection/1', 'd', 40),
    draft('objection/1', 'e', 50),
  ];

  it('a form offers its earlier openings only, newest first, three at most', () => {
    const names = (name: string, sitting: string) =>
      offersOf(kept, { name, sitting }).map((one) => one.sitting);
    expect(names('objection/1', 'x')).toEqual(['e', 'd', 'b']);
    expect(names('objection/1', 'e')).toEqual(['d', 'b', 'a']);
    expect(names('objection/2', 'c')).toEqual([]);
    expect(names('objection/9', 'x')).toEqual([]);
  });

  it('the frame names each form once, and none that offers by itself', () => {
    const seen = (offering: readonly string[]) =>
      unfinishedOf(kept, new Set(offering)).map((one) => one.sitting);
    expect(seen([])).toEqual(['e', 'c']);
    expect(seen(['objection/1'])).toEqual(['c']);
  });
});
