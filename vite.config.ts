import fs from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defineConfig } from 'vite';
import type { Plugin } from 'vite';
import type { Phrase } from './core/messages.ts';
import { pagePinyin } from './web/frame/page-pinyin.ts';
import { isLater, laterKey, phraseTable } from './web/i18n/phrases.ts';

/** Puts a .br and a .gz beside each text file, which the server sends as they are. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (/\.(js|css|svg)$/.test(name)) compress(path.join(dir, name));
      }
    },
  };
}

function compress(file: string): void {
  const bytes = fs.readFileSync(file);
  if (bytes.length < 1024) return;
  fs.writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  fs.writeFileSync(`${file}.br`, brotliCompressSync(bytes));
}

const outDir = path.resolve(import.meta.dirname, 'dist/web');

/**
 * Builds the service worker once the pages are written, with the list of their files: those under
 * assets/ carry their hash in the name, others get one of their content.
 */
function worker(): Plugin {
  return {
    name: 'worker',
    apply: 'build',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        await build({
          configFile: false,
          root: 'web',
          logLevel: 'warn',
          define: { 'self.__WB_MANIFEST': JSON.stringify(filesOf(outDir)) },
          build: {
            outDir,
            emptyOutDir: false,
            copyPublicDir: false,
            target: 'es2022',
            rolldownOptions: {
              input: path.resolve(import.meta.dirname, 'web/offline/worker.ts'),
              output: { entryFileNames: 'worker.js', format: 'iife' },
            },
          },
        });
        compress(path.join(outDir, 'worker.js'));
      },
    },
  };
}

function filesOf(dir: string): { url: string; revision: string | null }[] {
  const names = fs.readdirSync(dir, { recursive: true, withFileTypes: true });
  return names
    .filter((one) => one.isFile() && !/\.(gz|br)$/.test(one.name) && one.name !== 'worker.js')
    .map((one) => {
      const file = path.join(one.parentPath, one.name);
      const url = `/${path.relative(dir, file).split(path.sep).join('/')}`;
      const hash = () => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
      return { url, revision: url.startsWith('/assets/') ? null : hash().slice(0, 20) };
    })
    .toSorted((a, b) => (a.url < b.url ? -1 : 1));
}

/** The module `virtual:page-pinyin`: what the palette knows of the pages' pinyin. */
function pinyinOfPages(): Plugin {
  const name = 'virtual:page-pinyin';
  return {
    name: 'page-pinyin',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(pagePinyin())};` : null),
  };
}

/**
 * In place of web/i18n/phrases.ts, which holds both languages, the built web has two tables for
 * each, fetched when it is spoken: half of the words for most readers, and the first page waits
 * only for the first of the two.
 */
function phrasesByLanguage(): Plugin {
  const source = path.resolve(import.meta.dirname, 'web/i18n/phrases.ts');
  const prefix = '\0phrases-';
  return {
    name: 'phrases-by-language',
    apply: 'build',
    resolveId: (id) => (id.startsWith('virtual:phrases-') ? id.replace('virtual:', '\0') : null),
    load: (id) => {
      if (id === source) return phrasesModule;
      if (!id.startsWith(prefix)) return null;
      const [part, language] = id.slice(prefix.length).split('-');
      const locale = language === 'zh' ? 'zh' : 'en';
      const words = Object.entries<Phrase>(phraseTable)
        .filter(([key]) => isLater(key) === (part === 'later'))
        .map(([key, one]) => [key, one[locale]]);
      return `export default ${JSON.stringify(treeOf(words as [string, string][]))};`;
    },
  };
}

/**
 * Phrases by the steps of their keys: the beginnings that thousands of keys share stand once, which
 * is a tenth less to fetch. A phrase whose key is the beginning of others stands under ''.
 */
function treeOf(words: readonly (readonly [string, string])[]): Tree {
  const tree: Tree = {};
  for (const [key, text] of words.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    let at = tree;
    for (const step of key.split('.')) {
      const next = at[step];
      at = typeof next === 'object' ? next : (at[step] = {});
    }
    at[''] = text;
  }
  return pruned(tree);
}

interface Tree {
  [step: string]: Tree | string;
}

function pruned(tree: Tree): Tree {
  const kept: Tree = {};
  for (const [step, one] of Object.entries(tree)) {
    const alone = typeof one === 'object' && Object.keys(one).length === 1 ? one[''] : undefined;
    kept[step] = typeof one === 'string' ? one : typeof alone === 'string' ? alone : pruned(one);
  }
  return kept;
}

const phrasesModule = `
const books = {};
const fetched = {
  first: {
    zh: () => import('virtual:phrases-first-zh'),
    en: () => import('virtual:phrases-first-en'),
  },
  later: {
    zh: () => import('virtual:phrases-later-zh'),
    en: () => import('virtual:phrases-later-en'),
  },
};
const first = {};
const whole = {};
const complete = {};
let isWanted = false;
export function isLater(key) {
  return ${laterKey}.test(key);
}
export function areAllOpen(locale) {
  return complete[locale] === true;
}
function openFirst(locale) {
  first[locale] ??= fetched.first[locale]().then(
    (words) => {
      books[locale] = spread(words.default, '', {});
    },
    again(first, locale),
  );
  return first[locale];
}
export async function openPhrases(locale) {
  await openFirst(locale);
  if (isWanted) await openLater(locale);
}
export async function openLater(locale) {
  isWanted = true;
  whole[locale] ??= Promise.all([fetched.later[locale](), openFirst(locale)]).then(([words]) => {
    spread(words.default, '', books[locale]);
    complete[locale] = true;
  }, again(whole, locale));
  await whole[locale];
}
function again(kept, locale) {
  return (error) => {
    delete kept[locale];
    throw error;
  };
}
function spread(tree, before, book) {
  for (const [step, one] of Object.entries(tree)) {
    const key = step === '' ? before : before === '' ? step : before + '.' + step;
    if (typeof one === 'string') book[key] = one;
    else spread(one, key, book);
  }
  return book;
}
export function phraseOf(key) {
  const zh = books.zh !== undefined && Object.hasOwn(books.zh, key) ? books.zh[key] : undefined;
  const en = books.en !== undefined && Object.hasOwn(books.en, key) ? books.en[key] : undefined;
  return zh === undefined && en === undefined ? undefined : { zh: zh ?? en, en: en ?? zh };
}
`;

/**
 * Builds the web into dist/web. Pages are split by route; no script stands inline and nothing is
 * inlined as data:, so that the server can send `script-src 'self'`. antd writes its styles at run
 * time (`style-src 'unsafe-inline'`).
 */
export default defineConfig({
  root: 'web',
  plugins: [react(), phrasesByLanguage(), pinyinOfPages(), compressed(), worker()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 7301,
    proxy: { '/api': 'http://127.0.0.1:7300' },
  },
});
