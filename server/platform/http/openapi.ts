import { z } from 'zod';
import type { Rights } from '../../../core/actor.ts';
import { problem } from '../../../core/schema.ts';
import type { Route } from '../../../core/schema.ts';
import type { Module } from '../module.ts';
import { sessionCookieName } from './caller.ts';

type Json = Readonly<Record<string, unknown>>;

/** The whole API as an OpenAPI 3.1 document, made from the contracts of every room. */
export function openapiOf(modules: readonly Module[], rights: Rights, version: string): Json {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  shapeOf(problem, 'output', schemas);
  for (const module of modules) {
    for (const [name, route] of Object.entries(module.api)) {
      const address = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
      paths[address] = {
        ...paths[address],
        [route.method]: operationOf({ module: module.name, name, route, rights, schemas }),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kejing 客经',
      version,
      description:
        'Money is whole fen as digits in text, rates are millionths as digits, ' +
        'days are YYYY-MM-DD. A refusal is a problem body (RFC 9457) whose code names the rule.',
    },
    servers: [{ url: '/' }],
    tags: modules
      .filter((module) => Object.keys(module.api).length > 0)
      .map((module) => ({ name: module.name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: sessionCookieName },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

interface Operation {
  readonly module: string;
  readonly name: string;
  readonly route: Route;
  readonly rights: Rights;
  readonly schemas: Record<string, unknown>;
}

function operationOf({ module, name, route, rights, schemas }: Operation): Json {
  const open = route.right === 'anyone';
  const roles = rights[route.right];
  const hasBody = !(route.body instanceof z.ZodUndefined);
  return {
    operationId: `${module}_${name}`,
    tags: [module],
    summary: route.summary,
    ...(roles === undefined ? {} : { description: `Right ${route.right}: ${roles.join(', ')}` }),
    security: open ? [] : [{ session: [] }, { token: [] }],
    parameters: [
      ...parametersOf(route.params, 'path', schemas),
      ...parametersOf(route.query, 'query', schemas),
    ],
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: shapeOf(route.body, 'input', schemas) } },
          },
        }
      : {}),
    responses: {
      [route.status]: { description: 'Done', content: contentOf(route, schemas) },
      ...problemsOf(route, open),
    },
  };
}

function contentOf(route: Route, schemas: Record<string, unknown>): Json {
  if (route.file !== undefined) {
    return { [route.file]: { schema: { type: 'string', format: 'binary' } } };
  }
  return { 'application/json': { schema: shapeOf(route.response, 'output', schemas) } };
}

function problemsOf(route: Route, open: boolean): Json {
  const said: Record<number, string> = {
    400: 'Bad input, all faults at once',
    ...(open ? {} : { 401: 'Not signed in' }),
    403: 'The right is missing, or the change comes from another site',
    ...(route.path.includes(':') ? { 404: 'Not found, or not visible to the caller' } : {}),
    ...(route.method === 'get' ? {} : { 409: 'Refused by a rule', 422: 'Content breaks a rule' }),
    429: 'Too many requests',
    500: 'Fault of the system, with a reference',
  };
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  return Object.fromEntries(
    Object.entries(said).map(([status, description]) => [status, { description, content }]),
  );
}

function parametersOf(
  shape: z.ZodType,
  place: 'path' | 'query',
  schemas: Record<string, unknown>,
): readonly Json[] {
  if (shape instanceof z.ZodUndefined) return [];
  const { properties = {}, required = [] } = inlineOf(shape, schemas);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

function inlineOf(shape: z.ZodType, schemas: Record<string, unknown>) {
  const found = shapeOf(shape, 'input', schemas);
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(found['$ref']))?.[1];
  return (name === undefined ? found : schemas[name]) as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
}

/** The JSON Schema of a shape; named shapes move to the components. */
function shapeOf(shape: z.ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): Json {
  const made = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  const { $schema: _dialect, $defs = {}, ...rest } = made;
  const suffix = io === 'input' ? 'Input' : '';
  for (const [name, definition] of Object.entries($defs as Json)) {
    schemas[`${name}${suffix}`] = moved(definition, suffix);
  }
  return moved(rest, suffix) as Json;
}

function moved(schema: unknown, suffix: string): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\/(.+)$/, `#/components/schemas/$1${suffix}`)
      : value,
  );
}
