import { z } from 'zod';
import { type Refusal, refuserOf } from './refusal.ts';
import { phrases } from './messages.ts';
import { count } from './schema.ts';

/**
 * One verb for many records of a list (`bulk` of a table). Two routes a verb: a preview tells
 * what would happen to each and which are refused and why; the act takes the keys that were shown,
 * decides again, does what it may and answers row by row. The act refuses each record's repetition
 * by its own rule, so a second click does nothing twice.
 */
export const bulkMax = 500;

/** What was ticked, or the words of the list's filter when all that match are meant. */
export const bulkChoice = z.object({
  keys: z.array(z.string().min(1).max(60)).min(1).max(bulkMax).optional(),
  matching: z.record(z.string().max(40), z.string().max(200)).optional(),
});
export type BulkChoice = z.infer<typeof bulkChoice>;

/** The keys that the reader saw in the preview. */
export const bulkKeys = z.array(z.string().min(1).max(60)).min(1).max(bulkMax);

/** Why a record is left out: the rule's code and numbers; the page says them. */
export const bulkRefused = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string()),
});
export type BulkRefused = z.infer<typeof bulkRefused>;

/** One record: its key, its name, a word about it, and why it would be or was left out. */
export const bulkRow = z.object({
  key: z.string(),
  name: z.string(),
  about: z.string(),
  refused: bulkRefused.nullable(),
});
export type BulkRow = z.infer<typeof bulkRow>;

/** A number the reader weighs before he acts: capacity after it, money that moves. */
export const bulkFigure = z.object({
  /** A phrase key that names it. */
  name: z.string(),
  unit: z.enum(['count', 'fen', 'rate', 'text']),
  value: z.string(),
  /** Beyond what a rule allows: shown as a warning. */
  over: z.boolean(),
});
export type BulkFigure = z.infer<typeof bulkFigure>;

export const bulkPreview = z.object({
  /** At most so many at once. */
  max: count,
  rows: z.array(bulkRow),
  figures: z.array(bulkFigure),
});
export type BulkPreview = z.infer<typeof bulkPreview>;

export const bulkOutcome = z.object({ done: count, rows: z.array(bulkRow) });
export type BulkOutcome = z.infer<typeof bulkOutcome>;

/** What every verb for many may refuse as a whole. */
export const bulkMessages = phrases({
  'http.bulk_choice_invalid': {
    zh: '请勾选记录，或选择“全部符合条件的”，二者取其一',
    en: 'Tick records or choose all that match, one of the two',
  },
  'http.bulk_filter_invalid': {
    zh: '筛选条件 {word} 不被这个列表接受，请刷新列表后重选',
    en: 'The list does not take the filter {word}: reload it and choose again',
  },
  'http.bulk_too_many': {
    zh: '符合条件的超过 {max} 条，一次最多处理 {max} 条；请收紧筛选或分批',
    en: 'More than {max} match, and at most {max} go at once: tighten the filter or go in parts',
  },
  'http.bulk_none': {
    zh: '没有符合条件的记录，可能刚被别人处理；请刷新列表',
    en: 'Nothing matches; somebody may have dealt with it just now. Reload the list',
  },
});
export const refuseBulk = refuserOf(bulkMessages);

/** A row's refusal as it travels: parameters as text. */
export function bulkRefusedOf(refusal: Refusal): BulkRefused {
  const params = Object.entries(refusal.params).map(([name, value]) => [name, String(value)]);
  return { code: refusal.refused, params: Object.fromEntries(params) };
}

/** A list whose filter may choose: its query shape, one page of it, the key of a row. */
export interface BulkSource<Q extends z.ZodType, R> {
  readonly query: Q;
  /** Fixed words which the filter may not change, such as the year of the page. */
  readonly page: (
    query: z.output<Q>,
  ) => Promise<{ readonly rows: readonly R[]; readonly next: string | null } | Refusal>;
  readonly keyOf: (row: R) => string;
}

/**
 * The keys a choice means. A filter is walked by the list's own pages under the caller's scope, so
 * it never reaches what the list would not show. Refusals: neither or both given, a word the list
 * does not take, more than `bulkMax`, none.
 */
export async function keysChosen<Q extends z.ZodType, R>(
  choice: BulkChoice,
  source: BulkSource<Q, R>,
): Promise<readonly string[] | Refusal> {
  if ((choice.keys === undefined) === (choice.matching === undefined)) {
    return refuseBulk('http.bulk_choice_invalid');
  }
  if (choice.keys !== undefined) return [...new Set(choice.keys)];
  const keys: string[] = [];
  let cursor: string | null = null;
  do {
    const words: Record<string, unknown> = { ...choice.matching, limit: '200' };
    delete words['cursor'];
    if (cursor !== null) words['cursor'] = cursor;
    const query = source.query.safeParse(words);
    if (!query.success) {
      const word = query.error.issues[0]?.path.join('.') ?? '';
      return refuseBulk('http.bulk_filter_invalid', { word });
    }
    const page: Awaited<ReturnType<typeof source.page>> = await source.page(query.data);
    if ('refused' in page) return page;
    for (const row of page.rows) keys.push(source.keyOf(row));
    if (keys.length > bulkMax || (page.next !== null && keys.length >= bulkMax)) {
      return refuseBulk('http.bulk_too_many', { max: bulkMax });
    }
    cursor = page.next;
  } while (cursor !== null);
  return keys.length === 0 ? refuseBulk('http.bulk_none') : keys;
}
