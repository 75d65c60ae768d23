import { expect, vi } from 'vitest';

/** A browser needs more time than the rest. */
const inBrowser = /[\\/]test[\\/]browser[\\/]/.test(expect.getState().testPath ?? '');
vi.setConfig({
  testTimeout: inBrowser ? 120_000 : 30_000,
  hookTimeout: inBrowser ? 180_000 : 60_000,
});
