import { parseDay } from '../../../core/day.ts';
import { halfWidth } from '../../../core/decimal.ts';
import { maskPhone } from '../../../core/identity.ts';
import { parsePercent } from '../../../core/rate.ts';
import { cleanText } from '../../../core/text.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { fingerprint, sealText } from '../../platform/files/secret.ts';
import type {
  CheckedRecord,
  ImportBatch,
  ImportRecord,
  ImportTarget,
  MergeCount,
} from '../../platform/imports/target.ts';
import { customerKinds, identityKinds, type CustomerKind, type IdentityKind } from './contract.ts';
import { readerOf, type RecordReader } from './import-reader.ts';
import { keepIdentity, searchKeysOf } from './rules.ts';
import { faultConflicts } from './store/import-conflicts.ts';
import * as imports from './store/imports.ts';

/** Groups of firms (系统行业) as a tree, in any order. */
export const groupTarget: ImportTarget = {
  entity: 'customer_group',
  fields: ['code', 'name', 'parent_code'],
  staging: 'code text, name text, parent_code text',
  stagingColumns: ['code', 'name', 'parent_code'],
  check: checkGroup,
  merge: mergeGroups,
  undo: imports.undoGroups,
};

/** Customers. Identity and phone leave the record sealed, with a fingerprint and a mask. */
export const customerTarget: ImportTarget = {
  entity: 'customer',
  fields: [
    'customer_no',
    'kind',
    'name',
    'group_code',
    'industry',
    'identity_kind',
    'identity_no',
    'birth_day',
    'phone',
    'opened_on',
    'unit_code',
  ],
  secret: ['identity_no', 'phone'],
  choices: { kind: customerKinds, identity_kind: identityKinds },
  needed: ['unit_code'],
  staging: `customer_no text, kind text, name text, name_key text, initials text, pinyin text,
    search_pieces text[], group_code text, industry text, identity_kind text, identity_mask text,
    identity_hash text, identity_warnings text[], identity_cipher text, phone_mask text,
    phone_hash text, phone_cipher text, birth_day date, opened_on date, unit_code text`,
  stagingColumns: [
    'customer_no',
    'kind',
    'name',
    'name_key',
    'initials',
    'pinyin',
    'search_pieces',
    'group_code',
    'industry',
    'identity_kind',
    'identity_mask',
    'identity_hash',
    'identity_warnings',
    'identity_cipher',
    'phone_mask',
    'phone_hash',
    'phone_cipher',
    'birth_day',
    'opened_on',
    'unit_code',
  ],
  check: checkCustomer,
  merge: mergeCustomers,
  undo: imports.undoCustomers,
};

/**
 * Who leads and assists from which day. A lead's share is what his assists leave; an assist of 0
 * ends.
 */
export const managementTarget: ImportTarget = {
  entity: 'management',
  fields: ['customer_no', 'staff_no', 'part', 'share', 'from_day', 'reason'],
  choices: { part: ['lead', 'assist'] },
  needed: ['customer_no', 'staff_no'],
  staging: `customer_no text, staff_no text, part text, share_millionths bigint, from_day date,
    reason text`,
  stagingColumns: ['customer_no', 'staff_no', 'part', 'share_millionths', 'from_day', 'reason'],
  check: checkManagement,
  merge: mergeManagement,
  undo: imports.undoManagement,
};

function checkGroup(record: ImportRecord): CheckedRecord {
  const { text, orNull, fault, answer } = readerOf(record);
  const code = text('code');
  const name = text('name');
  if (code === '') fault('code', 'customers.fault.code_missing');
  if (name === '') fault('name', 'customers.fault.name_missing');
  return answer([code, name, orNull('parent_code')]);
}

function checkCustomer(record: ImportRecord): CheckedRecord {
  const { text, orNull, fault, answer } = readerOf(record);
  const customerNo = text('customer_no');
  const name = text('name');
  const kind = text('kind') as CustomerKind;
  const openedOn = parseDay(text('opened_on'));
  const born = text('birth_day');
  const birthDay = born === '' ? null : parseDay(born);
  if (customerNo === '') fault('customer_no', 'customers.fault.no_missing');
  if (name === '') fault('name', 'customers.fault.name_missing');
  if (!customerKinds.includes(kind)) fault('kind', 'customers.fault.kind_unknown');
  if (openedOn === null) fault('opened_on', 'customers.fault.day_unreadable');
  if (born !== '' && birthDay === null) fault('birth_day', 'customers.fault.day_unreadable');
  const identity = identityOf(record, fault);
  const phone = halfWidth(text('phone')).replace(/[\s-]/g, '');
  const search = searchKeysOf(name, kind);
  return answer([
    customerNo,
    kind,
    name,
    search.key,
    search.initials,
    search.pinyin,
    arrayText(search.pieces),
    orNull('group_code'),
    orNull('industry'),
    identity?.kind,
    identity?.mask,
    identity?.hash,
    arrayText(identity?.warnings ?? []),
    identity?.cipher,
    phone === '' ? null : maskPhone(phone),
    phone === '' ? null : fingerprint('phone', phone),
    phone === '' ? null : sealText(phone),
    birthDay ?? identity?.birthDay,
    openedOn,
    orNull('unit_code'),
  ]);
}

/**
 * The identity of a record ready to store; each thing that looks wrong is a warning and keeps the
 * row.
 */
function identityOf(record: ImportRecord, fault: RecordReader['fault']) {
  const number = cleanText(record['identity_no'] ?? '');
  if (number === '') return null;
  const given = cleanText(record['identity_kind'] ?? '') as IdentityKind;
  const known = identityKinds.includes(given);
  if (!known) fault('identity_kind', 'customers.fault.identity_kind_unknown', 'warning');
  const kind = known ? given : 'other';
  const kept = keepIdentity(kind, number);
  for (const code of kept.warnings) {
    fault('identity_no', `customers.warning.${code}`, 'warning', kept.mask);
  }
  return {
    kind,
    mask: kept.mask,
    hash: fingerprint('identity', kept.normal),
    cipher: sealText(kept.normal),
    warnings: kept.warnings,
    birthDay: kind === 'id_card' ? kept.birthDay : null,
  };
}

function checkManagement(record: ImportRecord): CheckedRecord {
  const { text, fault, answer } = readerOf(record);
  const part = text('part');
  const share = part === 'lead' ? parsePercent('100') : parsePercent(text('share'));
  const fromDay = parseDay(text('from_day'));
  if (part !== 'lead' && part !== 'assist') fault('part', 'customers.fault.part_unknown');
  if (share === null || share < 0n || share > 1_000_000n) {
    fault('share', 'customers.fault.share_unreadable');
  }
  if (fromDay === null) fault('from_day', 'customers.fault.day_unreadable');
  return answer([text('customer_no'), text('staff_no'), part, share, fromDay, text('reason')]);
}

async function mergeGroups(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  let added = 0;
  for (let level = -1; level !== 0; added += level) {
    level = await imports.mergeGroupLevel(tx, batch.batchId);
  }
  const present = await imports.faultGroups(tx);
  return { added, alreadyThere: Math.max(0, present - added) };
}

async function mergeCustomers(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await imports.faultCustomers(tx);
  await faultConflicts(tx);
  const staged = await imports.countStagedCustomers(tx);
  const added = await imports.mergeCustomers(tx, batch.batchId);
  return { added, alreadyThere: staged - added };
}

async function mergeManagement(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await imports.draftManagement(tx);
  await imports.faultShares(tx);
  const rows = await imports.countDraft(tx);
  const added = await imports.mergeManagement(tx, batch.batchId);
  return { added, alreadyThere: Math.max(0, rows - added) };
}

/** A list as PostgreSQL reads an array in COPY. */
function arrayText(list: readonly string[]): string {
  return `{${list.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
