import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Fen } from '../../../../core/money.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import type { AwardKind, Choice, Conflict, ProposalState } from '../contract.ts';
import type { Above } from '../rules/proposal.ts';

/** One verb at a time on a proposal. */
export async function lockProposal(tx: Tx, proposalId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`rewards:proposal:${proposalId}`}, 0))
  `.execute(tx.db);
}

export interface StaffHead {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitPath: string;
}

export async function loadStaff(tx: Tx, staffNos: readonly string[]): Promise<StaffHead[]> {
  const { rows } = await sql<StaffHead>`
    select staff_id as "staffId",
           staff_no as "staffNo",
           name,
           unit_path as "unitPath"
    from people_v_staff
    where staff_no = any (${staffNos})
      and left_on is null
    order by staff_id
    limit 100
  `.execute(tx.db);
  return rows;
}

/** Those in service who are not RMs in the unit of a path and the units above it. */
export async function loadAbove(tx: Tx, unitPath: string): Promise<Above[]> {
  const { rows } = await sql<Above>`
    select staff_id as "staffId",
           unit_path as "unitPath"
    from people_v_staff
    where not is_rm
      and left_on is null
      and starts_with(${unitPath}, unit_path)
    order by staff_id
    limit 10000
  `.execute(tx.db);
  return rows;
}

export interface NewProposal {
  readonly award: string;
  readonly awardName: string;
  readonly awardKind: AwardKind;
  readonly amount: Fen;
  readonly team: string | null;
  readonly reason: string;
  readonly evidence: string;
  readonly unitPath: string;
  readonly policyVersionId: bigint;
  readonly requestKey: string;
  readonly proposedOn: Day;
}

/** Null when this request was sent before. */
export async function insertProposal(
  tx: Tx,
  one: NewProposal,
  nominees: readonly (StaffHead & { readonly amount: Fen })[],
): Promise<bigint | null> {
  const { rows } = await sql<{ proposalId: bigint }>`
    insert into rewards_proposal
      (proposal_id, award, award_name, award_kind, amount_fen, team, reason, evidence, unit_path,
       policy_version_id, request_key, proposed_on, proposed_by, proposer_staff_id, by_name)
    values (nextval('rewards_proposal_id'), ${one.award}, ${one.awardName}, ${one.awardKind},
            ${one.amount}, ${one.team}, ${one.reason}, ${one.evidence}, ${one.unitPath},
            ${one.policyVersionId}, ${one.requestKey}, ${one.proposedOn}, ${tx.actor.accountId},
            ${tx.actor.staffId}, ${await actorName(tx)})
    on conflict on constraint rewards_proposal__sent_once do nothing
    returning proposal_id as "proposalId"
  `.execute(tx.db);
  const proposalId = rows[0]?.proposalId;
  if (proposalId === undefined) return null;
  for (const { staffId, unitPath, amount } of nominees) {
    await sql`
      insert into rewards_nominee (proposal_id, staff_id, unit_path, amount_fen)
      values (${proposalId}, ${staffId}, ${unitPath}, ${amount})
    `.execute(tx.db);
  }
  return proposalId;
}

export async function loadByRequest(tx: Tx, requestKey: string): Promise<bigint | null> {
  const { rows } = await sql<{ proposalId: bigint }>`
    select proposal_id as "proposalId"
    from rewards_proposal
    where proposed_by = ${tx.actor.accountId}
      and request_key = ${requestKey}
  `.execute(tx.db);
  return rows[0]?.proposalId ?? null;
}

export interface ProposalRow {
  readonly proposalId: bigint;
  readonly awardName: string;
  readonly awardKind: AwardKind;
  readonly nominees: string;
  readonly amount: Fen;
  readonly by: string;
  readonly proposedOn: Day;
  readonly state: ProposalState;
  readonly untilDay: Day | null;
}

const listed = sql`
  p.proposal_id as "proposalId",
  p.award_name as "awardName",
  p.award_kind as "awardKind",
  concat_ws('：', p.team, (
    select string_agg(s.name, '、' order by s.staff_no)
    from rewards_nominee n
    join people_v_staff s on s.staff_id = n.staff_id
    where n.proposal_id = p.proposal_id)) as nominees,
  p.amount_fen as amount,
  p.by_name as by,
  p.proposed_on as "proposedOn",
  p.state,
  p.until_day as "untilDay"
`;

export async function listProposals(
  tx: Tx,
  asked: {
    readonly state: string | null;
    readonly staffId: bigint | null;
    readonly before: bigint | null;
    readonly limit: number;
  },
): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`
    select ${listed}
    from rewards_v_proposal p
    where (${asked.state}::text is null or p.state = ${asked.state})
      and (${asked.staffId}::bigint is null or exists (
        select 1
        from rewards_nominee n
        where n.proposal_id = p.proposal_id
          and n.staff_id = ${asked.staffId}))
      and (${asked.before}::bigint is null or p.proposal_id < ${asked.before})
    order by p.proposal_id desc
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface ProposalRecord extends ProposalRow {
  readonly team: string | null;
  readonly reason: string;
  readonly evidence: string;
  readonly unitPath: string;
  readonly policyVersionId: bigint;
  readonly proposedBy: bigint;
  readonly proposerStaffId: bigint | null;
  readonly fromDay: Day | null;
  readonly votesFor: number | null;
  readonly voters: number | null;
  readonly publishedBy: bigint | null;
  readonly endedOn: Day | null;
  readonly openObjections: number;
}

export async function loadProposal(tx: Tx, proposalId: bigint): Promise<ProposalRecord | null> {
  const { rows } = await sql<ProposalRecord>`
    select ${listed},
           p.team,
           p.reason,
           p.evidence,
           p.unit_path as "unitPath",
           p.policy_version_id as "policyVersionId",
           p.proposed_by as "proposedBy",
           p.proposer_staff_id as "proposerStaffId",
           p.from_day as "fromDay",
           p.votes_for as "votesFor",
           p.voters,
           p.published_by as "publishedBy",
           p.ended_on as "endedOn",
           (select count(*)::int
            from rewards_objection o
            left join rewards_objection_answer a on a.objection_id = o.objection_id
            where o.proposal_id = p.proposal_id
              and a.objection_id is null) as "openObjections"
    from rewards_v_proposal p
    where p.proposal_id = ${proposalId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface PartRow {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly amount: Fen;
}

export async function loadParts(tx: Tx, proposalId: bigint): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select n.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           n.unit_path as "unitPath",
           n.amount_fen as amount
    from rewards_nominee n
    join people_v_staff s on s.staff_id = n.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where n.proposal_id = ${proposalId}
    order by n.staff_id
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface MemberRow {
  readonly staffId: bigint;
  readonly name: string;
  readonly conflict: Conflict | null;
  readonly choice: Choice | null;
  readonly reason: string;
}

/** Members and votes as far as the reader sees them. */
export async function loadMembers(tx: Tx, proposalId: bigint): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select m.staff_id as "staffId",
           m.name,
           m.conflict,
           v.choice,
           coalesce(v.reason, '') as reason
    from rewards_member m
    left join rewards_vote v on v.proposal_id = m.proposal_id and v.staff_id = m.staff_id
    where m.proposal_id = ${proposalId}
    order by m.staff_id
    limit 100
  `.execute(tx.db);
  return rows;
}

export async function insertMembers(
  tx: Tx,
  proposal: { readonly proposalId: bigint; readonly unitPath: string },
  members: readonly (StaffHead & { readonly conflict: Conflict | null })[],
): Promise<void> {
  for (const { staffId, name, conflict } of members) {
    await sql`
      insert into rewards_member (proposal_id, staff_id, unit_path, name, conflict, named_by)
      values (${proposal.proposalId}, ${staffId}, ${proposal.unitPath}, ${name}, ${conflict},
              ${tx.actor.accountId})
    `.execute(tx.db);
  }
}

export async function insertVote(
  tx: Tx,
  one: {
    readonly proposalId: bigint;
    readonly unitPath: string;
    readonly choice: Choice;
    readonly reason: string;
  },
): Promise<void> {
  await sql`
    insert into rewards_vote (proposal_id, staff_id, unit_path, choice, reason)
    values (${one.proposalId}, ${tx.actor.staffId}, ${one.unitPath}, ${one.choice},
            ${one.reason})
  `.execute(tx.db);
}

export async function insertNotice(
  tx: Tx,
  one: {
    readonly proposalId: bigint;
    readonly fromDay: Day;
    readonly untilDay: Day;
    readonly votesFor: number;
    readonly voters: number;
  },
): Promise<void> {
  await sql`
    insert into rewards_notice
      (proposal_id, from_day, until_day, votes_for, voters, published_by, by_name)
    values (${one.proposalId}, ${one.fromDay}, ${one.untilDay}, ${one.votesFor}, ${one.voters},
            ${tx.actor.accountId}, ${await actorName(tx)})
  `.execute(tx.db);
}

/** False when he has objected before. */
export async function insertObjection(
  tx: Tx,
  one: { readonly proposalId: bigint; readonly text: string; readonly raisedOn: Day },
): Promise<boolean> {
  const { rows } = await sql`
    insert into rewards_objection
      (objection_id, proposal_id, text, raised_on, raised_by, by_name)
    values (nextval('rewards_objection_id'), ${one.proposalId}, ${one.text}, ${one.raisedOn},
            ${tx.actor.accountId}, ${await actorName(tx)})
    on conflict on constraint rewards_objection__once_each do nothing
    returning objection_id
  `.execute(tx.db);
  return rows.length === 1;
}

export interface ObjectionRow {
  readonly objectionId: bigint;
  readonly proposalId: bigint;
  readonly raisedBy: bigint;
  readonly text: string;
  readonly by: string;
  readonly raisedOn: Day;
  readonly verdict: 'upheld' | 'dismissed' | null;
  readonly answer: string;
  readonly answeredBy: string;
}

export async function loadObjections(
  tx: Tx,
  of: { readonly proposalId: bigint } | { readonly objectionId: bigint },
): Promise<ObjectionRow[]> {
  const whose =
    'proposalId' in of
      ? sql`o.proposal_id = ${of.proposalId}`
      : sql`o.objection_id = ${of.objectionId}`;
  const { rows } = await sql<ObjectionRow>`
    select o.objection_id as "objectionId",
           o.proposal_id as "proposalId",
           o.raised_by as "raisedBy",
           o.text,
           o.by_name as by,
           o.raised_on as "raisedOn",
           a.verdict,
           coalesce(a.reason, '') as answer,
           coalesce(a.by_name, '') as "answeredBy"
    from rewards_objection o
    left join rewards_objection_answer a on a.objection_id = o.objection_id
    where ${whose}
    order by o.objection_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** False when it is answered. */
export async function insertAnswer(
  tx: Tx,
  one: {
    readonly objectionId: bigint;
    readonly verdict: 'upheld' | 'dismissed';
    readonly reason: string;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into rewards_objection_answer (objection_id, verdict, reason, answered_by, by_name)
    values (${one.objectionId}, ${one.verdict}, ${one.reason}, ${tx.actor.accountId},
            ${await actorName(tx)})
    on conflict (objection_id) do nothing
    returning objection_id
  `.execute(tx.db);
  return rows.length === 1;
}

export async function insertEnding(
  tx: Tx,
  one: {
    readonly proposalId: bigint;
    readonly kind: 'granted' | 'withdrawn';
    readonly endedOn: Day;
  },
): Promise<void> {
  await sql`
    insert into rewards_ending (proposal_id, kind, ended_on, ended_by, by_name)
    values (${one.proposalId}, ${one.kind}, ${one.endedOn}, ${tx.actor.accountId},
            ${await actorName(tx)})
  `.execute(tx.db);
}
