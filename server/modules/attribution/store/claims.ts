import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { DayRange, Quarter } from '../../../../core/period.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { CustomerSlice } from './facts.ts';

/** A person named by a claim, with what a part keeps of him. */
export interface ClaimPerson {
  readonly customerId: bigint;
  readonly staffId: bigint;
  readonly party: string;
  readonly unitPath: string;
  readonly unitCode: string;
}

export interface ContractRow extends ClaimPerson {
  readonly contractId: bigint;
  readonly product: string | null;
  readonly from: Day;
  readonly until: Day | null;
  readonly shareMillionths: bigint;
}

const person = sql`
  s.staff_id as "staffId",
  s.staff_no as party,
  s.unit_path as "unitPath",
  u.code as "unitCode"
`;

/** Parties of the agreements that count on some day of a range: signed by each party. */
export async function loadContracts(
  tx: Tx,
  slice: CustomerSlice,
  range: DayRange,
): Promise<ContractRow[]> {
  const { rows } = await sql<ContractRow>`
    select c.customer_id as "customerId",
           c.contract_id as "contractId",
           c.product_code as product,
           c.from_day as "from",
           c.until_day as "until",
           p.share_millionths as "shareMillionths",
           ${person}
    from attribution_v_contract c
    join attribution_contract_party p
      on p.customer_id = c.customer_id
     and p.contract_id = c.contract_id
    join people_v_staff s on s.staff_id = p.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where c.customer_id > ${slice.after}
      and c.customer_id <= ${slice.upTo}
      and c.from_day < ${range.until}
      and (c.until_day is null or c.until_day > ${range.from})
    order by c.customer_id, c.contract_id, s.staff_no
  `.execute(tx.db);
  return rows;
}

export interface ReferralRow extends ClaimPerson {
  readonly referralId: bigint;
  readonly product: string | null;
  readonly referredOn: Day;
}

/** Accepted referrals of a slice up to a day; the policy says how long each counts. */
export async function loadReferrals(
  tx: Tx,
  slice: CustomerSlice,
  before: Day,
): Promise<ReferralRow[]> {
  const { rows } = await sql<ReferralRow>`
    select r.customer_id as "customerId",
           r.referral_id as "referralId",
           r.product_code as product,
           r.referred_on as "referredOn",
           ${person}
    from attribution_referral r
    join attribution_referral_ruling g
      on g.customer_id = r.customer_id
     and g.referral_id = r.referral_id
     and g.verdict = 'accepted'
    join people_v_staff s on s.staff_id = r.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where r.customer_id > ${slice.after}
      and r.customer_id <= ${slice.upTo}
      and r.referred_on < ${before}
    order by r.customer_id, r.referral_id
  `.execute(tx.db);
  return rows;
}

export interface KeptRow extends ClaimPerson {
  readonly handoverId: bigint;
  readonly accountId: bigint;
  readonly from: Day;
  readonly until: Day | null;
}

/** Credit that stayed with a former RM on some day of a range. */
export async function loadKept(tx: Tx, slice: CustomerSlice, range: DayRange): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    select k.customer_id as "customerId",
           k.handover_id as "handoverId",
           k.account_id as "accountId",
           k.from_day as "from",
           k.until_day as "until",
           ${person}
    from allocation_v_credit k
    join people_v_staff s on s.staff_id = k.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where k.customer_id > ${slice.after}
      and k.customer_id <= ${slice.upTo}
      and k.from_day < ${range.until}
      and (k.until_day is null or k.until_day > ${range.from})
    order by k.customer_id, k.account_id, k.from_day
  `.execute(tx.db);
  return rows;
}

export interface DisputeRow {
  readonly customerId: bigint;
  readonly disputeId: bigint;
  readonly quarter: Quarter;
  readonly measure: string | null;
  readonly claimant: string;
  readonly claimantId: bigint;
  readonly claimantPath: string;
  readonly respondent: string;
  readonly respondentId: bigint;
  readonly respondentPath: string;
  /** The claimant's share by the ruling; null before it. */
  readonly claimantShare: bigint | null;
  /** The sealed closing of the disputed quarter that a correction goes by. */
  readonly sealedRunId: bigint | null;
}

const disputeColumns = sql`
  d.customer_id as "customerId",
  d.dispute_id as "disputeId",
  d.quarter,
  d.measure,
  c.staff_no as claimant,
  c.staff_id as "claimantId",
  c.unit_path as "claimantPath",
  r.staff_no as respondent,
  r.staff_id as "respondentId",
  r.unit_path as "respondentPath",
  g.claimant_share_millionths as "claimantShare"
`;

/** Disputes of the quarter that were not withdrawn, with their rulings. */
export async function loadDisputes(
  tx: Tx,
  slice: CustomerSlice,
  quarter: Quarter,
): Promise<DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`
    select ${disputeColumns},
           null::bigint as "sealedRunId"
    from attribution_dispute d
    join people_v_staff c on c.staff_id = d.claimant_staff_id
    join people_v_staff r on r.staff_id = d.respondent_staff_id
    left join attribution_dispute_ruling g
      on g.customer_id = d.customer_id
     and g.dispute_id = d.dispute_id
    where d.customer_id > ${slice.after}
      and d.customer_id <= ${slice.upTo}
      and d.quarter = ${quarter}
      and not exists (
        select 1
        from attribution_dispute_withdrawal w
        where w.customer_id = d.customer_id
          and w.dispute_id = d.dispute_id)
    order by d.customer_id, d.dispute_id
  `.execute(tx.db);
  return rows;
}

/**
 * Rulings on sealed quarters before this one that no valid closing of another quarter has applied:
 * this closing corrects for them.
 */
export async function loadCorrections(
  tx: Tx,
  slice: CustomerSlice,
  quarter: Quarter,
): Promise<DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`
    select ${disputeColumns},
           v.run_id as "sealedRunId"
    from attribution_dispute d
    join attribution_dispute_ruling g
      on g.customer_id = d.customer_id
     and g.dispute_id = d.dispute_id
    join organisation_v_close v on v.quarter = d.quarter and v.sealed
    join people_v_staff c on c.staff_id = d.claimant_staff_id
    join people_v_staff r on r.staff_id = d.respondent_staff_id
    where d.customer_id > ${slice.after}
      and d.customer_id <= ${slice.upTo}
      and d.quarter < ${quarter}
      and not exists (
        select 1
        from attribution_ruling_applied a
        join organisation_v_close w on w.run_id = a.run_id
        where a.customer_id = d.customer_id
          and a.dispute_id = d.dispute_id
          and w.quarter <> ${quarter})
    order by d.customer_id, d.dispute_id
  `.execute(tx.db);
  return rows;
}

export interface SealedPart {
  readonly customerId: bigint;
  readonly runId: bigint;
  readonly measure: string;
  readonly party: string;
  readonly amount: bigint;
}

/** What persons had of customers in sealed closings. */
export async function loadSealedParts(
  tx: Tx,
  customerIds: readonly bigint[],
  runIds: readonly bigint[],
): Promise<SealedPart[]> {
  const { rows } = await sql<SealedPart>`
    select customer_id as "customerId",
           run_id as "runId",
           measure,
           party,
           amount
    from attribution_part
    where customer_id = any (${[...customerIds]}::bigint[])
      and run_id = any (${[...runIds]}::bigint[])
      and dimension = 'person'
    order by customer_id, run_id, measure, party
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** Notes which rulings a closing has applied. */
export async function insertApplied(
  tx: Tx,
  runId: bigint,
  rulings: readonly {
    readonly customerId: bigint;
    readonly disputeId: bigint;
    readonly how: 'direct' | 'correction';
  }[],
): Promise<number> {
  return copyRows(
    tx,
    'attribution_ruling_applied',
    ['customer_id', 'dispute_id', 'run_id', 'how'],
    rulings.map((one) => [one.customerId, one.disputeId, runId, one.how]),
  );
}

export interface NewShadow {
  readonly customerId: bigint;
  readonly measure: string;
  readonly rule: string;
  readonly party: string;
  readonly amount: bigint;
}

export async function insertShadow(
  tx: Tx,
  run: { runId: bigint; policyVersionId: bigint },
  lines: readonly NewShadow[],
): Promise<number> {
  const columns = [
    'run_id',
    'customer_id',
    'measure',
    'rule',
    'party',
    'amount',
    'policy_version_id',
  ];
  return copyRows(
    tx,
    'attribution_shadow',
    columns,
    lines.map((one) => [
      run.runId,
      one.customerId,
      one.measure,
      one.rule,
      one.party,
      one.amount,
      run.policyVersionId,
    ]),
  );
}
