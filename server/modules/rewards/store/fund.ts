import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Fen } from '../../../../core/money.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import type { EntryKind, SourceKind } from '../contract.ts';

/** Nobody else appends to the ledger until this transaction ends. */
export async function lockFund(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('rewards:fund', 0))`.execute(tx.db);
}

/** The last entry's number and balance; none yet is 0 and 0. */
export async function loadLast(tx: Tx): Promise<{ entryNo: bigint; balance: Fen }> {
  const { rows } = await sql<{ entryNo: bigint; balance: Fen }>`
    select entry_no as "entryNo",
           balance_fen as balance
    from rewards_entry
    order by entry_no desc
    limit 1
  `.execute(tx.db);
  return rows[0] ?? { entryNo: 0n, balance: 0n as Fen };
}

export interface YearSums {
  readonly opening: Fen;
  readonly in: Fen;
  readonly out: Fen;
  readonly closing: Fen;
}

/** A year of the fund: balance before it, what came in, what awards took, balance now. */
export async function loadYear(tx: Tx, year: number): Promise<YearSums> {
  const { rows } = await sql<YearSums>`
    select coalesce(sum(moved_fen) filter (where entered_on < make_date(${year}, 1, 1)), 0)::bigint
             as opening,
           coalesce(sum(moved_fen) filter (
             where moved_fen > 0 and extract(year from entered_on) = ${year}), 0)::bigint as in,
           coalesce(-sum(moved_fen) filter (
             where moved_fen < 0 and extract(year from entered_on) = ${year}), 0)::bigint as out,
           coalesce(sum(moved_fen) filter (
             where entered_on < make_date(${year} + 1, 1, 1)), 0)::bigint as closing
    from rewards_entry
  `.execute(tx.db);
  return rows[0]!;
}

export async function insertEntry(
  tx: Tx,
  one: {
    readonly entryNo: bigint;
    readonly kind: EntryKind;
    readonly moved: Fen;
    readonly balance: Fen;
    readonly quarter: string | null;
    readonly sourceId: bigint | null;
    readonly proposalId: bigint | null;
    readonly enteredOn: Day;
  },
): Promise<void> {
  await sql`
    insert into rewards_entry
      (entry_no, kind, moved_fen, balance_fen, quarter, source_id, proposal_id, entered_on,
       entered_by, by_name)
    values (${one.entryNo}, ${one.kind}, ${one.moved}, ${one.balance}, ${one.quarter},
            ${one.sourceId}, ${one.proposalId}, ${one.enteredOn}, ${tx.actor.accountId},
            ${await actorName(tx)})
  `.execute(tx.db);
}

export interface EntryRow {
  readonly entryNo: bigint;
  readonly enteredOn: Day;
  readonly kind: EntryKind;
  readonly quarter: string | null;
  readonly moved: bigint;
  readonly balance: bigint;
  readonly of: string;
  readonly by: string;
}

export async function listEntries(
  tx: Tx,
  asked: { readonly before: bigint | null; readonly limit: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.entry_no as "entryNo",
           e.entered_on as "enteredOn",
           e.kind,
           e.quarter,
           e.moved_fen as moved,
           e.balance_fen as balance,
           coalesce(p.award_name, s.reference, '') as of,
           e.by_name as by
    from rewards_entry e
    left join rewards_source s on s.source_id = e.source_id
    left join rewards_proposal p on p.proposal_id = e.proposal_id
    where ${asked.before}::bigint is null or e.entry_no < ${asked.before}
    order by e.entry_no desc
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface PoolRow {
  readonly quarter: string;
  readonly slips: number;
  readonly pool: Fen;
  /** Entered and not rejected. */
  readonly booked: Fen | null;
}

/** Bonus pools of sealed quarters: the bonus lines of their slips, newest first. */
export async function loadPools(tx: Tx, quarter: string | null): Promise<PoolRow[]> {
  const { rows } = await sql<PoolRow>`
    select s.quarter,
           count(distinct s.slip_id)::int as slips,
           coalesce(sum(l.amount_fen) filter (where l.part = 'bonus'), 0)::bigint as pool,
           (select r.amount_fen
            from rewards_source r
            left join rewards_source_ruling u on u.source_id = r.source_id
            where r.kind = 'pool'
              and r.quarter = s.quarter
              and u.verdict is distinct from 'rejected'
            order by r.source_id
            limit 1) as booked
    from pay_v_slip s
    join pay_v_line l on l.slip_id = s.slip_id
    where s.sealed
      and (${quarter}::text is null or s.quarter = ${quarter})
    group by s.quarter
    order by s.quarter desc
    limit 100
  `.execute(tx.db);
  return rows;
}

export async function insertSource(
  tx: Tx,
  one: {
    readonly kind: SourceKind;
    readonly quarter: string | null;
    readonly basis: Fen | null;
    readonly amount: Fen;
    readonly reference: string;
    readonly policyVersionId: bigint;
  },
): Promise<bigint> {
  const { rows } = await sql<{ sourceId: bigint }>`
    insert into rewards_source
      (source_id, kind, quarter, basis_fen, amount_fen, reference, policy_version_id, entered_by,
       by_name)
    values (nextval('rewards_source_id'), ${one.kind}, ${one.quarter}, ${one.basis},
            ${one.amount}, ${one.reference}, ${one.policyVersionId}, ${tx.actor.accountId},
            ${await actorName(tx)})
    returning source_id as "sourceId"
  `.execute(tx.db);
  return rows[0]!.sourceId;
}

export interface SourceRow {
  readonly sourceId: bigint;
  readonly kind: SourceKind;
  readonly quarter: string | null;
  readonly basis: Fen | null;
  readonly amount: Fen;
  readonly reference: string;
  readonly by: string;
  readonly enteredBy: bigint;
  readonly enteredAt: string;
  readonly verdict: 'confirmed' | 'rejected' | null;
  readonly confirmedBy: string | null;
}

/** Sources, newest first; one of them by key, or those of a kind that stand. */
export async function listSources(
  tx: Tx,
  asked: {
    readonly sourceId?: bigint;
    readonly standing?: SourceKind;
    readonly before: bigint | null;
    readonly limit: number;
  },
): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select s.source_id as "sourceId",
           s.kind,
           s.quarter,
           s.basis_fen as basis,
           s.amount_fen as amount,
           s.reference,
           s.by_name as by,
           s.entered_by as "enteredBy",
           s.entered_at as "enteredAt",
           r.verdict,
           r.by_name as "confirmedBy"
    from rewards_source s
    left join rewards_source_ruling r on r.source_id = s.source_id
    where (${asked.sourceId ?? null}::bigint is null or s.source_id = ${asked.sourceId ?? null})
      and (${asked.standing ?? null}::text is null
           or (s.kind = ${asked.standing ?? null} and r.verdict is distinct from 'rejected'))
      and (${asked.before}::bigint is null or s.source_id < ${asked.before})
    order by s.source_id desc
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export async function insertSourceRuling(
  tx: Tx,
  one: { readonly sourceId: bigint; readonly verdict: 'confirmed' | 'rejected' },
): Promise<void> {
  await sql`
    insert into rewards_source_ruling (source_id, verdict, ruled_by, by_name)
    values (${one.sourceId}, ${one.verdict}, ${tx.actor.accountId}, ${await actorName(tx)})
  `.execute(tx.db);
}
