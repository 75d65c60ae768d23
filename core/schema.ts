import { z } from 'zod';
import { parseDay } from './day.ts';

/**
 * The vocabulary of contracts: one object describes a route for the server, the typed client and
 * OpenAPI. Shapes are those on the wire: big integers travel as digits in text. `meta.unit` tells a
 * page how to show a value.
 */
export type Method = 'get' | 'post' | 'put' | 'delete';

type Shape = z.ZodType;
const nothing = z.undefined();
type Nothing = typeof nothing;

export interface Route<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Shape = Shape,
> {
  readonly method: Method;
  readonly path: string;
  /** The right needed (a key of some access.ts), 'anyone' (no sign-in) or 'signed_in'. */
  readonly right: string;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  readonly status: number;
  /** Set when the answer is a file: its media type. The response shape is then not used. */
  readonly file?: string;
  /**
   * Set on a list (`pageOf`) that may be taken away as a file by the room of exports; `right` when
   * that asks for more than reading; `persons` is the column that names the customer of a row:
   * such a file needs a purpose, one for marketing leaves out who did not consent (PIPL 6, 24).
   */
  readonly export?: { readonly right?: string; readonly persons?: string };
}

export function route<
  R extends Shape,
  P extends Shape = Nothing,
  Q extends Shape = Nothing,
  B extends Shape = Nothing,
>(definition: {
  method: Method;
  path: string;
  right: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  status?: number;
  file?: string;
  export?: { readonly right?: string; readonly persons?: string };
}): Route<P, Q, B, R> {
  return {
    params: nothing as unknown as P,
    query: nothing as unknown as Q,
    body: nothing as unknown as B,
    status: 200,
    ...definition,
  };
}

export type Api = Readonly<Record<string, Route>>;

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Whole fen (hundredths of the bank's currency) as digits. */
export const fenText = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .meta({ unit: 'fen' });
/** A rate in millionths as digits: 1 bp = 100, 3 % = 30000. */
export const rateText = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .meta({ unit: 'rate' });
/** A score or factor in millionths as digits. */
export const scoreText = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .meta({ unit: 'score' });
/** An id: a positive bigint as digits. */
export const idText = z
  .string()
  .regex(/^\d{1,19}$/)
  .refine((text) => text.length < 19 || text <= '9223372036854775807')
  .meta({ unit: 'id' });
export const dayText = z
  .string()
  .regex(day)
  .refine((text) => parseDay(text, ['dash']) !== null)
  .meta({ unit: 'day' });
export const quarterText = z
  .string()
  .regex(/^(?!0000)\d{4}Q[1-4]$/)
  .meta({ unit: 'quarter' });
/** An instant in UTC, ISO 8601. */
export const instantText = z.string().meta({ unit: 'instant' });
export const count = z.int().meta({ unit: 'count' });
/**
 * A name that a scheme of the bank gives (a band, an award, a product): Chinese, as it is kept. A
 * reader of English gets the English name that the scheme gives beside it.
 */
export const schemeName = z.string().meta({ unit: 'scheme_name' });
/**
 * Stands in a scheme's document beside a Chinese name, under that name with `En` at its end; none:
 * readers of English get the Chinese one. Versions kept before it existed have none.
 */
export const englishName = z.string().trim().max(120).default('');
/** A whole number that may not fit 53 bits, as digits. */
export const countText = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .meta({ unit: 'count' });

/** What every list takes: search, sort by one named column, a keyset cursor, a limit. */
export const listQuery = z.object({
  q: z.string().max(60).optional(),
  sort: z.string().max(40).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/**
 * The same for a list as long as the bank has RMs, sorted by a figure that is no key: its cursor is
 * how many rows come before. Anything else is refused by the contract.
 */
export const shortListQuery = listQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional(),
});

/** The page of a short list from one row more than its limit, read from `rowsBefore` on. */
export function shortPage<R>(
  rows: readonly R[],
  query: Pick<z.output<typeof shortListQuery>, 'cursor' | 'limit'>,
) {
  const before = rowsBefore(query);
  const more = rows.length > query.limit;
  return {
    rows: rows.slice(0, query.limit),
    next: more ? String(before + query.limit) : null,
    total: { count: before + Math.min(rows.length, query.limit), capped: more },
  };
}

/** The page of a keyset list from one row more than its limit; the cursor is the last row's key. */
export function keysetPage<R>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => bigint | string,
) {
  const page = rows.slice(0, limit);
  const more = rows.length > limit;
  return {
    rows: page,
    next: more ? String(keyOf(page.at(-1)!)) : null,
    total: { count: page.length, capped: more },
  };
}

/** How many rows a short list's cursor leaves out. */
export function rowsBefore({ cursor }: { readonly cursor?: string | undefined }): number {
  return cursor === undefined ? 0 : Number.parseInt(cursor, 10);
}

/** A page of rows: the cursor of the next page (null at the end) and a capped count. */
export function pageOf<R extends z.ZodType>(row: R) {
  return z.object({
    rows: z.array(row),
    next: z.string().nullable(),
    total: z.object({ count: z.int(), capped: z.boolean() }),
  });
}

/** The explanation of a figure: a formula in words, its inputs, and where each came from. */
export interface Explanation {
  readonly rule: string;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly policyVersion?: string | undefined;
}
export const explanationShape = z.object({
  rule: z.string(),
  formula: z.string(),
  inputs: z.record(z.string(), z.string()),
  policyVersion: z.string().optional(),
});

/**
 * RFC 9457 problem body: `code` is a key of the phrases, `detail` the phrase in the caller's
 * language.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    params: z.record(z.string(), z.string()).optional(),
    errors: z.array(z.object({ at: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
