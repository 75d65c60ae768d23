import fs from 'node:fs';
import path from 'node:path';
import { pinyin } from 'pinyin-pro';
import { phraseTable, type PhraseKey } from '../i18n/phrases.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/**
 * Pinyin of the titles of all pages, by phrase key: `zerenshu zrs`. Made when the web is built, so
 * that the browser gets a small table and not the dictionary.
 */
export function pagePinyin(): Readonly<Record<string, string>> {
  const tables = [
    'web/routes.tsx',
    'web/frame/actions.ts',
    ...fs.globSync('web/pages/*/pages.ts', { cwd: root }),
  ].map((file) => fs.readFileSync(path.join(root, file), 'utf8'));
  const keys = new Set(
    tables.flatMap((text) => [...text.matchAll(/\btitle: '([\w.]+)'/g)].map(([, key]) => key!)),
  );
  return Object.fromEntries([...keys].flatMap((key) => entryOf(key)));
}

function entryOf(key: string): [string, string][] {
  if (!Object.hasOwn(phraseTable, key)) return [];
  const { zh } = phraseTable[key as PhraseKey];
  const syllables = pinyin(zh, { toneType: 'none', type: 'array', nonZh: 'removed' });
  const initials = syllables.map((one) => one.slice(0, 1)).join('');
  return [[key, `${syllables.join('')} ${initials}`]];
}
