import { isMap, isScalar, LineCounter, parseDocument, stringify, type Document } from 'yaml';
import type { z } from 'zod';
import type { Day } from '../../../core/day.ts';
import { say, type Locale } from '../../../core/messages.ts';
import type { RefusalDetail, RefusalParams } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';
import { isPlain } from './difference.ts';
import type { PolicyFault, PolicyKind } from './kind.ts';
import { policyMessages } from './messages.ts';

/** A fault of a document, where it stands. Lines and columns from 1; null: not in the text. */
export interface DocumentFault {
  readonly at: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly code: keyof typeof policyMessages;
  readonly params: RefusalParams;
  /** The words of a rule of the kind itself. */
  readonly words?: { readonly zh: string; readonly en: string };
}

export type ReadDocument =
  | { readonly body: unknown; readonly faults: readonly [] }
  | { readonly body: null; readonly faults: readonly DocumentFault[] };

type Path = readonly (string | number)[];

/**
 * Reads a document of a kind from YAML (JSON is YAML too) and checks it by the kind's schema, then
 * by the kind's own rules. Answers with the plain body to keep, or with every fault.
 * Digits that stand without quotes are taken as the text that amounts and rates are.
 */
export function readDocument(kind: PolicyKind, text: string): ReadDocument {
  const opened = openDocument(kind, text);
  if (!opened.legible) return { body: null, faults: opened.faults };
  const faults = opened.placed(kind.check?.(opened.parsed) ?? []);
  return faults.length > 0 ? { body: null, faults } : { body: opened.body, faults: [] };
}

/**
 * Reads a document as `readDocument` does, then beside what is in force on its first day
 * (`verify`). Warnings do not stop it: the author should know them.
 */
export async function judgeDocument(
  tx: Tx,
  kind: PolicyKind,
  text: string,
  on: Day,
): Promise<ReadDocument & { readonly warnings: readonly DocumentFault[] }> {
  const opened = openDocument(kind, text);
  if (!opened.legible) return { body: null, faults: opened.faults, warnings: [] };
  const { parsed, body, placed } = opened;
  const warnings = placed(kind.warn?.(parsed) ?? []);
  const own = placed(kind.check?.(parsed) ?? []);
  if (own.length > 0) return { body: null, faults: own, warnings };
  const beside = placed((await kind.verify?.(tx, parsed, on)) ?? []);
  if (beside.length > 0) return { body: null, faults: beside, warnings };
  return { body, faults: [], warnings };
}

type Opened =
  | { readonly legible: false; readonly faults: readonly DocumentFault[] }
  | {
      readonly legible: true;
      readonly parsed: z.output<z.ZodType>;
      readonly body: unknown;
      /** Faults of a rule, each where it stands in the text. */
      readonly placed: (faults: readonly PolicyFault[]) => DocumentFault[];
    };

function openDocument(kind: PolicyKind, text: string): Opened {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const nowhere = { line: null, column: null };
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      at: '',
      ...place(error.pos[0]),
      code: 'policy.fault.syntax' as const,
      params: { reason: error.message },
    }));
    return { legible: false, faults };
  }
  const read = parsedBody(kind, document);
  if (read.success) {
    const placed = (faults: readonly PolicyFault[]): DocumentFault[] =>
      faults.map(({ at, zh, en }) => {
        const start = offsetOf(document, pathOf(at));
        const where = start === null ? nowhere : place(start);
        const params = { words: `${zh} / ${en}` };
        return { at, ...where, code: 'policy.fault.rule', params, words: { zh, en } };
      });
    return { legible: true, parsed: read.data, body: document.toJS(), placed };
  }
  const faults = read.error.issues.map((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const start = offsetOf(document, path);
    const where = start === null ? nowhere : place(start);
    const missing = path.length > 0 && !document.hasIn(path);
    const words = missing ? { code: 'policy.fault.missing' as const, params: {} } : wordsOf(issue);
    return { at: placeText(path), ...where, ...words };
  });
  return { legible: false, faults };
}

/** The plain document of a text, faulty or not; null when it is not legible at all. */
export function plainDocument(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false });
  const plain: unknown = document.errors.length > 0 ? null : document.toJS();
  return isPlain(plain) ? plain : null;
}

/** A document as YAML in the order of its schema, headed by what it is. */
export function documentText(kind: PolicyKind, body: unknown, heading: string): string {
  const comment = heading
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('');
  const ordered = bodyInOrder(kind, body);
  return comment + stringify(ordered, { lineWidth: 100, aliasDuplicateObjects: false });
}

/** The document with its entries in the order of the kind's schema. */
export function bodyInOrder(kind: PolicyKind, body: unknown): unknown {
  const known = kind.schema.safeParse(body);
  return known.success ? inOrder(body, known.data) : body;
}

/** The words of a fault in both languages. */
export function faultWords(fault: DocumentFault): { zh: string; en: string } {
  if (fault.words !== undefined) return fault.words;
  const phrase = policyMessages[fault.code];
  const words = (locale: Locale) => {
    const said = Object.entries(fault.params).map(([name, value]) => {
      const named = isKey(value) ? policyMessages[value][locale] : value;
      return [name, named] as const;
    });
    return say(phrase, locale, Object.fromEntries(said));
  };
  return { zh: words('zh'), en: words('en') };
}

export function faultDetail(fault: DocumentFault): RefusalDetail {
  const line = fault.line === null ? '' : `${fault.line}: `;
  return { at: `${line}${fault.at}`, code: fault.code, params: fault.params };
}

function parsedBody(kind: PolicyKind, document: Document) {
  const first = kind.schema.safeParse(document.toJS());
  if (first.success) return first;
  let mended = false;
  for (const issue of first.error.issues) {
    if (issue.code !== 'invalid_type' || issue.expected !== 'string') continue;
    const node = document.getIn(issue.path, true);
    if (!isScalar(node) || typeof node.value !== 'number' || node.source === undefined) continue;
    node.value = node.source;
    mended = true;
  }
  return mended ? kind.schema.safeParse(document.toJS()) : first;
}

/** Where a place begins in the text; a missing entry is shown at what should hold it. */
function offsetOf(document: Document, path: Path): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const above = path.slice(0, length);
    const node = length === 0 ? document.contents : document.getIn(above, true);
    const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
    if (range === undefined || range === null) continue;
    return keyOffset(document, above) ?? range[0] ?? null;
  }
  return null;
}

/** Of an entry of a map: where its key stands. */
function keyOffset(document: Document, path: Path): number | null {
  const last = path.at(-1);
  if (last === undefined) return null;
  const holder = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(holder)) return null;
  const pair = holder.items.find((item) => isScalar(item.key) && item.key.value === last);
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? null) : null;
}

function wordsOf(issue: z.core.$ZodIssue): Pick<DocumentFault, 'code' | 'params'> {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'policy.fault.type', params: { expected: typeWord(issue.expected) } };
    case 'too_small':
      return {
        code: isNumber(issue.origin) ? 'policy.fault.small' : 'policy.fault.short',
        params: { limit: String(issue.minimum) },
      };
    case 'too_big':
      return {
        code: isNumber(issue.origin) ? 'policy.fault.large' : 'policy.fault.long',
        params: { limit: String(issue.maximum) },
      };
    case 'invalid_format':
      return { code: 'policy.fault.form', params: {} };
    case 'invalid_value':
      return { code: 'policy.fault.choice', params: { choices: issue.values.join(', ') } };
    case 'unrecognized_keys':
      return { code: 'policy.fault.surplus', params: { keys: issue.keys.join(', ') } };
    default:
      return { code: 'policy.fault.other', params: {} };
  }
}

/** A phrase key for the name of a type, where there is one. */
function typeWord(expected: string): string {
  const key = `policy.type.${expected}`;
  return isKey(key) ? key : expected;
}

function isKey(value: unknown): value is keyof typeof policyMessages {
  return typeof value === 'string' && Object.hasOwn(policyMessages, value);
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int' || origin === 'bigint';
}

/** products[0].rates[1].fromDay or products.0.rates.1.fromDay. */
function pathOf(at: string): Path {
  return at
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step)); // tidy: not money
}

function placeText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** The body with its keys in the order of the parsed one, which follows the schema. */
function inOrder(body: unknown, parsed: unknown): unknown {
  if (Array.isArray(body)) {
    const other = Array.isArray(parsed) ? parsed : [];
    return body.map((entry, at) => inOrder(entry, other[at]));
  }
  if (!isPlain(body) || !isPlain(parsed)) return body;
  const keys = [...Object.keys(parsed), ...Object.keys(body).filter((key) => !(key in parsed))];
  return Object.fromEntries(
    keys.filter((key) => key in body).map((key) => [key, inOrder(body[key], parsed[key])]),
  );
}
