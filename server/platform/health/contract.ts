import { z } from 'zod';
import { count, countText, instantText, route } from '../../../core/schema.ts';

/** In the order of the page and of `kejing doctor`. */
export const checkNames = [
  'program',
  'pages',
  'disk',
  'secret',
  'database',
  'connections',
  'schema',
  'backup',
  'audit',
  'queue',
  'worker',
  'certificate',
  'calendar',
  'imports',
  'routes',
  'faults',
] as const;
export type CheckName = (typeof checkNames)[number];

/** `unknown`: cannot be told from here, such as the worker of a server that does not run. */
export const healthStates = ['good', 'warn', 'bad', 'unknown'] as const;
export type HealthState = (typeof healthStates)[number];

const finding = z.object({
  check: z.enum(checkNames),
  state: z.enum(healthStates),
  /** Phrase of what was found; `…Bytes` and `…At` among its values are sizes and instants. */
  found: z.string(),
  params: z.record(z.string(), z.string()),
  /** Since when it is in this state, as the watch saw it. */
  since: instantText.nullable(),
});

export const healthApi = {
  readHealth: route({
    method: 'get',
    path: '/health',
    right: 'health.read',
    summary: 'Each check of system health with what was found, largest tables, slowest routes',
    response: z.object({
      checkedAt: instantText,
      state: z.enum(healthStates),
      findings: z.array(finding),
      tables: z.array(z.object({ name: z.string(), rows: countText, bytes: countText })),
      routes: z.array(
        z.object({ method: z.string(), route: z.string(), count, p95Ms: z.int().nullable() }),
      ),
      backups: z.array(
        z.object({
          file: z.string(),
          madeAt: instantText,
          login: z.string(),
          rows: countText,
          bytes: countText,
        }),
      ),
    }),
  }),
};
