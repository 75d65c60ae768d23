import { defineConfig } from 'vitest/config';

/**
 * One process, files one after another, one database: tests share it and roll back, or take a fresh
 * one.
 */
export default defineConfig({
  test: {
    include: ['{core,server,web,tools,test,fixtures}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    isolate: false,
    globalSetup: ['server/platform/testing/global-setup.ts'],
    setupFiles: ['server/platform/testing/time-limits.ts'],
    reporters: ['default', './server/platform/testing/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});
