import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import underPressure from '@fastify/under-pressure';
import fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { may, type Rights } from '../../../core/actor.ts';
import type { Phrases } from '../../../core/messages.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { RefusalBook } from '../audit/refusal-book.ts';
import type { Database } from '../db/transaction.ts';
import type { Log } from '../log.ts';
import type { Module } from '../module.ts';
import { credentialsOf, isForeign, pathOf, type Identify } from './caller.ts';
import { refusalOfFault } from './faults.ts';
import { createMeter, type Meter } from './meter.ts';
import { httpMessages } from './messages.ts';
import { openapiOf } from './openapi.ts';
import { addOperations, type Readiness } from './operations.ts';
import { addPages } from './pages.ts';
import { localeOf, problemOf, sendProblem } from './problem.ts';
import { addRoutes } from './routes.ts';

export interface ServerParts {
  /** Platform rooms (sign-in, audit …) and the bank's rooms, in order. */
  readonly modules: readonly Module[];
  readonly database: Database;
  readonly identify: Identify;
  readonly log: Log;
  /** Where the built pages lie. */
  readonly webDir: string;
  readonly version: string;
  readonly ready: () => Promise<Readiness>;
  /** Whether each answer is compared with its contract (tests, development). */
  readonly checkAnswers: boolean;
  readonly limits?: Partial<Limits>;
  /** Counts the answers; one of its own when none is given. */
  readonly meter?: Meter;
}

/** ASSUMED: generous for people, strict for guessing. Technical limits, not policy of the bank. */
export interface Limits {
  /** Requests a minute for a session, or for an address that is not signed in. */
  readonly perMinute: number;
  /** Tries to sign in a minute for one address. */
  readonly signInsPerMinute: number;
  readonly bodyBytes: number;
  readonly uploadBytes: number;
  /** Beyond this delay of the event loop new requests are turned away. */
  readonly delayMs: number;
}

const usual: Limits = {
  perMinute: 3000,
  signInsPerMinute: 60,
  bodyBytes: 8 * 1024 ** 2,
  uploadBytes: 2 * 1024 ** 3,
  delayMs: 5000,
};

/** The right that opens /metrics to a token from another machine. */
export const metricsRight = 'platform.read_metrics';
const platformRights: Rights = { [metricsRight]: ['administrator', 'auditor'] };

/**
 * Builds the one door of the bank: every route of every room, the pages, and what operators ask.
 */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const limits = { ...usual, ...parts.limits };
  const rights = mergeRights(parts.modules);
  const book = bookOf(parts.modules);
  const app = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 400 },
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;
  const refuse = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    sendProblem(reply, problemOf(book, refusal, localeOf(request)));

  app.decorateRequest('caller', undefined);
  app.decorateRequest('sessionCookie', undefined);
  await app.register(cookie);
  await addProtection(app, limits, refuse);
  await app.register(multipart, { limits: { fileSize: limits.uploadBytes, files: 100 } });

  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOfFault(error, request, parts.log);
    // A file that broke off on its way: nothing more can be said to the caller.
    if (reply.raw.headersSent) return reply;
    return refuse(request, reply, refusal);
  });
  addOperations(app, {
    database: parts.database,
    meter: parts.meter ?? createMeter(),
    ready: parts.ready,
    mayReadMetrics: async (request) => {
      const { bearer } = credentialsOf(request);
      if (bearer === undefined) return false;
      const caller = await parts.identify({ bearer, cookie: undefined });
      return caller !== undefined && may(caller.actor, rights, metricsRight);
    },
    refuseMetrics: (request, reply) =>
      refuse(request, reply, { refused: 'http.metrics_refused', params: {} }),
  });
  await addDocuments(app, openapiOf(parts.modules, rights, parts.version));
  app.addHook('onRequest', async (request, reply) => {
    if (isForeign(request)) {
      return refuse(request, reply, { refused: 'auth.foreign_origin', params: {} });
    }
    return undefined;
  });
  const refusals = new RefusalBook(parts.database, parts.log);
  app.addHook('onClose', () => refusals.close());
  addRoutes(app, {
    refusals,
    modules: parts.modules,
    database: parts.database,
    identify: parts.identify,
    checkAnswers: parts.checkAnswers,
    signInsPerMinute: limits.signInsPerMinute,
    rights,
    book,
    refuse,
  });
  await addPages(app, parts.webDir, (request, reply) =>
    refuse(request, reply, { refused: 'http.not_found', params: { path: pathOf(request) } }),
  );
  return app;
}

/** Every access table in one; a right belongs to one room. */
export function mergeRights(modules: readonly Module[]): Rights {
  const merged: Record<string, Rights[string]> = { ...platformRights };
  for (const module of modules) {
    for (const [right, roles] of Object.entries(module.rights)) {
      if (right in merged) throw new Error(`two rooms own the right ${right}`);
      merged[right] = roles;
    }
  }
  return merged;
}

/** Every phrase of every room, by key. */
export function bookOf(modules: readonly Module[]): Phrases {
  return Object.assign({}, httpMessages, ...modules.map((module) => module.phrases)) as Phrases;
}

async function addProtection(
  app: FastifyInstance,
  limits: Limits,
  refuse: (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
    // Only an https server may ask for it; set below for such requests.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') {
      reply.header('strict-transport-security', 'max-age=31536000');
    }
  });
  await app.register(underPressure, {
    maxEventLoopDelay: limits.delayMs,
    exposeStatusRoute: false,
    pressureHandler: (request, reply) => {
      reply.header('retry-after', '5');
      refuse(request, reply, { refused: 'http.busy', params: {} });
    },
  });
  await app.register(rateLimit, {
    global: true,
    hook: 'preHandler',
    max: limits.perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) =>
      request.caller === undefined
        ? `address ${request.ip}`
        : `${request.caller.via} ${request.caller.key}`,
  });
}

/** Scripts only from here; antd writes its styles into the page, hence inline styles. */
const contentSecurity = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** The bar of the documentation program shows its maker, not the bank. */
const docsStyle = '.swagger-ui .topbar { display: none }';

async function addDocuments(
  app: FastifyInstance,
  document: Readonly<Record<string, unknown>>,
): Promise<void> {
  await app.register(swagger, { mode: 'static', specification: { document: document as never } });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    theme: { title: 'Kejing API', css: [{ filename: 'kejing.css', content: docsStyle }] },
    uiConfig: { docExpansion: 'none', filter: true, tagsSorter: 'alpha' },
  });
  app.get('/api/openapi.json', async () => document);
}
