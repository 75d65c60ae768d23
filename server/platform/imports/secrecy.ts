import { openText, sealText } from '../files/secret.ts';
import type { ImportRecord, ImportTarget } from './target.ts';

/**
 * Personal numbers in quarantine: sealed at rest, masked in lists, plain only in the audited file.
 */

const mark = 'sealed:';
const mask = '••••••';

/**
 * Whether a column of a kind of record is personal; of a line that was never cut, all of it is.
 */
function isSecret(target: Pick<ImportTarget, 'secret'>, column: string): boolean {
  if (target.secret === undefined) return false;
  return column === '' || column === 'raw' || target.secret.includes(column);
}

/** A value as quarantine keeps it. */
export function kept(target: Pick<ImportTarget, 'secret'>, column: string, value: string): string {
  return value !== '' && isSecret(target, column) ? `${mark}${sealText(value)}` : value;
}

/** A record as quarantine keeps it; NUL, which no database takes, becomes its picture. */
export function keptRecord(target: Pick<ImportTarget, 'secret'>, record: ImportRecord): string {
  const plain = Object.entries(record).map(([field, value]) => {
    const text = value?.replaceAll('\0', '\u2400') ?? null;
    return [field, text === null ? null : kept(target, field, text)];
  });
  return JSON.stringify(Object.fromEntries(plain));
}

export function masked(value: string): string {
  return value.startsWith(mark) ? mask : value;
}

export function opened(value: string): string {
  return value.startsWith(mark) ? openText(value.slice(mark.length)) : value;
}
