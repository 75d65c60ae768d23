import { z } from 'zod';
import { policyKind } from '../policy/kind.ts';

/** How much may be taken away as files, and for how long the files are kept. */
export const exportPolicy = policyKind({
  kind: 'exports',
  title: { zh: '导出管理', en: 'Exports' },
  source: 'JR/T 0171-2020 C2 (balances, transactions): copies are few, kept short, each recorded',
  schema: z.object({
    keepDays: z.int().min(1).max(90),
    /** Files of one account in the making at once. */
    runningMax: z.int().min(1).max(20),
    /** Files that one account asks for on one day. */
    dayMax: z.int().min(1).max(1000),
    /** Rows of one file. */
    rowsMax: z.int().min(1000).max(10_000_000),
  }),
  initial: { keepDays: 7, runningMax: 3, dayMax: 50, rowsMax: 2_000_000 },
  assumed: {
    zh: '假定：全部数字；原文没有谈到名单的导出',
    en: 'ASSUMED: all numbers; the paper says nothing about taking lists away as files',
  },
});
