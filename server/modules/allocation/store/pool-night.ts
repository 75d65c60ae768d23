import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

/** Movements that a customer makes himself: interest and fees are the bank's. */
const ownKinds = sql`not t.derived and t.kind not in ('interest_paid', 'interest_received', 'fee')`;

export interface Standing {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly shownName: string;
  readonly leadStaffId: bigint;
}

/** Pooled customers whom somebody leads all the same: by an opening, an import or a hand-over. */
export async function loadLedCards(tx: Tx, limit: number): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select p.customer_id as "customerId",
           p.customer_no as "customerNo",
           p.shown_name as "shownName",
           c.lead_staff_id as "leadStaffId"
    from allocation_pool_card p
    join customers_v_customer c on c.customer_id = p.customer_id
    where c.lead_staff_id is not null
    order by p.customer_id
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** Opens the cards whose day has come to the whole bank, each with its step. How many. */
export async function widenCards(tx: Tx, today: Day): Promise<number> {
  const { numAffectedRows } = await sql`
    with widened as (
      update allocation_pool_card
      set reach_from = '', reach_until = '~', wide_on = null
      where wide_on <= ${today}
      returning customer_id, customer_no, shown_name
    )
    insert into allocation_pool_event
      (customer_id, kind, customer_no, shown_name, day, account_id)
    select customer_id, 'widened', customer_no, shown_name, ${today}::date, ${tx.actor.accountId}
    from widened
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

/** Customers outside the pool whom nobody has led since a day, by key. */
export async function loadUnledSince(
  tx: Tx,
  since: Day,
  page: { readonly after: bigint; readonly limit: number },
): Promise<bigint[]> {
  const { rows } = await sql<{ customerId: bigint }>`
    select c.customer_id as "customerId"
    from customers_v_customer c
    where c.lead_staff_id is null
      and c.opened_on <= ${since}
      and c.customer_id > ${page.after}
      and not exists (
        select 1
        from allocation_pool_card p
        where p.customer_id = c.customer_id)
      and not exists (
        select 1
        from customers_v_lead l
        where l.customer_id = c.customer_id
          and (l.until_day is null or l.until_day > ${since}))
    order by c.customer_id
    limit ${page.limit}
  `.execute(tx.db);
  return rows.map((row) => row.customerId);
}

export interface ProvingClaim extends Standing {
  readonly claimId: bigint;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly warnOn: Day;
  readonly fallsOn: Day | null;
  readonly transactions: number;
  readonly inflowFen: bigint;
}

/** Open claims that must be proven, with what the customer has brought since, by key. */
export async function loadProving(
  tx: Tx,
  page: { readonly after: bigint; readonly limit: number },
): Promise<(Omit<ProvingClaim, 'leadStaffId'> & { leadStaffId: bigint | null })[]> {
  const { rows } = await sql<Omit<ProvingClaim, 'leadStaffId'> & { leadStaffId: bigint | null }>`
    select k.claim_id as "claimId",
           k.customer_id as "customerId",
           c.customer_no as "customerNo",
           '' as "shownName",
           c.lead_staff_id as "leadStaffId",
           k.staff_id as "staffId",
           k.unit_path as "unitPath",
           k.warn_on as "warnOn",
           w.falls_on as "fallsOn",
           m.transactions,
           m.inflow as "inflowFen"
    from allocation_v_pool_claim k
    join customers_v_customer c on c.customer_id = k.customer_id
    left join lateral (
      select e.kind, e.falls_on
      from allocation_pool_event e
      where e.customer_id = k.customer_id
      order by e.event_id desc
      limit 1
    ) w on w.kind = 'warned'
    cross join lateral (
      select count(*)::int as transactions,
             coalesce(sum(t.amount_fen) filter (where a.kind = 'deposit'), 0)::bigint as inflow
      from holdings_v_transaction t
      join holdings_v_account a on a.customer_id = t.customer_id and a.account_id = t.account_id
      where t.customer_id = k.customer_id
        and t.day >= k.claimed_on
        and ${ownKinds}
    ) m
    where k.how is null
      and k.prove_by is not null
      and k.claim_id > ${page.after}
    order by k.claim_id
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

/** Led customers of the segments that may be recycled, by key; open claims are left out. */
export async function loadRecyclable(
  tx: Tx,
  page: { readonly after: bigint; readonly limit: number },
): Promise<bigint[]> {
  const { rows } = await sql<{ customerId: bigint }>`
    select c.customer_id as "customerId"
    from customers_v_customer c
    where c.lead_staff_id is not null
      and c.customer_id > ${page.after}
    order by c.customer_id
    limit ${page.limit}
  `.execute(tx.db);
  return rows.map((row) => row.customerId);
}

/** Customers with an open claim. */
export async function loadClaimed(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ customerId: bigint }>`
    select distinct customer_id as "customerId"
    from allocation_v_pool_claim
    where customer_id = any (${[...customerIds]}::bigint[])
      and how is null
  `.execute(tx.db);
  return new Set(rows.map((row) => row.customerId));
}

/** Days on which standing warnings of recycling fall due. */
export async function loadWarnings(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, Day>> {
  const { rows } = await sql<{ customerId: bigint; fallsOn: Day; kind: string; cause: string }>`
    select distinct on (customer_id)
           customer_id as "customerId",
           falls_on as "fallsOn",
           kind,
           cause
    from allocation_pool_event
    where customer_id = any (${[...customerIds]}::bigint[])
    order by customer_id, event_id desc
  `.execute(tx.db);
  const standing = rows.filter((row) => row.kind === 'warned' && row.cause === 'recycled');
  return new Map(standing.map((row) => [row.customerId, row.fallsOn]));
}

/** Since when customers are quiet: their last own movement, or the present lead's first day. */
export async function loadQuietSince(
  tx: Tx,
  customerIds: readonly bigint[],
  movedAfter: Day,
): Promise<ReadonlyMap<bigint, Day>> {
  const { rows } = await sql<{ customerId: bigint; since: Day }>`
    select l.customer_id as "customerId",
           greatest(min(l.from_day), max(m.day)) as since
    from customers_v_lead l
    left join lateral (
      select max(t.day) as day
      from holdings_v_transaction t
      where t.customer_id = l.customer_id
        and t.day >= ${movedAfter}
        and ${ownKinds}
    ) m on true
    where l.customer_id = any (${[...customerIds]}::bigint[])
      and l.until_day is null
    group by l.customer_id
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.customerId, row.since]));
}
