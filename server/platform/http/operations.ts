import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../db/transaction.ts';
import { isLoopback } from './caller.ts';
import type { Meter } from './meter.ts';

export interface Readiness {
  readonly database: boolean;
  readonly migrations: boolean;
}

/** Answers whether the process lives, whether it can work, and how it is doing. */
export function addOperations(
  app: FastifyInstance,
  parts: {
    readonly database: Database;
    readonly meter: Meter;
    readonly ready: () => Promise<Readiness>;
    readonly mayReadMetrics: (request: FastifyRequest) => Promise<boolean>;
    readonly refuseMetrics: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
  },
): void {
  const { meter } = parts;
  const { registry } = meter;
  addPoolGauge(registry, parts.database);

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    meter.note({ method, route, status: reply.statusCode, ms: reply.elapsedTime });
  });
  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { alive: true };
  });
  app.get('/readyz', async (_request, reply) => {
    const found = await parts.ready();
    const ready = found.database && found.migrations;
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, ...found });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLoopback(request) && !(await parts.mayReadMetrics(request))) {
      return parts.refuseMetrics(request, reply);
    }
    return reply
      .header('content-type', registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}

function addPoolGauge(registry: Registry, database: Database): void {
  const connections = new Gauge({
    name: 'kejing_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    collect() {
      const { totalCount, idleCount, waitingCount } = database.pool;
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
    registers: [],
  });
  registry.registerMetric(connections);
}
