import { parseDay } from '../../../core/day.ts';
import { cleanText } from '../../../core/text.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type {
  CheckedRecord,
  ImportBatch,
  ImportFault,
  ImportRecord,
  ImportTarget,
  MergeCount,
} from '../../platform/imports/target.ts';
import * as imports from './store/imports.ts';

/** Ratings as a source gives them: scale, grade, first day, and whether the customer defaulted. */
export const ratingTarget: ImportTarget = {
  entity: 'rating',
  needed: ['customer_no'],
  fields: ['customer_no', 'scale', 'grade', 'from_day', 'defaulted'],
  staging: 'customer_no text, scale text, grade text, from_day date, defaulted boolean',
  stagingColumns: ['customer_no', 'scale', 'grade', 'from_day', 'defaulted'],
  check: checkRating,
  merge: mergeRatings,
  undo: imports.undoRatings,
};

function checkRating(record: ImportRecord): CheckedRecord {
  const faults: ImportFault[] = [];
  const text = (field: string): string => cleanText(record[field] ?? '');
  const fault = (column: string, code: string): void => {
    faults.push({ column, value: record[column] ?? '', code, level: 'error' });
  };
  const fromDay = parseDay(text('from_day'));
  const defaulted = text('defaulted').toLowerCase();
  if (text('scale') === '') fault('scale', 'segmentation.fault.scale_missing');
  if (text('grade') === '') fault('grade', 'segmentation.fault.grade_missing');
  if (fromDay === null) fault('from_day', 'segmentation.fault.day_unreadable');
  if (!['', 'yes', 'no'].includes(defaulted)) {
    fault('defaulted', 'segmentation.fault.defaulted_unknown');
  }
  const says = defaulted === '' ? null : defaulted === 'yes';
  const values = [text('customer_no'), text('scale'), text('grade'), fromDay, says];
  return { values: faults.length === 0 ? values : null, faults };
}

async function mergeRatings(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await imports.faultRatings(tx);
  const staged = await imports.countStaged(tx);
  const added = await imports.mergeRatings(tx, batch.batchId);
  return { added, alreadyThere: staged - added };
}
