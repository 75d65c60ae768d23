import { z } from 'zod';
import { policyKind, type PolicyFault } from '../policy/kind.ts';

const pair = (max: number) =>
  z.object({ warn: z.int().min(0).max(max), bad: z.int().min(0).max(max) });

const schema = z.object({
  /** Free space where the data lie, in megabytes: below it. */
  diskMb: pair(100_000_000),
  /** Connections in use, in percent of those allowed: from it on. */
  connectionsPercent: pair(100),
  /** Days since the last backup: beyond it. */
  backupDays: pair(366),
  /** The bank backs up its own PostgreSQL by its own tools; not looked at here. */
  backupElsewhere: z.boolean(),
  /** Seconds that the oldest unchained record of the audit waits: beyond it. */
  auditSeconds: pair(86_400),
  /** Seconds that the oldest job waits for a worker: beyond it. */
  queueSeconds: pair(86_400),
  /** Jobs that failed for good within 24 hours: from it on. */
  failedJobs: pair(100_000),
  /** Hours in which administrators are not told again of the same kind of failing job. */
  tellAgainHours: z.int().min(0).max(168),
  /** Seconds since the last heart-beat of the worker: beyond it. */
  workerSeconds: pair(86_400),
  /** Days until the certificate that signs documents expires: below it. */
  certificateDays: pair(3660),
  /** Days before the year's end from which next year's holidays should be known. */
  calendarDays: z.int().min(0).max(366),
  /** Days since the last import of a source: beyond it. */
  importDays: pair(3660),
  /** Milliseconds in which 95 of 100 answers of a route are given: beyond it. */
  routeMs: pair(600_000),
  /** Answers of a route before it is judged. */
  routeAnswers: z.int().min(1).max(1_000_000),
  /** Faults of the program since its start: from it on. */
  faults: pair(1_000_000),
});
export type HealthPolicy = z.output<typeof schema>;

/** Where fewer is worse, the warning comes at the greater number. */
const fewerIsWorse: readonly string[] = ['diskMb', 'certificateDays'];

/** From which figures on the house is amber or red. */
export const healthPolicy = policyKind({
  kind: 'health',
  title: { zh: '系统状况阈值', en: 'System health' },
  source: 'Operation of the installation; not part of the paper',
  schema,
  initial: {
    diskMb: { warn: 5120, bad: 1024 },
    connectionsPercent: { warn: 70, bad: 90 },
    backupDays: { warn: 1, bad: 7 },
    backupElsewhere: false,
    auditSeconds: { warn: 60, bad: 600 },
    queueSeconds: { warn: 120, bad: 1800 },
    failedJobs: { warn: 1, bad: 10 },
    tellAgainHours: 24,
    workerSeconds: { warn: 90, bad: 300 },
    certificateDays: { warn: 60, bad: 14 },
    calendarDays: 30,
    importDays: { warn: 3, bad: 14 },
    routeMs: { warn: 1000, bad: 5000 },
    routeAnswers: 20,
    faults: { warn: 1, bad: 20 },
  },
  assumed: {
    zh: '假定：全部数字；原文没有谈到系统运行',
    en: 'ASSUMED: all numbers; the paper says nothing about the running of the system',
  },
  check: (body) => Object.entries(body).flatMap(([at, value]) => faultsOf(at, value)),
});

function faultsOf(at: string, value: unknown): readonly PolicyFault[] {
  if (typeof value !== 'object' || value === null) return [];
  const { warn, bad } = value as { warn: number; bad: number };
  const isLess = fewerIsWorse.includes(at);
  if (isLess ? bad <= warn : warn <= bad) return [];
  return [
    {
      at: `${at}.bad`,
      zh: `红色 ${bad} 应比黄色 ${warn} 更严重`,
      en: `red at ${bad} must be worse than amber at ${warn}`,
    },
  ];
}
