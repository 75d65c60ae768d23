import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ApplicationState, EntryKind, Purse, Subject } from '../contract.ts';

export interface ApplicationRow {
  readonly applicationId: bigint;
  readonly customerName: string;
  readonly name: string;
  readonly staffNo: string;
  readonly unitName: string;
  readonly plannedDay: Day;
  readonly kindName: string;
  readonly purse: Purse;
  readonly amount: bigint;
  readonly state: ApplicationState;
  readonly claimed: bigint | null;
  readonly appliedAt: string;
}

const listed = sql`
  a.application_id as "applicationId",
  coalesce(c.name, '—') as "customerName",
  s.name,
  s.staff_no as "staffNo",
  u.name as "unitName",
  a.planned_day as "plannedDay",
  a.kind_name as "kindName",
  a.purse,
  a.amount_fen as amount,
  a.state,
  a.claimed_fen as claimed,
  a.applied_at as "appliedAt"
`;

const joined = sql`
  from expenses_v_application a
  join people_v_staff s on s.staff_id = a.staff_id
  join organisation_v_unit u on u.unit_id = s.unit_id
  left join customers_v_customer c on c.customer_id = a.customer_id
`;

/** Who reads, for what waits for him: his account, and the widest amount he may approve. */
export interface Waiting {
  readonly for: 'rule' | 'clear' | 'verify' | 'pay';
  /** Null: no limit. */
  readonly limitFen: bigint | null;
}

/** Applications newest first, one page by keyset over the key. */
export async function listApplications(
  tx: Tx,
  asked: {
    readonly state: string | null;
    readonly quarter: string | null;
    readonly customerId: bigint | null;
    readonly waiting: Waiting | null;
    readonly mine: boolean;
    readonly q: string | null;
    readonly before: bigint | null;
    readonly limit: number;
  },
): Promise<ApplicationRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<ApplicationRow>`
    select ${listed}
    ${joined}
    where (${asked.state}::text is null or a.state = ${asked.state})
      and (${asked.quarter}::text is null or a.quarter = ${asked.quarter})
      and (${asked.customerId}::bigint is null or a.customer_id = ${asked.customerId})
      and (not ${asked.mine}::boolean
           or a.staff_id = current_setting('app.staff_id')::bigint)
      and (${like}::text is null or s.name like ${like} or s.staff_no like ${like}
           or c.name like ${like})
      and ${waitsFor(tx, asked.waiting)}
      and (${asked.before}::bigint is null or a.application_id < ${asked.before})
    order by a.application_id desc
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

function waitsFor(tx: Tx, waiting: Waiting | null) {
  if (waiting === null) return sql`true`;
  const others = sql`a.applied_by <> ${tx.actor.accountId}
    and a.staff_id <> current_setting('app.staff_id')::bigint`;
  switch (waiting.for) {
    case 'rule':
      return sql`${others} and a.state = 'submitted'
        and (not a.needs_clearance or a.clearance = 'cleared')
        and (${waiting.limitFen}::bigint is null or a.amount_fen <= ${waiting.limitFen})`;
    case 'clear':
      return sql`${others} and a.state = 'submitted' and a.needs_clearance
        and a.clearance is null`;
    case 'verify':
      return sql`${others} and a.state = 'claimed'`;
    case 'pay':
      return sql`${others} and a.state = 'verified'
        and a.verified_by <> ${tx.actor.accountId}
        and a.ruled_by <> ${tx.actor.accountId}`;
  }
}

export interface ApplicationDetail extends ApplicationRow {
  readonly customerId: bigint;
  readonly quarter: string;
  readonly purpose: string;
  readonly guests: number;
  readonly attendants: number;
  readonly subject: Subject;
  readonly needsClearance: boolean;
}

export async function loadDetail(tx: Tx, applicationId: bigint): Promise<ApplicationDetail | null> {
  const { rows } = await sql<ApplicationDetail>`
    select ${listed},
           a.customer_id as "customerId",
           a.quarter,
           a.purpose,
           a.guests,
           a.attendants,
           a.subject,
           a.needs_clearance as "needsClearance"
    ${joined}
    where a.application_id = ${applicationId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface Deed {
  readonly what: 'clearance' | 'ruling' | 'ending';
  readonly verdict: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly limit: bigint | null;
}

/** What was decided about an application, by whom. */
export async function loadDeeds(tx: Tx, applicationId: bigint): Promise<Deed[]> {
  const { rows } = await sql<Deed>`
    select 'clearance' as what,
           k.verdict,
           k.reason,
           k.by_name as by,
           k.cleared_at as at,
           null::bigint as limit
    from expenses_clearance k
    where k.application_id = ${applicationId}
    union all
    select 'ruling', r.verdict, r.reason, r.by_name, r.ruled_at, r.limit_fen
    from expenses_ruling r
    where r.application_id = ${applicationId}
    union all
    select 'ending', e.kind, e.reason, e.by_name, e.ended_at, null
    from expenses_ending e
    where e.application_id = ${applicationId}
    order by 5, 1
    limit 10
  `.execute(tx.db);
  return rows;
}

export interface ClaimRow {
  readonly claimId: bigint;
  readonly attempt: number;
  readonly spentOn: Day;
  readonly amount: bigint;
  readonly note: string;
  readonly claimedBy: string;
  readonly claimedAt: string;
  readonly verdict: 'verified' | 'returned' | null;
  readonly verifiedBy: string | null;
  readonly verifiedAt: string | null;
  readonly verifiedReason: string | null;
  readonly reference: string | null;
  readonly paidOn: Day | null;
  readonly paidBy: string | null;
  readonly paidAt: string | null;
}

export async function loadClaims(tx: Tx, applicationId: bigint): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select c.claim_id as "claimId",
           c.attempt,
           c.spent_on as "spentOn",
           c.amount_fen as amount,
           c.note,
           c.by_name as "claimedBy",
           c.claimed_at as "claimedAt",
           v.verdict,
           v.by_name as "verifiedBy",
           v.verified_at as "verifiedAt",
           v.reason as "verifiedReason",
           p.reference,
           p.paid_on as "paidOn",
           p.by_name as "paidBy",
           p.paid_at as "paidAt"
    from expenses_claim c
    left join expenses_verification v on v.claim_id = c.claim_id
    left join expenses_payment p on p.claim_id = c.claim_id
    where c.application_id = ${applicationId}
    order by c.attempt
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface InvoiceRow {
  readonly claimId: bigint;
  readonly number: string;
  readonly issuedOn: Day;
  readonly seller: string;
  readonly amount: bigint;
  readonly tax: bigint;
  readonly fileId: bigint | null;
  readonly fileName: string | null;
  readonly sha256: string | null;
  readonly fileElsewhere: number;
}

export async function loadInvoices(tx: Tx, applicationId: bigint): Promise<InvoiceRow[]> {
  const { rows } = await sql<InvoiceRow>`
    select i.claim_id as "claimId",
           i.number,
           i.issued_on as "issuedOn",
           i.seller,
           i.amount_fen as amount,
           i.tax_fen as tax,
           i.file_id as "fileId",
           f.name as "fileName",
           f.sha256,
           (select count(*)::int
            from expenses_file o
            where o.sha256 = f.sha256
              and o.application_id <> f.application_id) as "fileElsewhere"
    from expenses_claim c
    join expenses_invoice i on i.claim_id = c.claim_id
    left join expenses_file f on f.file_id = i.file_id
    where c.application_id = ${applicationId}
    order by c.attempt, i.position
    limit 2000
  `.execute(tx.db);
  return rows;
}

export interface EntryRow {
  readonly entryId: bigint;
  readonly kind: EntryKind;
  readonly amount: bigint;
  readonly enteredAt: string;
}

export async function loadEntries(tx: Tx, applicationId: bigint): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select entry_id as "entryId",
           kind,
           amount_fen as amount,
           entered_at as "enteredAt"
    from expenses_ledger
    where application_id = ${applicationId}
    order by entry_id
    limit 10
  `.execute(tx.db);
  return rows;
}

export interface CustomerRow {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly customerName: string;
  readonly applications: number;
  readonly running: bigint;
  readonly paid: bigint;
}

/** Marketing money by customer in a year, most first. */
export async function listCustomers(
  tx: Tx,
  asked: {
    readonly year: number;
    readonly q: string | null;
    readonly skip: number;
    readonly limit: number;
  },
): Promise<CustomerRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<CustomerRow>`
    select c.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.name as "customerName",
           count(*)::int as applications,
           coalesce(sum(a.committed_fen) filter (where a.state <> 'paid'), 0)::bigint as running,
           coalesce(sum(a.committed_fen) filter (where a.state = 'paid'), 0)::bigint as paid
    from expenses_v_application a
    join customers_v_customer c on c.customer_id = a.customer_id
    where a.quarter between ${`${asked.year}Q1`} and ${`${asked.year}Q4`}
      and (${like}::text is null or c.name like ${like} or c.customer_no like ${like})
    group by c.customer_id, c.customer_no, c.name
    order by sum(a.committed_fen) desc, c.customer_id
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}
