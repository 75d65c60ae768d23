import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName, type Segmented } from '../../people/index.ts';
import type { MoveReason } from '../rules/proposal.ts';

export interface NewProposal {
  readonly unitPath: string;
  readonly unitName: string;
  readonly asOf: Day;
  readonly policyVersionId: bigint;
}

export async function insertProposal(tx: Tx, one: NewProposal): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into allocation_proposal
      (unit_path, unit_name, as_of, policy_version_id, account_id, requested_by)
    values (${one.unitPath}, ${one.unitName}, ${one.asOf}, ${one.policyVersionId},
      ${tx.actor.accountId}, ${await actorName(tx)})
    returning proposal_id as id
  `.execute(tx.db);
  return rows[0]!.id;
}

export interface LedRow extends Segmented {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly bookingPath: string;
  readonly leadId: bigint;
}

/** Customers led by RMs of a unit and below, in business order. */
export async function loadBook(
  tx: Tx,
  range: { readonly from: string; readonly until: string },
): Promise<LedRow[]> {
  const { rows } = await sql<LedRow>`
    select customer_id as "customerId",
           customer_no as "customerNo",
           name,
           kind,
           corporate_type as "corporateType",
           class,
           tier,
           booking_path as "bookingPath",
           lead_staff_id as "leadId"
    from customers_v_customer
    where managing_path >= ${range.from}
      and managing_path < ${range.until}
    order by customer_no
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface RmResult {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly corporateNow: number;
  readonly corporateAfter: number;
  readonly corporateMax: number;
  readonly individualNow: number;
  readonly individualAfter: number;
  readonly individualMax: number;
  readonly fitNow: bigint;
  readonly fitAfter: bigint;
  readonly unfitNow: number;
  readonly unfitAfter: number;
}

export interface MoveResult {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly kind: 'corporate' | 'individual';
  readonly level: string;
  readonly fromId: bigint;
  readonly toId: bigint;
  readonly fitBefore: bigint | null;
  readonly fitAfter: bigint;
  readonly gain: bigint;
  readonly mode: 'alone' | 'with_approval';
  readonly reason: MoveReason;
}

/** Writes how a run ended; false when it had ended already (a job that was started again). */
export async function insertResult(
  tx: Tx,
  proposalId: bigint,
  result: { status: string; customers: number; held: number; moves: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into allocation_proposal_result (proposal_id, status, customers, held, moves)
    values (${proposalId}, ${result.status}, ${result.customers}, ${result.held}, ${result.moves})
    on conflict (proposal_id) do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}

export async function insertRms(
  tx: Tx,
  proposalId: bigint,
  rms: readonly RmResult[],
): Promise<void> {
  await copyRows(
    tx,
    'allocation_proposal_rm',
    [
      'proposal_id',
      'staff_id',
      'unit_path',
      'corporate_now',
      'corporate_after',
      'corporate_max',
      'individual_now',
      'individual_after',
      'individual_max',
      'fit_now',
      'fit_after',
      'unfit_now',
      'unfit_after',
    ],
    rms.map((one) => [
      proposalId,
      one.staffId,
      one.unitPath,
      one.corporateNow,
      one.corporateAfter,
      one.corporateMax,
      one.individualNow,
      one.individualAfter,
      one.individualMax,
      one.fitNow,
      one.fitAfter,
      one.unfitNow,
      one.unfitAfter,
    ]),
  );
}

export async function insertMoves(
  tx: Tx,
  proposalId: bigint,
  moves: readonly MoveResult[],
): Promise<void> {
  await copyRows(
    tx,
    'allocation_proposal_move',
    [
      'customer_id',
      'proposal_id',
      'customer_no',
      'customer_name',
      'kind',
      'level',
      'from_staff_id',
      'to_staff_id',
      'fit_before',
      'fit_after',
      'gain',
      'mode',
      'reason',
    ],
    moves.map((one) => [
      one.customerId,
      proposalId,
      one.customerNo,
      one.name,
      one.kind,
      one.level,
      one.fromId,
      one.toId,
      one.fitBefore,
      one.fitAfter,
      one.gain,
      one.mode,
      one.reason,
    ]),
  );
}

export interface ProposalRecord {
  readonly proposalId: bigint;
  readonly unitPath: string;
  readonly unitName: string;
  readonly asOf: Day;
  readonly status: string | null;
  readonly customers: number | null;
  readonly held: number | null;
  readonly moves: number | null;
  readonly accepted: number;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

/** Proposals in sight, the latest first; or the one of an id. */
export async function loadProposals(
  tx: Tx,
  asked: { readonly id: bigint | null; readonly before: bigint | null; readonly limit: number },
): Promise<ProposalRecord[]> {
  const { rows } = await sql<ProposalRecord>`
    select p.proposal_id as "proposalId",
           p.unit_path as "unitPath",
           p.unit_name as "unitName",
           p.as_of as "asOf",
           r.status,
           r.customers,
           r.held,
           r.moves,
           (select count(*)
            from allocation_proposal_acceptance a
            where a.proposal_id = p.proposal_id
              and not exists (
                select 1
                from allocation_handover_withdrawal w
                where w.handover_id = a.handover_id))::int as accepted,
           p.requested_by as "requestedBy",
           p.requested_at as "requestedAt"
    from allocation_proposal p
    left join allocation_proposal_result r on r.proposal_id = p.proposal_id
    where ${asked.id === null ? sql`true` : sql`p.proposal_id = ${asked.id}`}
      and ${asked.before === null ? sql`true` : sql`p.proposal_id < ${asked.before}`}
    order by p.proposal_id desc
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export async function loadRms(
  tx: Tx,
  proposalId: bigint,
): Promise<(RmResult & { staffNo: string; name: string })[]> {
  const { rows } = await sql<RmResult & { staffNo: string; name: string }>`
    select r.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           r.unit_path as "unitPath",
           r.corporate_now as "corporateNow",
           r.corporate_after as "corporateAfter",
           r.corporate_max as "corporateMax",
           r.individual_now as "individualNow",
           r.individual_after as "individualAfter",
           r.individual_max as "individualMax",
           r.fit_now as "fitNow",
           r.fit_after as "fitAfter",
           r.unfit_now as "unfitNow",
           r.unfit_after as "unfitAfter"
    from allocation_proposal_rm r
    join people_v_staff s on s.staff_id = r.staff_id
    where r.proposal_id = ${proposalId}
    order by s.staff_no
    limit 5000
  `.execute(tx.db);
  return rows;
}

export interface MoveRecord extends MoveResult {
  readonly fromNo: string;
  readonly fromName: string;
  readonly toNo: string;
  readonly toName: string;
  readonly accepted: boolean;
}

export interface MoveFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
  readonly accepted?: 'yes' | 'no' | undefined;
  readonly customerIds?: readonly bigint[];
}

/** Moves of a proposal that match, the largest gain first. */
export async function loadMoves(
  tx: Tx,
  proposalId: bigint,
  filter: MoveFilter,
  place: { readonly after: { gain: bigint; customerId: bigint } | null; readonly limit: number },
): Promise<MoveRecord[]> {
  const { from, to, reason, accepted, customerIds } = filter;
  const { after } = place;
  const { rows } = await sql<MoveRecord>`
    select m.customer_id as "customerId",
           m.customer_no as "customerNo",
           m.customer_name as name,
           m.kind,
           m.level,
           m.from_staff_id as "fromId",
           f.staff_no as "fromNo",
           f.name as "fromName",
           m.to_staff_id as "toId",
           t.staff_no as "toNo",
           t.name as "toName",
           m.fit_before as "fitBefore",
           m.fit_after as "fitAfter",
           m.gain,
           m.mode,
           m.reason,
           a.customer_id is not null as accepted
    from allocation_proposal_move m
    join people_v_staff f on f.staff_id = m.from_staff_id
    join people_v_staff t on t.staff_id = m.to_staff_id
    left join lateral (
      select b.customer_id
      from allocation_proposal_acceptance b
      where b.customer_id = m.customer_id
        and b.proposal_id = m.proposal_id
        and not exists (
          select 1
          from allocation_handover_withdrawal w
          where w.handover_id = b.handover_id)
      limit 1
    ) a on true
    where m.proposal_id = ${proposalId}
      and ${from === undefined ? sql`true` : sql`(f.staff_no = ${from} or f.name = ${from})`}
      and ${to === undefined ? sql`true` : sql`(t.staff_no = ${to} or t.name = ${to})`}
      and ${reason === undefined ? sql`true` : sql`m.reason = ${reason}`}
      and ${
        accepted === undefined
          ? sql`true`
          : sql`(a.customer_id is not null) = ${accepted === 'yes'}`
      }
      and ${
        customerIds === undefined
          ? sql`true`
          : sql`m.customer_id = any (${[...customerIds]}::bigint[])`
      }
      and ${
        after === null
          ? sql`true`
          : sql`(m.gain, m.customer_id) < (${after.gain}::bigint, ${after.customerId}::bigint)`
      }
    order by m.gain desc, m.customer_id desc
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

/** Writes that moves were accepted as parts of a hand-over. */
export async function insertAcceptances(
  tx: Tx,
  of: { proposalId: bigint; handoverId: bigint; customerIds: readonly bigint[] },
): Promise<void> {
  await sql`
    insert into allocation_proposal_acceptance (customer_id, proposal_id, handover_id, account_id)
    select id, ${of.proposalId}::bigint, ${of.handoverId}::bigint, ${tx.actor.accountId}::bigint
    from unnest(${[...of.customerIds]}::bigint[]) as id
    on conflict (customer_id, proposal_id, handover_id) do nothing
  `.execute(tx.db);
}

/** The hand-overs that accepted moves of a proposal became. */
export async function loadProposalHandovers(tx: Tx, proposalId: bigint): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select distinct handover_id as id
    from allocation_proposal_acceptance
    where proposal_id = ${proposalId}
    order by handover_id
    limit 200
  `.execute(tx.db);
  return rows.map((row) => row.id);
}
