import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the server counts of its own answers, since its start. */
export interface Meter {
  readonly registry: Registry;
  note(answer: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }): void;
  /** Answers of 500 and above. */
  faults(): Promise<number>;
  /** Each route of the API with its answers, and within how long 95 of 100 were given. */
  routes(): Promise<readonly RoutePace[]>;
}

export interface RoutePace {
  readonly method: string;
  readonly route: string;
  readonly count: number;
  /** Upper bound of the measured step; null: longer than the longest step. */
  readonly p95Ms: number | null;
}

const steps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A meter of its own for each server, so that two in one process do not mix. */
export function createMeter(): Meter {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'kejing_http_request_seconds',
    help: 'Time to answer by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: steps,
    registers: [registry],
  });
  const faults = new Counter({
    name: 'kejing_http_faults_total',
    help: 'Answers with a status of 500 and above',
    registers: [registry],
  });
  return {
    registry,
    note: ({ method, route, status, ms }) => {
      seconds.observe({ method, route, status: String(status) }, ms / 1000);
      if (status >= 500) faults.inc();
    },
    faults: async () => (await faults.get()).values[0]?.value ?? 0,
    routes: async () => pacesOf((await seconds.get()).values),
  };
}

interface Sample {
  readonly value: number;
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
  readonly metricName?: string;
}

function pacesOf(samples: readonly Sample[]): readonly RoutePace[] {
  const routes = new Map<string, { count: number; within: Map<number, number> }>();
  for (const { labels, value, metricName = '' } of samples) {
    const route = String(labels['route']);
    if (!route.startsWith('/api/')) continue;
    const key = `${labels['method']} ${route}`;
    const known = routes.get(key) ?? { count: 0, within: new Map<number, number>() };
    routes.set(key, known);
    const { le } = labels;
    if (metricName.endsWith('_count')) known.count += value;
    if (typeof le === 'number') known.within.set(le, (known.within.get(le) ?? 0) + value);
  }
  return [...routes].map(([key, { count, within }]) => {
    const [method = '', route = ''] = key.split(' ');
    const step = steps.find((one) => (within.get(one) ?? 0) * 100 >= count * 95);
    return { method, route, count, p95Ms: step === undefined ? null : Math.round(step * 1000) };
  });
}
