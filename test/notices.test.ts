import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHouse } from '../server/house.ts';

/** Every notice that some room writes can be said in both languages, with the values it carries. */
const root = path.join(import.meta.dirname, '..');
const house = openHouse();
const phrases = Object.assign({}, ...house.modules.map((module) => module.phrases)) as Record<
  string,
  { zh: string; en: string }
>;
const codes = Object.keys(phrases).filter((key) => /^[a-z]+\.notice\./.test(key));
const source = globSync('server/**/*.ts', { cwd: root })
  .filter((file) => !/\.test\.ts$|messages/.test(file))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

const holes = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!.replace(/Zh$/, '')));

describe('notices', () => {
  it('there are some, and each kind has a name in both languages', () => {
    const kinds = [...new Set(codes.map((code) => code.slice(0, code.indexOf('.'))))];
    expect(kinds.length).toBeGreaterThan(7);
    for (const kind of kinds) expect(phrases[`${kind}.notices.kind`], kind).toBeDefined();
  });

  it.each(codes)('%s: both languages carry the same values', (code) => {
    expect(holes(phrases[code]!.zh)).toEqual(holes(phrases[code]!.en));
  });

  it('a code written in full is a phrase', () => {
    const written = [...source.matchAll(/'([a-z]+\.notice\.[a-z_]+)'/g)].map(([, code]) => code!);
    expect(written.length).toBeGreaterThan(5);
    for (const code of written) expect(Object.keys(phrases)).toContain(code);
  });

  it('a phrase of a notice is written by some room: in full, or by its beginning', () => {
    const begun = [...source.matchAll(/`([a-z]+\.notice\.[a-z_]*)\$\{/g)].map(([, text]) => text!);
    const idle = codes.filter(
      (code) => !source.includes(`'${code}'`) && !begun.some((one) => code.startsWith(one)),
    );
    expect(idle).toEqual([]);
  });
});
