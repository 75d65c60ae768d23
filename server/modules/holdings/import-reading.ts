import { parseDay } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { parseMoney } from '../../../core/money.ts';
import { parsePercent } from '../../../core/rate.ts';
import type { RefusalParams } from '../../../core/refusal.ts';
import { cleanText } from '../../../core/text.ts';
import type { CopyValue } from '../../platform/db/copy.ts';
import type { CheckedRecord, ImportFault, ImportRecord } from '../../platform/imports/target.ts';
import type { holdingsMessages } from './messages.ts';

type Code = keyof typeof holdingsMessages;

/** Reads the fields of one record; each fault is noted with its column and value, all at once. */
export interface RecordReading {
  readonly text: (column: string) => string | null;
  readonly needText: (column: string) => string;
  readonly day: (column: string) => Day | null;
  readonly needDay: (column: string) => Day | null;
  readonly money: (column: string) => bigint | null;
  readonly needMoney: (column: string) => bigint | null;
  readonly percent: (column: string) => bigint | null;
  readonly needCount: (column: string) => bigint | null;
  readonly yes: (column: string) => boolean;
  readonly choice: (column: string, choices: readonly string[]) => string;
  readonly note: (
    column: string,
    code: Code,
    params?: RefusalParams,
    level?: ImportFault['level'],
  ) => void;
  /** The values when no fault is an error. */
  readonly done: (values: readonly CopyValue[]) => CheckedRecord;
}

export function reading(record: ImportRecord): RecordReading {
  const faults: ImportFault[] = [];
  const raw = (column: string): string => record[column] ?? '';
  const note: RecordReading['note'] = (column, code, params, level = 'error') => {
    const fault = { column, value: raw(column), code, level };
    faults.push(params === undefined ? fault : { ...fault, params });
  };
  const text = (column: string): string | null => {
    const value = raw(column);
    return value === '' ? null : cleanText(value) || null;
  };
  /** An empty field is null; one that cannot be read is a fault and null. */
  const parsed = <T>(column: string, parse: (value: string) => T | null, code: Code): T | null => {
    const value = raw(column);
    if (value.trim() === '') return null;
    const found = parse(value);
    if (found === null) note(column, code);
    return found;
  };
  const needed = <T>(column: string, value: T | null): T | null => {
    if (raw(column).trim() === '') note(column, 'holdings.fault.missing');
    return value;
  };
  const day = (column: string) => parsed(column, parseDay, 'holdings.fault.day_unreadable');
  const money = (column: string) =>
    parsed(column, parseMoney, 'holdings.fault.amount_unreadable') as bigint | null;
  const whole = (value: string) => (/^\d{1,6}$/.test(value.trim()) ? BigInt(value.trim()) : null);
  return {
    text,
    needText: (column) => needed(column, text(column)) ?? '',
    day,
    needDay: (column) => needed(column, day(column)),
    money,
    needMoney: (column) => needed(column, money(column)),
    percent: (column) => parsed(column, parsePercent, 'holdings.fault.rate_unreadable'),
    needCount: (column) => needed(column, parsed(column, whole, 'holdings.fault.count_unreadable')),
    yes: (column) => {
      const value = raw(column).trim();
      if (value !== '' && value !== 'yes' && value !== 'no') {
        note(column, 'holdings.fault.choice_unknown', { choices: 'yes, no' });
      }
      return value === 'yes';
    },
    choice: (column, choices) => {
      const value = raw(column).trim();
      if (!choices.includes(value)) {
        note(column, 'holdings.fault.choice_unknown', { choices: choices.join(', ') });
      }
      return value;
    },
    note,
    done: (values) => ({
      values: faults.some((fault) => fault.level === 'error') ? null : values,
      faults,
    }),
  };
}
