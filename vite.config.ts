import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the web into dist/web. Pages are split by route, no script stands inline and nothing is inlined as data:,
 * so that the server can send `script-src 'self'`; antd writes its styles at run time (`style-src 'unsafe-inline'`).
 */
export default defineConfig({
  root: 'web',
  plugins: [react()],
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
