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
import { unitKinds, type UnitKind } from './contract.ts';
import { levelOf, pathBelow } from './rules.ts';
import * as store from './store/units.ts';

/** Units of the bank: code, name, kind, the unit above, first day. */
export const unitTarget: ImportTarget = {
  entity: 'unit',
  fields: ['code', 'name', 'kind', 'parent_code', 'opened_on'],
  choices: { kind: unitKinds },
  staging: 'code text, name text, kind text, parent_code text, opened_on date',
  stagingColumns: ['code', 'name', 'kind', 'parent_code', 'opened_on'],
  check: checkUnit,
  merge: mergeUnits,
  undo: store.deleteUnitsOfBatch,
};

function checkUnit(record: ImportRecord): CheckedRecord {
  const faults: ImportFault[] = [];
  const code = cleanText(record['code'] ?? '');
  const name = cleanText(record['name'] ?? '');
  const kind = record['kind'] ?? '';
  const openedOn = parseDay(record['opened_on'] ?? '');
  const fault = (column: string, reason: string, params = {}): void => {
    faults.push({ column, value: record[column] ?? '', code: reason, params, level: 'error' });
  };
  if (code === '') fault('code', 'organisation.fault.code_missing');
  if (name === '') fault('name', 'organisation.fault.name_missing');
  if (!unitKinds.includes(kind as UnitKind)) {
    fault('kind', 'organisation.fault.kind_unknown', { kinds: unitKinds.join(', ') });
  }
  if (openedOn === null) fault('opened_on', 'organisation.fault.day_unreadable');
  const parent = cleanText(record['parent_code'] ?? '');
  const values = [code, name, kind, parent === '' ? null : parent, openedOn];
  return { values: faults.length === 0 ? values : null, faults };
}

/**
 * Units are few: the tree is laid in memory, each parent before its children whatever the order of
 * the file.
 */
async function mergeUnits(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  const present = await store.loadUnits(tx);
  const byCode = new Map<string, { unitId: bigint; path: string }>(
    present.map((unit) => [unit.code, unit]),
  );
  const children = Map.groupBy(present, (unit) => unit.parentId);
  const counts = new Map([...children].map(([parent, units]) => [parent, lastChild(units)]));
  const staged = await store.loadStagedUnits(tx);
  const waiting = new Set(staged.filter((unit) => !byCode.has(unit.code)));
  const alreadyThere = staged.length - waiting.size;
  const ids = await store.nextUnitIds(tx, waiting.size);
  const added: Omit<store.Unit, 'closedOn'>[] = [];
  for (let found = true; found;) {
    found = false;
    for (const unit of waiting) {
      const parent = unit.parentCode === null ? null : byCode.get(unit.parentCode);
      if (parent === undefined || (parent === null && counts.has(null))) continue;
      const parentId = parent?.unitId ?? null;
      const number = (counts.get(parentId) ?? 0) + 1;
      counts.set(parentId, number);
      const path = pathBelow(parent?.path ?? '', number);
      const laid = { ...unit, unitId: ids[added.length]!, parentId, path, level: levelOf(path) };
      added.push(laid);
      byCode.set(unit.code, laid);
      waiting.delete(unit);
      found = true;
    }
  }
  await store.insertUnitFaults(tx, [...waiting].map(faultOf));
  await store.insertUnits(tx, batch.batchId, added);
  return { added: added.length, alreadyThere };
}

/**
 * The number of the last child ever made under one parent: the greatest last segment of the paths.
 */
function lastChild(units: readonly store.Unit[]): number {
  return Math.max(...units.map((unit) => Number.parseInt(unit.path.slice(-5, -1), 36)));
}

function faultOf(unit: store.StagedUnit) {
  return unit.parentCode === null
    ? { unit, code: 'organisation.fault.second_head_office', value: '', params: {} }
    : {
        unit,
        code: 'organisation.fault.parent_unknown',
        value: unit.parentCode,
        params: { parent: unit.parentCode },
      };
}
