import { expect, it } from 'vitest';
import { z } from 'zod';
import { bulkMax, bulkRefusedOf, keysChosen } from './bulk.ts';

const query = z.object({
  state: z.enum(['open', 'done']).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().max(200),
});

/** A list of so many rows; asks for pages are noted. */
function listOf(count: number) {
  const asked: z.output<typeof query>[] = [];
  const page = async (words: z.output<typeof query>) => {
    asked.push(words);
    const from = Number(words.cursor ?? '0');
    const until = Math.min(count, from + words.limit);
    const rows = Array.from({ length: until - from }, (_none, at) => ({ id: from + at }));
    return { rows, next: until < count ? String(until) : null };
  };
  return { asked, source: { query, page, keyOf: (row: { id: number }) => String(row.id) } };
}

it('ticked keys are taken once each and the list is not asked', async () => {
  const { asked, source } = listOf(10);
  expect(await keysChosen({ keys: ['3', '5', '3'] }, source)).toEqual(['3', '5']);
  expect(asked).toEqual([]);
});

it('a filter is walked page by page by the words of the list', async () => {
  const { asked, source } = listOf(450);
  const keys = await keysChosen({ matching: { state: 'open', cursor: 'x' } }, source);
  expect(keys).toHaveLength(450);
  expect(asked.map((one) => one.cursor)).toEqual([undefined, '200', '400']);
  expect(asked.every((one) => one.state === 'open')).toBe(true);
});

it.each([
  [bulkMax, 'taken'],
  [bulkMax + 1, 'http.bulk_too_many'],
  [0, 'http.bulk_none'],
])('%i that match: %s', async (count, expected) => {
  const answer = await keysChosen({ matching: {} }, listOf(count).source);
  expect('refused' in answer ? answer.refused : 'taken').toBe(expected);
});

it('refuses both, neither, and a word the list does not take', async () => {
  const { source } = listOf(3);
  const refusedOf = async (choice: Parameters<typeof keysChosen>[0]) => {
    const answer = await keysChosen(choice, source);
    return 'refused' in answer ? [answer.refused, answer.params['word']] : answer;
  };
  expect(await refusedOf({})).toEqual(['http.bulk_choice_invalid', undefined]);
  expect(await refusedOf({ keys: ['1'], matching: {} })).toEqual([
    'http.bulk_choice_invalid',
    undefined,
  ]);
  expect(await refusedOf({ matching: { state: 'lost' } })).toEqual([
    'http.bulk_filter_invalid',
    'state',
  ]);
});

it('a refusal of a row travels as text', () => {
  const refusal = { refused: 'x.full', params: { held: 50, most: 50n } };
  expect(bulkRefusedOf(refusal)).toEqual({ code: 'x.full', params: { held: '50', most: '50' } });
});
