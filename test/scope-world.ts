import { sql } from 'kysely';
import { systemActor, type Actor, type PathRange, type Role } from '../core/actor.ts';
import { poolKind } from '../server/modules/allocation/index.ts';
import { contactStandardKind } from '../server/modules/contacts/index.ts';
import { customerFileKind } from '../server/modules/customers/index.ts';
import { metricCatalogueKind } from '../server/modules/metrics/index.ts';
import { paySchemeKind } from '../server/modules/pay/index.ts';
import { gradeMatrixKind } from '../server/modules/people/index.ts';
import type { Tx } from '../server/platform/db/transaction.ts';
import { rangeOfPath, rangeOfUnitOnly } from '../server/platform/db/transaction.ts';

/** A unit of the small bank of the scope matrix. */
export interface WorldUnit {
  readonly unitId: bigint;
  readonly code: string;
  readonly path: string;
}

export interface WorldStaff {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly unit: WorldUnit;
}

export interface WorldCustomer {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly booked: WorldUnit;
  readonly lead: WorldStaff | null;
  readonly assist: WorldStaff | null;
}

/** Who looks: a scope as a grant gives it, with the naive rule of what he may see. */
export interface Watcher {
  readonly name: string;
  readonly actor: Actor;
  readonly seesPath: (path: string) => boolean;
  readonly staffId: bigint | null;
}

const unit = (unitId: bigint, code: string, path: string): WorldUnit => ({ unitId, code, path });
const head = unit(1n, '01', '0001.');
const east = unit(2n, '0101', '0001.0001.');
const eastOne = unit(3n, '010101', '0001.0001.0001.');
const eastTwo = unit(4n, '010102', '0001.0001.0002.');
const west = unit(5n, '0102', '0001.0002.');
const westOne = unit(6n, '010201', '0001.0002.0001.');
/** A tenth branch, beside those below head office. */
const tenth = unit(7n, '0110', '0001.000a.');
export const units: readonly WorldUnit[] = [head, east, eastOne, eastTwo, west, westOne, tenth];

export const staff: readonly WorldStaff[] = [eastOne, eastOne, eastTwo, westOne, west].map(
  (at, index) => ({ staffId: BigInt(index + 1), staffNo: `S${index + 1}`, unit: at }),
);

/** Every unit books a customer of each RM, one of nobody, and each RM assists somewhere. */
export const customers: readonly WorldCustomer[] = units
  .flatMap((booked) => [null, ...staff].map((lead) => ({ booked, lead })))
  .map(({ booked, lead }, index) => ({
    customerId: BigInt(index + 1),
    customerNo: `C${String(index + 1).padStart(3, '0')}`,
    booked,
    lead,
    assist: index % 4 === 0 ? (staff[(index / 4) % staff.length] ?? null) : null,
  }));

const no = (): boolean => false;
const below = (at: WorldUnit) => (path: string) => path.startsWith(at.path);

function watcher(
  name: string,
  role: Role,
  scope: { ranges: readonly PathRange[]; staffId?: bigint; bankWide?: boolean },
  seesPath: (path: string) => boolean,
): Watcher {
  const staffId = scope.staffId ?? null;
  const bankWide = scope.bankWide ?? false;
  const { ranges } = scope;
  const actor: Actor = { accountId: 9n, login: name, staffId, roles: [role], bankWide, ranges };
  return { name, actor, staffId, seesPath };
}

/** Each kind of scope with a role that has it. */
export const watchers: readonly Watcher[] = [
  watcher('own, RM 1', 'rm', { ranges: [], staffId: 1n }, no),
  watcher('own, RM 4', 'rm', { ranges: [], staffId: 4n }, no),
  watcher('own, nobody in particular', 'rm', { ranges: [] }, no),
  watcher(
    'unit, team head and RM 3',
    'team_head',
    { ranges: [rangeOfUnitOnly(eastTwo.path)], staffId: 3n },
    (path) => path === eastTwo.path,
  ),
  watcher(
    'unit alone, a branch without what is below',
    'team_head',
    { ranges: [rangeOfUnitOnly(east.path)] },
    (path) => path === east.path,
  ),
  watcher(
    'unit and below, branch president',
    'branch_president',
    { ranges: [rangeOfPath(east.path)] },
    below(east),
  ),
  watcher(
    'chosen units, department officer',
    'department_officer',
    { ranges: [rangeOfPath(eastOne.path), rangeOfPath(west.path), rangeOfPath(tenth.path)] },
    (path) => [eastOne, west, tenth].some((at) => below(at)(path)),
  ),
  watcher('bank, auditor', 'auditor', { ranges: [], bankWide: true }, () => true),
];

/** The rule of customers in plain words: led, assisted, booked or managed in the scope. */
export function seesCustomer(who: Watcher, customer: WorldCustomer): boolean {
  const { lead, assist, booked } = customer;
  if (who.staffId !== null && lead?.staffId === who.staffId) return true;
  if (who.staffId !== null && assist?.staffId === who.staffId) return true;
  return who.seesPath(booked.path) || (lead !== null && who.seesPath(lead.unit.path));
}

/** The rule of an RM's own figures: himself, or whose scope holds his unit. */
export function seesStaff(who: Watcher, one: WorldStaff): boolean {
  return who.staffId === one.staffId || who.seesPath(one.unit.path);
}

/** Fills a database with the small bank. */
export async function buildWorld(tx: Tx): Promise<void> {
  for (const [at, one] of units.entries()) {
    const parent = units.findLast((other) => one !== other && one.path.startsWith(other.path));
    await sql`
      insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
      values (${one.unitId}, ${parent?.unitId ?? null}, ${one.code}, ${`机构${at}`},
              ${at === 0 ? 'head_office' : 'branch'}, ${one.path.length / 5}, ${one.path},
              '2000-01-01')
    `.execute(tx.db);
  }
  for (const one of staff) {
    await sql`
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
      values (${one.staffId}, ${one.staffNo}, ${one.staffNo}, ${one.unit.unitId}, ${one.unit.path},
              true, '2010-01-01', '')
    `.execute(tx.db);
  }
  for (const one of customers) await insertCustomer(tx, one);
  await sql`
    insert into organisation_run (run_id, quarter, kind, as_of, backdated, started_by)
    overriding system value
    values (1, '2026Q1', 'open', '2026-01-01', false, 'test')
  `.execute(tx.db);
  await sql`
    insert into policy_version
      (version_id, kind, version_no, body, body_hash, note, assumed, author_id, valid_from)
    overriding system value
    values (1, 'segments', 1, '{}', '', '', '', 0, '2000-01-01')
  `.execute(tx.db);
  await insertDocument(tx, 2, metricCatalogueKind);
  await insertDocument(tx, 3, paySchemeKind);
  await insertDocument(tx, 4, contactStandardKind);
  await insertDocument(tx, 5, poolKind);
  await insertDocument(tx, 6, gradeMatrixKind);
  await insertDocument(tx, 7, customerFileKind);
}

/** A document that readers of results look up: the first version of its kind, in force. */
async function insertDocument(
  tx: Tx,
  versionId: number,
  kind: { readonly kind: string; readonly initial: unknown },
): Promise<void> {
  await sql`
    insert into policy_version
      (version_id, kind, version_no, body, body_hash, note, assumed, author_id, valid_from)
    overriding system value
    values (${versionId}, ${kind.kind}, 1, ${JSON.stringify(kind.initial)}::jsonb, '', '', '', 0,
            '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into policy_approval (version_id, approved_by)
    values (${versionId}, 0)
  `.execute(tx.db);
}

async function insertCustomer(tx: Tx, one: WorldCustomer): Promise<void> {
  const { customerId, customerNo, booked, lead, assist } = one;
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, birth_day,
       opened_on, booking_unit_id, booking_path, lead_staff_id, managing_path, tier)
    values (${customerId}, ${customerNo}, 'individual', '王小明', '王小明', 'wxm', 'wangxiaoming',
            '{王小,小明,wx,xm}', '1980-01-01', '2020-01-01', ${booked.unitId}, ${booked.path},
            ${lead?.staffId ?? null}, ${lead?.unit.path ?? null}, 'small')
  `.execute(tx.db);
  await sql`
    insert into customers_number (customer_no, customer_id) values (${customerNo}, ${customerId})
  `.execute(tx.db);
  await sql`
    insert into customers_identity (customer_id, cipher) values (${customerId}, 'v1.none')
  `.execute(tx.db);
  for (const [part, person, share] of [
    ['lead', lead, assist === null ? 1_000_000 : 700_000],
    ['assist', assist, 300_000],
  ] as const) {
    if (person === null) continue;
    await sql`
      insert into customers_management
        (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
      values (${customerId}, ${person.staffId}, ${part}, ${share}, '2024-01-01', '', 'import')
    `.execute(tx.db);
  }
  if (assist !== null) {
    await sql`
      insert into customers_assist (customer_id, staff_id, share_millionths)
      values (${customerId}, ${assist.staffId}, 300000)
    `.execute(tx.db);
  }
}

export const builder = systemActor('scope-matrix');
