import type { CheckName, HealthState } from './contract.ts';
import type { HealthPolicy } from './policy.ts';

/** What a process knows of its own machine; needs no database. */
export interface Machine {
  readonly version: string;
  readonly nodeVersion: string;
  /** When this server began; null for the command line and in tests. */
  readonly startedAt: string | null;
  readonly isBuilt: boolean;
  readonly dataDir: string | null;
  readonly freeMb: number | null;
  readonly secretFingerprint: string | null;
}

export interface SlowRoute {
  readonly method: string;
  readonly route: string;
  readonly count: number;
  /** 95 of 100 answers were given within; null: longer than measured. */
  readonly p95Ms: number | null;
}

/** What the database and the running server know. */
export interface Facts {
  readonly database: { readonly version: string; readonly sizeBytes: bigint };
  readonly connections: { readonly used: number; readonly max: number };
  readonly schema: { readonly applied: number; readonly missing: number };
  readonly backup: { readonly ageDays: number; readonly secretFingerprint: string } | null;
  readonly audit: {
    readonly faults: number;
    readonly checked: number;
    readonly waiting: number;
    readonly waitSeconds: number;
  };
  /** Null when the queue was never made. */
  readonly queue: {
    readonly waiting: number;
    readonly waitSeconds: number;
    readonly failedDay: number;
    readonly beatSeconds: number | null;
  } | null;
  readonly certificateDays: number | null;
  readonly calendar: {
    readonly until: number | null;
    readonly year: number;
    readonly daysLeft: number;
  };
  readonly imports: readonly { readonly source: string; readonly days: number }[];
  /** Whether a server runs on this database: without one nothing beats and nothing is chained. */
  readonly isServed: boolean;
  /** Null outside a server. */
  readonly traffic: { readonly faults: number; readonly routes: readonly SlowRoute[] } | null;
}

export interface Finding {
  readonly check: CheckName;
  readonly state: HealthState;
  readonly found: string;
  readonly params: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, string | number | bigint>>;

function finding(check: CheckName, state: HealthState, variant: string, values: Values): Finding {
  const params = Object.entries(values).map(([name, value]) => [name, String(value)]);
  const found = `health.found.${check}.${variant}`;
  return { check, state, found, params: Object.fromEntries(params) };
}

interface Pair {
  readonly warn: number;
  readonly bad: number;
}
const above = (value: number, { warn, bad }: Pair): HealthState =>
  value > bad ? 'bad' : value > warn ? 'warn' : 'good';
const from = (value: number, { warn, bad }: Pair): HealthState =>
  value >= bad ? 'bad' : value >= warn ? 'warn' : 'good';
const below = (value: number, { warn, bad }: Pair): HealthState =>
  value < bad ? 'bad' : value < warn ? 'warn' : 'good';

/** The checks that need no database. */
export function examineMachine(machine: Machine, policy: HealthPolicy): readonly Finding[] {
  const { version, nodeVersion, startedAt, isBuilt, dataDir, freeMb, secretFingerprint } = machine;
  const free = freeMb === null || dataDir === null;
  return [
    startedAt === null
      ? finding('program', 'good', 'here', { version, nodeVersion })
      : finding('program', 'good', 'runs', { version, nodeVersion, startedAt }),
    isBuilt ? finding('pages', 'good', 'built', {}) : finding('pages', 'warn', 'none', {}),
    free
      ? finding('disk', 'unknown', 'none', {})
      : finding('disk', below(freeMb, policy.diskMb), 'free', { freeMb, dataDir }),
    secretFingerprint === null
      ? finding('secret', 'unknown', 'none', {})
      : finding('secret', 'good', 'known', { fingerprint: secretFingerprint }),
  ];
}

/** The checks of the database and of the running server. `machine` names the key in use. */
export function examineBank(
  facts: Facts,
  policy: HealthPolicy,
  machine: Pick<Machine, 'secretFingerprint'>,
): readonly Finding[] {
  const { database, schema } = facts;
  return [
    finding('database', 'good', 'known', database),
    connectionsOf(facts, policy),
    schema.missing === 0
      ? finding('schema', 'good', 'whole', schema)
      : finding('schema', 'bad', 'missing', schema),
    backupOf(facts, policy, machine.secretFingerprint),
    auditOf(facts, policy),
    queueOf(facts, policy),
    workerOf(facts, policy),
    certificateOf(facts, policy),
    calendarOf(facts, policy),
    importsOf(facts, policy),
    ...trafficOf(facts, policy),
  ];
}

/** The worst state of all; what cannot be told from here does not count. */
export function worstOf(findings: readonly Pick<Finding, 'state'>[]): HealthState {
  const states = findings.map((one) => one.state);
  return states.includes('bad') ? 'bad' : states.includes('warn') ? 'warn' : 'good';
}

function connectionsOf({ connections }: Facts, policy: HealthPolicy): Finding {
  const percent = Math.floor((connections.used * 100) / Math.max(1, connections.max));
  const state = from(percent, policy.connectionsPercent);
  return finding('connections', state, 'used', { ...connections, percent });
}

function backupOf({ backup }: Facts, policy: HealthPolicy, key: string | null): Finding {
  if (policy.backupElsewhere) return finding('backup', 'good', 'elsewhere', {});
  if (backup === null) return finding('backup', 'warn', 'none', {});
  const { ageDays, secretFingerprint } = backup;
  if (key !== null && key !== secretFingerprint) {
    return finding('backup', 'bad', 'other_key', { ageDays, theirs: secretFingerprint, ours: key });
  }
  return finding('backup', above(ageDays, policy.backupDays), 'made', { ageDays });
}

function auditOf({ audit, isServed }: Facts, policy: HealthPolicy): Finding {
  const { faults, checked, waiting, waitSeconds } = audit;
  if (faults > 0) return finding('audit', 'bad', 'broken', { faults, checked });
  const lag = isServed ? above(waitSeconds, policy.auditSeconds) : 'good';
  return lag === 'good'
    ? finding('audit', 'good', 'holds', { checked, waiting })
    : finding('audit', lag, 'late', { waiting, waitSeconds });
}

function queueOf({ queue }: Facts, policy: HealthPolicy): Finding {
  if (queue === null) return finding('queue', 'unknown', 'none', {});
  const { waiting, waitSeconds, failedDay } = queue;
  const failed = from(failedDay, policy.failedJobs);
  const late = above(waitSeconds, policy.queueSeconds);
  const state = worstOf([{ state: failed }, { state: late }]);
  return late === 'good'
    ? finding('queue', state, 'counts', { waiting, failedDay })
    : finding('queue', state, 'late', { waiting, failedDay, waitSeconds });
}

function workerOf({ queue, isServed }: Facts, policy: HealthPolicy): Finding {
  const seconds = queue?.beatSeconds ?? null;
  if (!isServed) return finding('worker', 'unknown', 'no_server', {});
  if (seconds === null) return finding('worker', 'bad', 'silent', {});
  return finding('worker', above(seconds, policy.workerSeconds), 'beats', { seconds });
}

function certificateOf({ certificateDays: days }: Facts, policy: HealthPolicy): Finding {
  if (days === null) return finding('certificate', 'good', 'none', {});
  if (days < 0) return finding('certificate', 'bad', 'expired', { days: -days });
  return finding('certificate', below(days, policy.certificateDays), 'valid', { days });
}

function calendarOf({ calendar }: Facts, policy: HealthPolicy): Finding {
  const { until, year, daysLeft } = calendar;
  if (until === null || until < year) return finding('calendar', 'warn', 'unknown', { year });
  const isDue = until === year && daysLeft <= policy.calendarDays;
  return isDue
    ? finding('calendar', 'warn', 'next_missing', { until, next: year + 1, daysLeft })
    : finding('calendar', 'good', 'known', { until });
}

function importsOf({ imports }: Facts, policy: HealthPolicy): Finding {
  const [latest] = imports.toSorted((a, b) => b.days - a.days);
  if (latest === undefined) return finding('imports', 'good', 'none', {});
  const { source, days } = latest;
  const state = above(days, policy.importDays);
  const late = imports.filter((one) => above(one.days, policy.importDays) !== 'good').length;
  return state === 'good'
    ? finding('imports', 'good', 'fresh', { count: imports.length, source, days })
    : finding('imports', state, 'late', { late, source, days });
}

function trafficOf({ traffic }: Facts, policy: HealthPolicy): readonly Finding[] {
  if (traffic === null) {
    return [
      finding('routes', 'unknown', 'no_server', {}),
      finding('faults', 'unknown', 'no_server', {}),
    ];
  }
  const judged = traffic.routes.filter((one) => one.count >= policy.routeAnswers);
  const slowest = judged.toSorted((a, b) => (b.p95Ms ?? Infinity) - (a.p95Ms ?? Infinity))[0];
  return [
    slowest === undefined
      ? finding('routes', 'good', 'few', { answers: policy.routeAnswers })
      : slowestFound(slowest, policy),
    finding('faults', from(traffic.faults, policy.faults), 'count', { faults: traffic.faults }),
  ];
}

function slowestFound({ method, route, count, p95Ms }: SlowRoute, policy: HealthPolicy): Finding {
  const name = `${method} ${route}`;
  if (p95Ms === null) return finding('routes', 'bad', 'endless', { route: name, count });
  const state = above(p95Ms, policy.routeMs);
  return finding('routes', state, 'slowest', { route: name, count, p95Ms });
}
