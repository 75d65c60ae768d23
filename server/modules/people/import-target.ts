import { pinyin } from 'pinyin-pro';
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
import { levels, sequences, type Level, type Sequence } from './contract.ts';
import * as store from './store/staging.ts';

/** Staff: number, name, unit, whether RM, first day and the day he left. */
export const staffTarget: ImportTarget = {
  entity: 'staff',
  needed: ['unit_code'],
  fields: ['staff_no', 'name', 'unit_code', 'is_rm', 'hired_on', 'left_on'],
  staging: 'staff_no text, name text, unit_code text, is_rm boolean, hired_on date, left_on date',
  stagingColumns: ['staff_no', 'name', 'unit_code', 'is_rm', 'hired_on', 'left_on'],
  check: checkStaff,
  merge: mergeStaff,
  undo: store.deleteStaffOfBatch,
};

/** Grades: one record for each day on which a grade begins. */
export const gradeTarget: ImportTarget = {
  entity: 'grade',
  fields: ['staff_no', 'sequence', 'level', 'step', 'from_day', 'reason'],
  choices: { sequence: sequences, level: levels },
  staging: 'staff_no text, sequence text, level text, step smallint, from_day date, reason text',
  stagingColumns: ['staff_no', 'sequence', 'level', 'step', 'from_day', 'reason'],
  check: checkGrade,
  merge: mergeGrades,
  undo: store.deleteGradesOfBatch,
};

/** What a person is found by: number, name, full pinyin and initials (张三 → 'zhangsan', 'zs'). */
export function staffSearchText(staffNo: string, name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head' });
  const initials = syllables.map((one) => one.slice(0, 1)).join('');
  return [staffNo, name, syllables.join(''), initials].join(' ').toLowerCase();
}

function checkStaff(record: ImportRecord): CheckedRecord {
  const { faults, fault, text } = reader(record);
  const staffNo = text('staff_no');
  const name = text('name');
  const isRm = text('is_rm');
  const hiredOn = parseDay(text('hired_on'));
  const left = text('left_on');
  const leftOn = left === '' ? null : parseDay(left);
  if (staffNo === '') fault('staff_no', 'people.fault.staff_no_missing');
  if (name === '') fault('name', 'people.fault.name_missing');
  if (isRm !== 'yes' && isRm !== 'no') fault('is_rm', 'people.fault.yes_or_no');
  if (hiredOn === null) fault('hired_on', 'people.fault.day_unreadable');
  if (left !== '' && leftOn === null) fault('left_on', 'people.fault.day_unreadable');
  if (hiredOn !== null && leftOn !== null && leftOn < hiredOn) {
    fault('left_on', 'people.fault.left_before_hired');
  }
  const values = [staffNo, name, text('unit_code'), isRm === 'yes', hiredOn, leftOn];
  return { values: faults.length === 0 ? values : null, faults };
}

function checkGrade(record: ImportRecord): CheckedRecord {
  const { faults, fault, text } = reader(record);
  const staffNo = text('staff_no');
  const sequence = text('sequence');
  const level = text('level');
  const step = text('step') === '' ? '1' : text('step');
  const fromDay = parseDay(text('from_day'));
  if (staffNo === '') fault('staff_no', 'people.fault.staff_no_missing');
  if (!sequences.includes(sequence as Sequence)) {
    fault('sequence', 'people.fault.sequence_unknown');
  }
  if (!levels.includes(level as Level)) {
    fault('level', 'people.fault.level_unknown', { levels: levels.join(', ') });
  }
  if (!/^([1-9]|1\d|20)$/.test(step)) fault('step', 'people.fault.step_unreadable');
  if (fromDay === null) fault('from_day', 'people.fault.day_unreadable');
  const values = [staffNo, sequence, level, step, fromDay, text('reason')];
  return { values: faults.length === 0 ? values : null, faults };
}

function reader(record: ImportRecord) {
  const faults: ImportFault[] = [];
  return {
    faults,
    text: (column: string): string => cleanText(record[column] ?? ''),
    fault: (column: string, code: string, params: ImportFault['params'] = {}): void => {
      faults.push({ column, value: record[column] ?? '', code, params, level: 'error' });
    },
  };
}

/** Staff are some thousands: units and numbers are compared in memory, pinyin is made here. */
async function mergeStaff(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  const staged = await store.loadStagedStaff(tx);
  await store.insertFaults(tx, staged.flatMap(faultsOf));
  const fresh = staged.flatMap((one) =>
    one.presentName === null && one.unitId !== null && one.unitPath !== null
      ? [{ ...one, unitId: one.unitId, unitPath: one.unitPath }]
      : [],
  );
  const ids = await store.nextStaffIds(tx, fresh.length);
  await store.insertStaff(
    tx,
    batch.batchId,
    fresh.map((one, at) => ({
      staffId: ids[at]!,
      staffNo: one.staffNo,
      name: one.name,
      unitId: one.unitId,
      unitPath: one.unitPath,
      isRm: one.isRm,
      hiredOn: one.hiredOn,
      leftOn: one.leftOn,
      searchText: staffSearchText(one.staffNo, one.name),
    })),
  );
  const alreadyThere = staged.filter((one) => one.presentName === one.name).length;
  return { added: fresh.length, alreadyThere };
}

function faultsOf(one: store.StagedStaff): store.StagedFault[] {
  const place = { entity: 'staff' as const, file: one.file, row: one.row };
  if (one.presentName !== null) {
    if (one.presentName === one.name) return [];
    const params = { staff: one.staffNo, name: one.presentName };
    const code = 'people.fault.staff_conflict';
    return [{ ...place, column: 'staff_no', value: one.staffNo, code, params }];
  }
  if (one.unitId !== null) return [];
  const params = { unit: one.unitCode };
  const code = 'people.fault.unit_unknown';
  return [{ ...place, column: 'unit_code', value: one.unitCode, code, params }];
}

async function mergeGrades(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  const faulty = await store.loadGradeFaults(tx);
  await store.insertFaults(
    tx,
    faulty.map((one) => ({
      entity: 'grade' as const,
      file: one.file,
      row: one.row,
      ...(one.known
        ? {
            column: 'level',
            value: one.level,
            code: 'people.fault.grade_conflict',
            params: { day: one.fromDay },
          }
        : {
            column: 'staff_no',
            value: one.staffNo,
            code: 'people.fault.staff_unknown',
            params: { staff: one.staffNo },
          }),
    })),
  );
  const alreadyThere = await store.countKnownGrades(tx);
  const added = await store.insertStagedGrades(tx, batch.batchId);
  return { added, alreadyThere };
}
