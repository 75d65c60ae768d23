import { say } from '../../../core/messages.ts';
import { fieldsOf } from '../../../core/shape.ts';
import { cellOf, cellText, instantText, wordsOf, type Words } from './cells.ts';
import { channelOf } from './commands.ts';
import type { ExportableList } from './lists.ts';
import { exportsMessages } from './messages.ts';
import type { ExportRecord } from './store.ts';

/** What a workbook says about itself: label and value, line by line, in the reader's language. */
export function aboutLines(given: {
  readonly record: ExportRecord;
  readonly list: ExportableList;
  readonly words: Words;
  readonly bank: { readonly name: string; readonly currency: string };
  readonly by: string;
  readonly readAt: string;
  readonly rows: bigint;
  /** Rows of customers who did not consent to the marketing that the file is for. */
  readonly leftOut: number;
  readonly rowsDigest: string;
  readonly policy: { readonly version: number; readonly days: number };
}): readonly (readonly [string, string])[] {
  const { record, words, policy, bank } = given;
  const said = (
    key: keyof typeof exportsMessages,
    params: Readonly<Record<string, string | number>> = {},
  ) => say(exportsMessages[key], words.locale, params);
  return [
    [said('exports.about.list'), record.name],
    [said('exports.about.bank'), bank.name],
    [said('exports.about.by'), given.by],
    [said('exports.about.at'), said('exports.about.zone', { at: instantText(given.readAt) })],
    [said('exports.about.filters'), filterWords(given.list, record, words)],
    ...purposeLines(given),
    [said('exports.about.scope'), said('exports.about.scope_words')],
    [said('exports.about.money'), bank.currency],
    [said('exports.about.rows'), String(given.rows)],
    [said('exports.about.digest'), given.rowsDigest],
    [said('exports.about.policy'), said('exports.about.policy_words', policy)],
  ];
}

/** What the file is for, and who is not in it for want of consent. */
function purposeLines({
  record,
  words,
  leftOut,
}: Pick<Parameters<typeof aboutLines>[0], 'record' | 'words' | 'leftOut'>) {
  const { purpose } = record.wish;
  if (purpose === null || purpose === undefined) return [];
  const said = (key: keyof typeof exportsMessages, params = {}) =>
    say(exportsMessages[key], words.locale, params);
  const lines: (readonly [string, string])[] = [
    [said('exports.about.purpose'), said(`exports.purpose.${purpose}`)],
  ];
  if (channelOf(purpose) !== null) {
    const count = said('exports.about.left_out_words', { count: leftOut });
    lines.push([said('exports.about.left_out'), count]);
  }
  return lines;
}

/** The conditions as a reader knows them: titles of the filters, choices in words. */
function filterWords(list: ExportableList, record: ExportRecord, words: Words): string {
  const { params, query } = record.wish;
  const shapes = [...fieldsOf(list.route.params), ...fieldsOf(list.route.query)];
  const lines = Object.entries({ ...params, ...query }).map(([name, value]) => {
    const field = shapes.find((one) => one.property === name);
    const title = wordsOf(words, [
      `exports.filter.${name}`,
      `${words.module}.field.${name}`,
      `field.${name}`,
    ]);
    const text = field === undefined ? value : cellText(cellOf(field, value, undefined, words));
    return `${title ?? name}: ${text}`;
  });
  if (lines.length === 0) return say(exportsMessages['exports.about.no_filters'], words.locale);
  return lines.join('; ');
}
