import { parseDay } from '../../../core/day.ts';
import { parsePercent } from '../../../core/rate.ts';
import type { CheckedRecord, ImportRecord, ImportTarget } from '../../platform/imports/target.ts';
import { ownershipKinds, partyKinds, partyRoles, type PartyKind } from './contract/relations.ts';
import { readerOf } from './import-reader.ts';
import { partyKeyOf } from './rules/ownership.ts';
import * as imports from './store/relation-imports.ts';

const ownershipBook: imports.RelationBook = {
  entity: 'ownership',
  table: 'customers_ownership',
  party: 'owner',
  as: 'kind',
};
const partyBook: imports.RelationBook = {
  entity: 'related_party',
  table: 'customers_party',
  party: 'party',
  as: 'role',
};

const staging = `customer_no text, party_no text, party_kind text, party_key text, party_name text,
  as_what text, share_millionths bigint, from_day date, until_day date, source text`;
const stagingColumns = [
  'customer_no',
  'party_no',
  'party_kind',
  'party_key',
  'party_name',
  'as_what',
  'share_millionths',
  'from_day',
  'until_day',
  'source',
] as const;

/**
 * Who owns a firm: shares in per cent, an owner by his customer number or by name and kind (person,
 * firm), valid half-open from from_day to until_day.
 */
export const ownershipTarget: ImportTarget = {
  entity: 'ownership',
  fields: [
    'customer_no',
    'party_no',
    'party_kind',
    'party_name',
    'kind',
    'share',
    'from_day',
    'until_day',
    'source',
  ],
  staging,
  stagingColumns,
  check: (record) => checkRelation(record, 'kind', ownershipKinds),
  merge: async (tx, batch) => {
    await imports.draftRelations(tx, ownershipBook);
    await imports.faultOwnershipShares(tx);
    return counted(await imports.mergeRelations(tx, ownershipBook, batch.batchId));
  },
  undo: (tx, batchId) => imports.undoRelations(tx, 'customers_ownership', batchId),
};

/** Persons and firms related to a customer, by role. */
export const relatedPartyTarget: ImportTarget = {
  entity: 'related_party',
  fields: [
    'customer_no',
    'party_no',
    'party_kind',
    'party_name',
    'role',
    'from_day',
    'until_day',
    'source',
  ],
  staging,
  stagingColumns,
  check: (record) => checkRelation(record, 'role', partyRoles),
  merge: async (tx, batch) => {
    await imports.draftRelations(tx, partyBook);
    return counted(await imports.mergeRelations(tx, partyBook, batch.batchId));
  },
  undo: (tx, batchId) => imports.undoRelations(tx, 'customers_party', batchId),
};

function counted(merged: { readonly added: number; readonly rows: number }) {
  return { added: merged.added, alreadyThere: Math.max(0, merged.rows - merged.added) };
}

function checkRelation(
  record: ImportRecord,
  word: 'kind' | 'role',
  known: readonly string[],
): CheckedRecord {
  const { text, orNull, fault, answer } = readerOf(record);
  const partyNo = orNull('party_no');
  const name = text('party_name');
  const kind = (partyNo === null ? text('party_kind') : 'customer') as PartyKind;
  const as = text(word);
  const fromDay = parseDay(text('from_day'));
  const until = text('until_day');
  const untilDay = until === '' ? null : parseDay(until);
  const share = as === 'shareholder' ? parsePercent(text('share')) : null;
  if (text('customer_no') === '') fault('customer_no', 'customers.fault.no_missing');
  if (partyNo === null && name === '') fault('party_name', 'customers.fault.party_unknown');
  if (!partyKinds.includes(kind) || (partyNo === null && kind === 'customer')) {
    fault('party_kind', 'customers.fault.party_kind_unknown');
  }
  if (!known.includes(as)) {
    fault(
      word,
      word === 'kind' ? 'customers.fault.ownership_kind_unknown' : 'customers.fault.role_unknown',
    );
  }
  if (as === 'shareholder' && (share === null || share <= 0n || share > 1_000_000n)) {
    fault('share', 'customers.fault.share_unreadable');
  }
  if (fromDay === null) fault('from_day', 'customers.fault.day_unreadable');
  if (until !== '' && (untilDay === null || (fromDay !== null && untilDay <= fromDay))) {
    fault('until_day', 'customers.fault.day_unreadable');
  }
  if (text('source') === '') fault('source', 'customers.fault.source_missing');
  return answer([
    text('customer_no'),
    partyNo,
    kind,
    partyKeyOf({ kind, customerId: null, name }),
    name,
    as,
    share,
    fromDay,
    untilDay,
    text('source'),
  ]);
}
