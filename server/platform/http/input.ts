import { z } from 'zod';
import type { Locale } from '../../../core/messages.ts';
import type { Route } from '../../../core/schema.ts';
import { say } from '../../../core/messages.ts';
import { httpMessages } from './messages.ts';
import type { InputFault } from './problem.ts';

export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

export type CheckedInput =
  | { readonly faults: readonly InputFault[] }
  | { readonly params: unknown; readonly query: unknown; readonly body: unknown };

const words = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/**
 * Checks address, query and body against the contract and tells all faults at once. `at` is the
 * field of the body (`grants.0.role`), or `query.limit`, or `path.id`. Text with a null character,
 * which no database takes, is a fault.
 */
export function checkInput(route: Route, raw: RawInput, locale: Locale): CheckedInput {
  const faults: InputFault[] = [];
  const check = (shape: z.ZodType, value: unknown, place: string): unknown => {
    if (shape instanceof z.ZodUndefined) return undefined;
    for (const at of nullCharacters(value, place)) faults.push(nullFault(at, locale));
    const result = shape.safeParse(value, { error: words[locale] });
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const at = [...(place === '' ? [] : [place]), ...issue.path.map(String)].join('.');
      faults.push({
        at: at === '' ? 'body' : at,
        code: `http.input.${issue.code}`,
        detail: issue.message,
      });
    }
    return undefined;
  };
  const params = check(route.params, raw.params, 'path');
  const query = check(route.query, raw.query, 'query');
  const body = check(route.body, raw.body ?? undefined, '');
  return faults.length > 0 ? { faults } : { params, query, body };
}

function nullFault(at: string, locale: Locale): InputFault {
  const code = 'http.null_character';
  return { at, code, detail: say(httpMessages[code], locale) };
}

function* nullCharacters(value: unknown, at: string): Generator<string> {
  if (typeof value === 'string') {
    if (value.includes('\0')) yield at === '' ? 'body' : at;
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      const place = at === '' ? name : `${at}.${name}`;
      if (name.includes('\0')) yield at === '' ? 'body' : at;
      else yield* nullCharacters(one, place);
    }
  }
}
