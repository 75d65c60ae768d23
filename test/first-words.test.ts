import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deskCards } from '../web/desk-cards.ts';
import { actions } from '../web/frame/actions.ts';
import { isLater, phraseTable } from '../web/i18n/phrases.ts';
import { pages } from '../web/routes.tsx';

/**
 * The first page does without the later words (web/i18n/phrases.ts). What it says, and what may be
 * said over it (menu, palette, bell, dialogs), must stand in the first table: a later key would be
 * seen as a gap until the rest is fetched.
 */
const web = path.join(import.meta.dirname, '..', 'web');

/** Tables of pages and of a customer's parts: what they fetch late is no part of the desk. */
const tables = /(^|\/)(routes\.tsx|customer-tabs\.ts|pages\.ts)$/;
/** Files that say later words only in what the reader opens, which waits for them. */
const waits = new Set(['kit/place-name.ts']);

/** What a file does, without what it says of itself. */
function sourceOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
}

/** A file with all it imports; dynamic imports count as well, but for those of the tables. */
function reachedFrom(entries: readonly string[]): readonly string[] {
  const reached = new Set<string>();
  const waiting = entries.map((one) => path.join(web, one));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file) || !file.startsWith(web) || !/\.tsx?$/.test(file)) continue;
    reached.add(file);
    const form = tables.test(file)
      ? /from\s*'(\.[^']+)'/g
      : /(?:from\s*|import\s*\(?\s*)'(\.[^']+)'/g;
    for (const [, to] of sourceOf(file).matchAll(form)) {
      waiting.push(path.resolve(path.dirname(file), to!));
    }
  }
  return [...reached];
}

/** Keys and beginnings of keys in a source that stand in the later table. */
function laterIn(source: string): string[] {
  const keys = [...source.matchAll(/'([\w.]+)'/g)].map(([, key]) => key!);
  const heads = [...source.matchAll(/`(\w+\.\w+\.)[\w.]*\$\{/g)].map(([, head]) => head!);
  return [
    ...keys.filter((key) => Object.hasOwn(phraseTable, key) && isLater(key)),
    ...heads.filter((head) => isLater(`${head}x`)),
  ];
}

const files = reachedFrom(['main.tsx', 'pages/desk/desk.tsx']);

describe('the words of the first page', () => {
  it('are looked for in the frame, the palette, the desk and each of its cards', () => {
    const names = files.map((file) => path.relative(web, file));
    for (const one of ['frame/palette.tsx', 'frame/bell.tsx', 'desk-cards.ts'])
      expect(names).toContain(one);
    expect(names).toContain('pages/imports/cards.ts');
    expect(names.some((one) => one.startsWith('pages/policies/'))).toBe(false);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('finds a later key wherever it is written', () => {
    expect(laterIn("t('assessment.policy.bands')")).toEqual(['assessment.policy.bands']);
    expect(laterIn('tk(`imports.entity.${kind}`)')).toEqual(['imports.entity.']);
    expect(laterIn("t('imports.title'); tk(`imports.field.${name}`)")).toEqual([]);
  });

  it('stand in the first table, file by file', () => {
    const found = files
      .filter((file) => !waits.has(path.relative(web, file)))
      .flatMap((file) =>
        laterIn(sourceOf(file)).map((key) => `${path.relative(web, file)}: ${key}`),
      );
    expect(found).toEqual([]);
  });

  it('are those of every page title, action, card and notice too', () => {
    const titles = [...pages, ...actions, ...deskCards].map((one) => one.title);
    const groups = pages.flatMap((one) =>
      one.group === undefined ? [] : [`web.group.${one.group}`],
    );
    const notices = Object.keys(phraseTable).filter((key) => /^\w+\.notices?\./.test(key));
    expect(notices.length).toBeGreaterThan(20);
    expect([...titles, ...groups, ...notices].filter(isLater)).toEqual([]);
  });
});
