import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Segmented } from '../../people/index.ts';

/** One claim at a time of an RM: a second one sees what the first wrote. */
export async function lockClaimant(tx: Tx, staffId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`pool:${staffId}`}, 0))
  `.execute(tx.db);
}

/** Returns, entries and the night's work on one customer happen one after another. */
export async function lockCustomers(tx: Tx, customerIds: readonly bigint[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('pool-customer:' || id, 0))
    from (
      select unnest(${[...customerIds]}::bigint[]) as id
      order by id
    ) one
  `.execute(tx.db);
}

/** Claims of an RM: how many on the day, and how many are open. */
export async function countClaims(
  tx: Tx,
  staffId: bigint,
  on: Day,
): Promise<{ readonly today: number; readonly open: number }> {
  const { rows } = await sql<{ today: number; open: number }>`
    select (select count(*)
            from allocation_pool_turn
            where staff_id = ${staffId}
              and day = ${on})::int as today,
           (select count(*)
            from allocation_v_pool_claim
            where staff_id = ${staffId}
              and prove_by is not null
              and how is null)::int as open
  `.execute(tx.db);
  return rows[0]!;
}

/** Customers that one RM leads, by kind. */
export async function loadLoadOf(
  tx: Tx,
  staffId: bigint,
): Promise<{ readonly corporate: number; readonly individual: number }> {
  const { rows } = await sql<{ corporate: number; individual: number }>`
    select count(*) filter (where kind = 'corporate')::int as corporate,
           count(*) filter (where kind = 'individual')::int as individual
    from customers_v_customer
    where lead_staff_id = ${staffId}
  `.execute(tx.db);
  return rows[0]!;
}

export interface NewClaim {
  readonly customerId: bigint;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly claimedOn: Day;
  readonly protectedUntil: Day;
  readonly proveBy: Day | null;
  readonly warnOn: Day | null;
  readonly mode: 'alone' | 'with_approval';
  readonly reachFrom: string;
  readonly reachUntil: string;
  readonly policyVersionId: bigint;
}

/** Writes claims and their turns of the day; a turn that is there already is an error. */
export async function insertClaims(
  tx: Tx,
  claims: readonly NewClaim[],
  turnsBefore: number,
): Promise<void> {
  await copyRows(
    tx,
    'allocation_pool_turn',
    ['staff_id', 'day', 'turn', 'unit_path'],
    claims.map((one, at) => [one.staffId, one.claimedOn, turnsBefore + at + 1, one.unitPath]),
  );
  await copyRows(
    tx,
    'allocation_pool_claim',
    [
      'customer_id',
      'staff_id',
      'unit_path',
      'claimed_on',
      'protected_until',
      'prove_by',
      'warn_on',
      'mode',
      'reach_from',
      'reach_until',
      'policy_version_id',
      'account_id',
    ],
    claims.map((one) => [
      one.customerId,
      one.staffId,
      one.unitPath,
      one.claimedOn,
      one.protectedUntil,
      one.proveBy,
      one.warnOn,
      one.mode,
      one.reachFrom,
      one.reachUntil,
      one.policyVersionId,
      tx.actor.accountId,
    ]),
  );
}

/**
 * Who claimed customers that are in the pool no more, for an RM whose unit was in the reach of
 * their card: he saw them there.
 */
export async function loadTakersInReach(
  tx: Tx,
  customerIds: readonly bigint[],
  unitPath: string,
): Promise<{ customerId: bigint; customerNo: string; name: string; claimedOn: Day }[]> {
  const { rows } = await sql<{
    customerId: bigint;
    customerNo: string;
    name: string;
    claimedOn: Day;
  }>`
    select distinct on (k.customer_id)
           k.customer_id as "customerId",
           c.customer_no as "customerNo",
           s.name,
           k.claimed_on as "claimedOn"
    from allocation_pool_claim k
    join customers_v_customer c on c.customer_id = k.customer_id
    join people_v_staff s on s.staff_id = k.staff_id
    where k.customer_id = any (${[...customerIds]}::bigint[])
      and k.reach_from <= ${unitPath}
      and k.reach_until > ${unitPath}
    order by k.customer_id, k.claim_id desc
  `.execute(tx.db);
  return rows;
}

/** Who leads customers now, and their segments. */
export async function loadLevels(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<(Segmented & { customerId: bigint; leadStaffId: bigint | null })[]> {
  const { rows } = await sql<Segmented & { customerId: bigint; leadStaffId: bigint | null }>`
    select customer_id as "customerId",
           lead_staff_id as "leadStaffId",
           kind,
           corporate_type as "corporateType",
           class,
           tier
    from customers_v_customer
    where customer_id = any (${[...customerIds]}::bigint[])
    order by customer_id
  `.execute(tx.db);
  return rows;
}

/** Which of some customers somebody leads. */
export async function loadLedOf(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ customerId: bigint }>`
    select customer_id as "customerId"
    from customers_v_customer
    where customer_id = any (${[...customerIds]}::bigint[])
      and lead_staff_id is not null
    order by customer_id
  `.execute(tx.db);
  return new Set(rows.map((row) => row.customerId));
}

/** Ends the open claims of customers. */
export async function endClaims(
  tx: Tx,
  customerIds: readonly bigint[],
  end: { how: string; day: Day },
): Promise<void> {
  await sql`
    insert into allocation_pool_claim_end (customer_id, claim_id, how, day)
    select customer_id, claim_id, ${end.how}, ${end.day}::date
    from allocation_v_pool_claim
    where customer_id = any (${[...customerIds]}::bigint[])
      and how is null
    on conflict (customer_id, claim_id) do nothing
  `.execute(tx.db);
}

/** Claims that a return of the day had ended go on: a new row with the days of the old one. */
export async function reopenClaims(
  tx: Tx,
  customerIds: readonly bigint[],
  of: { staffId: bigint; day: Day },
): Promise<void> {
  await sql`
    insert into allocation_pool_claim
      (customer_id, staff_id, unit_path, claimed_on, protected_until, prove_by, warn_on, mode,
       reach_from, reach_until, policy_version_id, account_id)
    select distinct on (c.customer_id)
           c.customer_id, c.staff_id, c.unit_path, c.claimed_on, c.protected_until, c.prove_by,
           c.warn_on, c.mode, c.reach_from, c.reach_until, c.policy_version_id, c.account_id
    from allocation_pool_claim c
    join allocation_pool_claim_end e
      on e.customer_id = c.customer_id
     and e.claim_id = c.claim_id
    where c.customer_id = any (${[...customerIds]}::bigint[])
      and c.staff_id = ${of.staffId}
      and e.how = 'returned'
      and e.day = ${of.day}
    order by c.customer_id, c.claim_id desc
  `.execute(tx.db);
}

/** Until when customers are protected, of those whose claim still protects them on a day. */
export async function loadProtected(
  tx: Tx,
  customerIds: readonly bigint[],
  on: Day,
): Promise<ReadonlyMap<bigint, Day>> {
  const { rows } = await sql<{ customerId: bigint; until: Day }>`
    select c.customer_id as "customerId",
           max(c.protected_until) as until
    from allocation_v_pool_claim c
    join customers_v_customer k
      on k.customer_id = c.customer_id
     and k.lead_staff_id = c.staff_id
    where c.customer_id = any (${[...customerIds]}::bigint[])
      and c.protected_until > ${on}
      and (c.how is null or c.how = 'proven')
    group by c.customer_id
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.customerId, row.until]));
}

export interface ClaimRow {
  readonly customerId: bigint;
  readonly claimId: bigint;
  readonly customerNo: string;
  readonly customerName: string;
  readonly staffId: bigint;
  readonly staffName: string;
  readonly claimedOn: Day;
  readonly protectedUntil: Day;
  readonly proveBy: Day | null;
  readonly fallsOn: Day | null;
  readonly how: string | null;
}

/** One page of claims in sight, the latest first; of one RM or of all. */
export async function loadClaimPage(
  tx: Tx,
  filter: { readonly staffId: bigint | null; readonly open: boolean },
  place: { readonly before: bigint | null; readonly limit: number },
): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select k.customer_id as "customerId",
           k.claim_id as "claimId",
           c.customer_no as "customerNo",
           c.name as "customerName",
           k.staff_id as "staffId",
           s.name as "staffName",
           k.claimed_on as "claimedOn",
           k.protected_until as "protectedUntil",
           k.prove_by as "proveBy",
           w.falls_on as "fallsOn",
           k.how
    from allocation_v_pool_claim k
    join customers_v_customer c on c.customer_id = k.customer_id
    join people_v_staff s on s.staff_id = k.staff_id
    left join lateral (
      select e.kind, e.falls_on
      from allocation_pool_event e
      where e.customer_id = k.customer_id
      order by e.event_id desc
      limit 1
    ) w on w.kind = 'warned'
    where ${filter.staffId === null ? sql`true` : sql`k.staff_id = ${filter.staffId}`}
      and ${filter.open ? sql`k.how is null` : sql`true`}
      and ${place.before === null ? sql`true` : sql`k.claim_id < ${place.before}`}
    order by k.claim_id desc
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

export interface ReturnRow {
  readonly eventId: bigint;
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly shownName: string;
  readonly cause: string;
  readonly reasonKey: string | null;
  readonly note: string;
  readonly returnedOn: Day;
  readonly pooled: boolean;
  readonly undone: boolean;
}

/** What somebody gave into the pool, or lost to it, the latest first. */
export async function loadReturns(
  tx: Tx,
  staffId: bigint,
  place: { readonly before: bigint | null; readonly limit: number },
): Promise<ReturnRow[]> {
  const { rows } = await sql<ReturnRow>`
    select e.event_id as "eventId",
           e.customer_id as "customerId",
           e.customer_no as "customerNo",
           e.shown_name as "shownName",
           e.cause,
           e.reason_key as "reasonKey",
           e.note,
           e.day as "returnedOn",
           p.customer_id is not null as pooled,
           exists (
             select 1
             from allocation_pool_event u
             where u.customer_id = e.customer_id
               and u.kind = 'undone'
               and u.event_id > e.event_id
               and u.day = e.day) as undone
    from allocation_pool_event e
    left join allocation_pool_card p
      on p.customer_id = e.customer_id
     and p.entered_on = e.day
     and p.cooling_staff_id = e.staff_id
    where e.staff_id = ${staffId}
      and e.kind = 'entered'
      and ${place.before === null ? sql`true` : sql`e.event_id < ${place.before}`}
    order by e.event_id desc
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

/** Open hand-overs that hold some of the customers, by customer. */
export async function loadOpenHandovers(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, bigint>> {
  const { rows } = await sql<{ customerId: bigint; id: bigint }>`
    select c.customer_id as "customerId",
           min(c.handover_id) as id
    from allocation_handover_customer c
    join allocation_v_open_handover o on o.handover_id = c.handover_id
    where c.customer_id = any (${[...customerIds]}::bigint[])
    group by c.customer_id
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.customerId, row.id]));
}

/** The name by which others know a member of staff. */
export async function loadNameOf(tx: Tx, staffId: bigint): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name
    from people_v_staff
    where staff_id = ${staffId}
  `.execute(tx.db);
  return rows[0]!.name;
}
