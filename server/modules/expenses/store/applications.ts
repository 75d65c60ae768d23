import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Fen } from '../../../../core/money.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import type { ApplicationState, Purse, Subject, TaxClass } from '../contract.ts';
import type { Neighbour, Splitting } from '../rules/application.ts';

export interface CustomerHead {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly class: 'premium' | 'general' | 'poor' | null;
}

/** A customer in the actor's scope. */
export async function loadCustomer(tx: Tx, customerId: bigint): Promise<CustomerHead | null> {
  const { rows } = await sql<CustomerHead>`
    select customer_id as "customerId",
           customer_no as "customerNo",
           name,
           class
    from customers_v_customer
    where customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** What counts toward the caps of a quarter, for a customer and for an RM. */
export async function loadCommitted(
  tx: Tx,
  of: { readonly quarter: string; readonly staffId: bigint; readonly customerId: bigint },
): Promise<{ readonly customer: Fen; readonly person: Fen }> {
  const { rows } = await sql<{ customer: Fen; person: Fen }>`
    select coalesce(sum(committed_fen) filter (where customer_id = ${of.customerId}), 0)::bigint
             as customer,
           coalesce(sum(committed_fen) filter (where staff_id = ${of.staffId}), 0)::bigint
             as person
    from expenses_v_application
    where quarter = ${of.quarter}
      and (customer_id = ${of.customerId} or staff_id = ${of.staffId})
  `.execute(tx.db);
  return rows[0]!;
}

/** Other applications for a customer that still count, planned within some days of a day. */
export async function loadNeighbours(
  tx: Tx,
  of: {
    readonly customerId: bigint;
    readonly plannedDay: Day;
    readonly days: number;
    readonly except: bigint | null;
  },
): Promise<Neighbour[]> {
  const { rows } = await sql<Neighbour>`
    select a.application_id as "applicationId",
           s.name,
           a.planned_day as "plannedDay",
           a.amount_fen as amount
    from expenses_v_application a
    join people_v_staff s on s.staff_id = a.staff_id
    where a.customer_id = ${of.customerId}
      and a.planned_day between ${of.plannedDay}::date - ${of.days}::int
                            and ${of.plannedDay}::date + ${of.days}::int
      and a.committed_fen > 0
      and (${of.except}::bigint is null or a.application_id <> ${of.except})
    order by a.planned_day, a.application_id
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface NewApplication {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly customerId: bigint;
  readonly quarter: string;
  readonly purse: Purse;
  readonly kind: string;
  readonly kindName: string;
  readonly tax: TaxClass;
  readonly purpose: string;
  readonly plannedDay: Day;
  readonly amount: Fen;
  readonly guests: number;
  readonly attendants: number;
  readonly subject: Subject;
  readonly needsClearance: boolean;
  readonly requestKey: string;
  readonly policyVersionId: bigint;
  readonly appliedOn: Day;
}

/** Null when this request was sent before. */
export async function insertApplication(tx: Tx, one: NewApplication): Promise<bigint | null> {
  const { rows } = await sql<{ applicationId: bigint }>`
    insert into expenses_application
      (application_id, staff_id, unit_path, customer_id, quarter, purse, kind, kind_name, tax,
       purpose, planned_day, amount_fen, guests, attendants, subject, needs_clearance,
       request_key, policy_version_id, applied_on, applied_by)
    values
      (nextval('expenses_application_id'), ${one.staffId}, ${one.unitPath}, ${one.customerId},
       ${one.quarter}, ${one.purse}, ${one.kind}, ${one.kindName}, ${one.tax}, ${one.purpose},
       ${one.plannedDay}, ${one.amount}, ${one.guests}, ${one.attendants}, ${one.subject},
       ${one.needsClearance}, ${one.requestKey}, ${one.policyVersionId}, ${one.appliedOn},
       ${tx.actor.accountId})
    on conflict on constraint expenses_application__sent_once do nothing
    returning application_id as "applicationId"
  `.execute(tx.db);
  return rows[0]?.applicationId ?? null;
}

export interface ApplicationRecord {
  readonly applicationId: bigint;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly customerId: bigint;
  readonly quarter: string;
  readonly purse: Purse;
  readonly tax: TaxClass;
  readonly plannedDay: Day;
  readonly amount: Fen;
  readonly needsClearance: boolean;
  readonly clearance: 'cleared' | 'barred' | null;
  readonly appliedOn: Day;
  readonly appliedBy: bigint;
  readonly ruledBy: bigint | null;
  readonly ruledOn: Day | null;
  readonly claimId: bigint | null;
  readonly attempt: number | null;
  readonly claimed: Fen | null;
  readonly verifiedBy: bigint | null;
  readonly policyVersionId: bigint;
  readonly state: ApplicationState;
}

const record = sql`
  a.application_id as "applicationId",
  a.staff_id as "staffId",
  a.unit_path as "unitPath",
  a.customer_id as "customerId",
  a.quarter,
  a.purse,
  a.tax,
  a.planned_day as "plannedDay",
  a.amount_fen as amount,
  a.needs_clearance as "needsClearance",
  a.clearance,
  a.applied_on as "appliedOn",
  a.applied_by as "appliedBy",
  a.ruled_by as "ruledBy",
  a.ruled_on as "ruledOn",
  a.claim_id as "claimId",
  a.attempt,
  a.claimed_fen as claimed,
  a.verified_by as "verifiedBy",
  a.policy_version_id as "policyVersionId",
  a.state
`;

export async function loadApplication(
  tx: Tx,
  applicationId: bigint,
): Promise<ApplicationRecord | null> {
  const { rows } = await sql<ApplicationRecord>`
    select ${record}
    from expenses_v_application a
    where a.application_id = ${applicationId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** The application that a request made before. */
export async function loadByRequest(tx: Tx, requestKey: string): Promise<ApplicationRecord | null> {
  const { rows } = await sql<ApplicationRecord>`
    select ${record}
    from expenses_application n
    join expenses_v_application a on a.application_id = n.application_id
    where n.applied_by = ${tx.actor.accountId}
      and n.request_key = ${requestKey}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** The application of a claim, when it is its last one. */
export async function loadByClaim(tx: Tx, claimId: bigint): Promise<ApplicationRecord | null> {
  const { rows } = await sql<ApplicationRecord>`
    select ${record}
    from expenses_claim c
    join expenses_v_application a on a.application_id = c.application_id
    where c.claim_id = ${claimId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Applications that nobody claimed, planned before a day; oldest first. */
export async function loadUnclaimed(tx: Tx, before: Day): Promise<ApplicationRecord[]> {
  const { rows } = await sql<ApplicationRecord>`
    select ${record}
    from expenses_v_application a
    where a.state in ('submitted', 'approved')
      and a.planned_day < ${before}
    order by a.application_id
    limit 10000
  `.execute(tx.db);
  return rows;
}

/** False when somebody was first. */
export async function insertRuling(
  tx: Tx,
  one: {
    readonly applicationId: bigint;
    readonly verdict: 'approved' | 'returned';
    readonly reason: string;
    readonly limitFen: bigint | null;
    readonly splitting: Splitting | null;
    readonly ruledOn: Day;
  },
): Promise<boolean> {
  const splitting = JSON.stringify(one.splitting, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  const { rows } = await sql`
    insert into expenses_ruling
      (application_id, verdict, reason, limit_fen, splitting, ruled_on, ruled_by,
       by_name)
    values (${one.applicationId}, ${one.verdict}, ${one.reason}, ${one.limitFen},
            ${splitting}::jsonb, ${one.ruledOn}, ${tx.actor.accountId},
            ${await actorName(tx)})
    on conflict (application_id) do nothing
    returning application_id
  `.execute(tx.db);
  return rows.length === 1;
}

/** False when somebody was first. */
export async function insertClearance(
  tx: Tx,
  one: {
    readonly applicationId: bigint;
    readonly verdict: 'cleared' | 'barred';
    readonly reason: string;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into expenses_clearance (application_id, verdict, reason, cleared_by, by_name)
    values (${one.applicationId}, ${one.verdict}, ${one.reason}, ${tx.actor.accountId},
            ${await actorName(tx)})
    on conflict (application_id) do nothing
    returning application_id
  `.execute(tx.db);
  return rows.length === 1;
}

/** Ends applications; answers with those that had not ended before. */
export async function insertEndings(
  tx: Tx,
  applicationIds: readonly bigint[],
  ending: { readonly kind: 'withdrawn' | 'lapsed'; readonly reason: string },
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ id: bigint }>`
    insert into expenses_ending (application_id, kind, reason, ended_by, by_name)
    select application_id, ${ending.kind}, ${ending.reason}, ${tx.actor.accountId},
           ${await actorName(tx)}
    from unnest(${[...applicationIds]}::bigint[]) as one (application_id)
    on conflict (application_id) do nothing
    returning application_id as id
  `.execute(tx.db);
  return new Set(rows.map((row) => row.id));
}
