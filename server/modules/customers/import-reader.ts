import { cleanText } from '../../../core/text.ts';
import type { CheckedRecord, ImportFault, ImportRecord } from '../../platform/imports/target.ts';

export type RecordReader = ReturnType<typeof readerOf>;

/** Reads a record's fields as clean text, collects its faults and answers with both. */
export function readerOf(record: ImportRecord) {
  const faults: ImportFault[] = [];
  const text = (field: string): string => cleanText(record[field] ?? '');
  return {
    text,
    orNull: (field: string): string | null => (text(field) === '' ? null : text(field)),
    fault: (
      column: string,
      code: string,
      level: ImportFault['level'] = 'error',
      value = record[column] ?? '',
    ): void => {
      faults.push({ column, value, code, level });
    },
    answer: (values: CheckedRecord['values']): CheckedRecord => ({
      values: faults.some((one) => one.level === 'error') ? null : values,
      faults,
    }),
  };
}
