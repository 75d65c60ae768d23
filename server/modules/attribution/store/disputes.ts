import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { DisputeState } from '../contract.ts';
import type { OtherDispute } from '../rules/dispute-case.ts';

export interface DisputeRecord {
  readonly customerId: bigint;
  readonly disputeId: bigint;
  readonly quarter: Quarter;
  /** Empty for a party who does not see the customer. */
  readonly customerNo: string;
  readonly customerName: string;
  readonly measure: string | null;
  readonly claimantId: bigint;
  readonly claimantName: string;
  readonly respondentId: bigint;
  readonly respondentName: string;
  readonly claimShare: bigint;
  readonly statement: string;
  readonly openedOn: Day;
  readonly openedBy: bigint;
  readonly rulingDue: Day;
  readonly withdrawn: boolean;
  readonly ruledShare: bigint | null;
  readonly reason: string | null;
  readonly applied: 'direct' | 'correction' | null;
}

const disputes = sql`
  select d.customer_id as "customerId",
         d.dispute_id as "disputeId",
         d.quarter,
         coalesce(c.customer_no, '') as "customerNo",
         coalesce(c.name, '') as "customerName",
         d.measure,
         d.claimant_staff_id as "claimantId",
         a.name as "claimantName",
         d.respondent_staff_id as "respondentId",
         b.name as "respondentName",
         d.claim_share_millionths as "claimShare",
         d.statement,
         d.opened_on as "openedOn",
         d.opened_by as "openedBy",
         d.ruling_due as "rulingDue",
         w.dispute_id is not null as withdrawn,
         g.claimant_share_millionths as "ruledShare",
         coalesce(g.reason, w.reason) as reason,
         (select min(p.how)
          from attribution_ruling_applied p
          join organisation_v_close v on v.run_id = p.run_id
          where p.customer_id = d.customer_id
            and p.dispute_id = d.dispute_id) as applied
  from attribution_dispute d
  join people_v_staff a on a.staff_id = d.claimant_staff_id
  join people_v_staff b on b.staff_id = d.respondent_staff_id
  left join customers_v_customer c on c.customer_id = d.customer_id
  left join attribution_dispute_withdrawal w
    on w.customer_id = d.customer_id
   and w.dispute_id = d.dispute_id
  left join attribution_dispute_ruling g
    on g.customer_id = d.customer_id
   and g.dispute_id = d.dispute_id
`;

export async function loadDispute(tx: Tx, disputeId: bigint): Promise<DisputeRecord | null> {
  const { rows } = await sql<DisputeRecord>`
    ${disputes}
    where d.dispute_id = ${disputeId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Disputes about a customer's results of a quarter: each measure is disputed once. */
export async function loadDisputesOf(
  tx: Tx,
  customerId: bigint,
  quarter: Quarter,
): Promise<OtherDispute[]> {
  const { rows } = await sql<OtherDispute>`
    select 'ZY' || d.dispute_id as no,
           d.measure,
           exists (
             select 1
             from attribution_dispute_withdrawal w
             where w.customer_id = d.customer_id
               and w.dispute_id = d.dispute_id) as withdrawn
    from attribution_dispute d
    where d.customer_id = ${customerId}
      and d.quarter = ${quarter}
    order by d.dispute_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

export interface DisputeFilter {
  readonly state: DisputeState | null;
  readonly quarter: Quarter | null;
  readonly search: string;
  readonly today: Day;
}

/** One page of disputes in sight, the latest first. */
export async function loadDisputePage(
  tx: Tx,
  filter: DisputeFilter,
  page: { readonly before: bigint | null; readonly limit: number },
): Promise<DisputeRecord[]> {
  const { rows } = await sql<DisputeRecord>`
    ${disputes}
    where ${page.before === null ? sql`true` : sql`d.dispute_id < ${page.before}`}
      and ${filter.quarter === null ? sql`true` : sql`d.quarter = ${filter.quarter}`}
      and ${inState(filter)}
      and ${
        filter.search === ''
          ? sql`true`
          : sql`(starts_with(c.customer_no, ${filter.search})
              or position(${filter.search} in c.name) > 0
              or position(${filter.search} in a.name) > 0
              or position(${filter.search} in b.name) > 0)`
      }
    order by d.dispute_id desc
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

function inState({ state, today }: DisputeFilter) {
  const unsettled = sql`w.dispute_id is null and g.dispute_id is null`;
  switch (state) {
    case null:
      return sql`true`;
    case 'withdrawn':
      return sql`w.dispute_id is not null`;
    case 'ruled':
      return sql`g.dispute_id is not null`;
    case 'open':
      return sql`${unsettled} and d.ruling_due >= ${today}::date`;
    case 'overdue':
      return sql`${unsettled} and d.ruling_due < ${today}::date`;
  }
}

/** The valid closing of a quarter with its business day: figures are out from then on. */
export async function loadPublication(
  tx: Tx,
  quarter: Quarter,
): Promise<{ runId: bigint; publishedOn: Day; sealed: boolean } | null> {
  const { rows } = await sql<{ runId: bigint; publishedOn: Day; sealed: boolean }>`
    select v.run_id as "runId",
           r.as_of as "publishedOn",
           v.sealed
    from organisation_v_close v
    join organisation_v_run r on r.run_id = v.run_id
    where v.quarter = ${quarter}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Whether the caller sees persons' parts of a customer in a closing. */
export async function seesParts(
  tx: Tx,
  of: { customerId: bigint; runId: bigint; measure: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1
      from attribution_part
      where customer_id = ${of.customerId}
        and run_id = ${of.runId}
        and dimension = 'person'
        and ${of.measure === null ? sql`true` : sql`measure = ${of.measure}`}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}

export interface NewDispute {
  readonly customerId: bigint;
  readonly quarter: Quarter;
  readonly measure: string | null;
  readonly claimantId: bigint;
  readonly claimantPath: string;
  readonly respondentId: bigint;
  readonly respondentPath: string;
  readonly claimShare: bigint;
  readonly statement: string;
  readonly publishedOn: Day;
  readonly openedOn: Day;
  readonly rulingDue: Day;
}

export async function insertDispute(tx: Tx, one: NewDispute): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into attribution_dispute
      (customer_id, quarter, measure, claimant_staff_id, claimant_path, respondent_staff_id,
       respondent_path, claim_share_millionths, statement, published_on, opened_on, ruling_due,
       opened_by)
    values (${one.customerId}, ${one.quarter}, ${one.measure}, ${one.claimantId},
      ${one.claimantPath}, ${one.respondentId}, ${one.respondentPath}, ${one.claimShare},
      ${one.statement}, ${one.publishedOn}, ${one.openedOn}, ${one.rulingDue},
      ${tx.actor.accountId})
    returning dispute_id as id
  `.execute(tx.db);
  return rows[0]!.id;
}

export async function insertWithdrawal(
  tx: Tx,
  one: { customerId: bigint; disputeId: bigint; reason: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into attribution_dispute_withdrawal (customer_id, dispute_id, reason, withdrawn_by)
    values (${one.customerId}, ${one.disputeId}, ${one.reason}, ${tx.actor.accountId})
    on conflict (customer_id, dispute_id) do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}

/** Adds the ruling; false when another arbiter was faster. */
export async function insertRuling(
  tx: Tx,
  one: {
    customerId: bigint;
    disputeId: bigint;
    claimantShare: bigint;
    reason: string;
    ruledOn: Day;
    name: string;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into attribution_dispute_ruling
      (customer_id, dispute_id, claimant_share_millionths, reason, ruled_on, ruled_by,
       ruled_by_name)
    values (${one.customerId}, ${one.disputeId}, ${one.claimantShare}, ${one.reason},
      ${one.ruledOn}, ${tx.actor.accountId}, ${one.name})
    on conflict (customer_id, dispute_id) do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}

export interface ShadowSum {
  readonly rule: string;
  readonly party: string;
  readonly partyName: string;
  readonly measure: string;
  readonly amount: bigint;
  readonly customers: number;
  readonly policyVersionId: bigint;
}

/** Ledger B of a closing by memo rule, party and measure, in the caller's scope. */
export async function loadShadow(tx: Tx, runId: bigint): Promise<ShadowSum[]> {
  const { rows } = await sql<ShadowSum>`
    select m.rule,
           m.party,
           coalesce(u.name, m.party) as "partyName",
           m.measure,
           sum(m.amount)::bigint as amount,
           count(distinct m.customer_id)::int as customers,
           max(m.policy_version_id) as "policyVersionId"
    from attribution_shadow m
    left join organisation_v_unit u on u.code = m.party
    where m.run_id = ${runId}
    group by m.rule, m.party, u.name, m.measure
    order by m.rule, m.party, m.measure
    limit 5000
  `.execute(tx.db);
  return rows;
}
