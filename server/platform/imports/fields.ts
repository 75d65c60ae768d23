import type { FieldKind, FieldShape } from './contract.ts';
import type { ImportRecord, ImportTarget } from './target.ts';

const money = new Set([
  'amount',
  'principal',
  'instalment',
  'interest',
  'net',
  'tax',
  'gross',
  'balance',
]);
const yesNo = new Set(['is_rm', 'derived', 'void', 'defaulted']);
const percent = new Set(['rate', 'share']);
const counts = new Set(['months', 'step']);

/**
 * The fields of a kind of record as a person maps them. Required is what the target itself misses
 * in an empty record; what only some choices ask for (the share of an assist) is not.
 */
export function fieldsOf(target: ImportTarget): readonly FieldShape[] {
  const choices = target.choices ?? {};
  const first: ImportRecord = Object.fromEntries(
    Object.entries(choices).map(([field, words]) => [field, words[0]]),
  );
  const missing = missed(target, {});
  const missingStill = missed(target, first);
  return target.fields.map((field) => ({
    field,
    kind: kindOf(field, choices),
    required:
      (target.needed?.includes(field) ?? false) ||
      (missing.has(field) && (field in choices || missingStill.has(field))),
    secret: target.secret?.includes(field) ?? false,
    choices: [...(choices[field] ?? [])],
  }));
}

function missed(target: ImportTarget, record: ImportRecord): ReadonlySet<string> {
  const { faults } = target.check(record);
  return new Set(faults.filter((one) => one.level === 'error').map((one) => one.column));
}

function kindOf(field: string, choices: ImportTarget['choices'] = {}): FieldKind {
  if (field in choices) return 'choice';
  if (/(_on|_day)$|^day$/.test(field)) return 'day';
  if (money.has(field)) return 'money';
  if (percent.has(field)) return 'percent';
  if (yesNo.has(field)) return 'yes_no';
  return counts.has(field) ? 'count' : 'text';
}
