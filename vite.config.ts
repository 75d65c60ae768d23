import fs from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { pagePinyin } from './web/frame/page-pinyin.ts';

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
 * Builds the web into dist/web. Pages are split by route; no script stands inline and nothing is
 * inlined as data:, so that the server can send `script-src 'self'`. antd writes its styles at run
 * time (`style-src 'unsafe-inline'`).
 */
export default defineConfig({
  root: 'web',
  plugins: [react(), pinyinOfPages(), compressed(), worker()],
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
