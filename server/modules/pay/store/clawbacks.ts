import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ClawbackCause, PartKind } from '../contract/book.ts';
import type { ClawbackWish } from '../rules/clawback.ts';
import type { RulingState, Verdict } from './batches.ts';

export interface NewClawback extends ClawbackWish {
  readonly requestKey: string;
  readonly unitPath: string;
  readonly granted: bigint;
  readonly facts: string;
  readonly evidenceName: string;
  readonly evidenceHash: string;
  readonly heardWords: string;
  readonly proposedName: string;
}

export interface ProposedClawback {
  readonly clawbackId: bigint;
  readonly clawbackNo: string;
}

/** The proposal of an earlier identical request. */
export async function loadByRequest(tx: Tx, requestKey: string): Promise<ProposedClawback | null> {
  const { rows } = await sql<ProposedClawback>`
    select clawback_id as "clawbackId",
           clawback_no as "clawbackNo"
    from pay_clawback
    where request_key = ${requestKey}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function insertClawback(
  tx: Tx,
  wish: NewClawback,
  year: number,
): Promise<ProposedClawback> {
  const { rows } = await sql<ProposedClawback>`
    insert into pay_clawback (
      clawback_id, clawback_no, request_key, staff_id, unit_path, cause, duty, from_quarter,
      until_quarter, share_millionths, granted_fen, facts, evidence_name, evidence_hash, heard_on,
      heard_words, proposed_by, proposed_name
    )
    select n.id, ${`${year}-K`} || lpad(n.id::text, 4, '0'), ${wish.requestKey}, ${wish.staffId},
           ${wish.unitPath}, ${wish.cause}, ${wish.duty}, ${wish.fromQuarter},
           ${wish.untilQuarter}, ${wish.shareMillionths}, ${wish.granted}, ${wish.facts},
           ${wish.evidenceName}, ${wish.evidenceHash}, ${wish.heardOn}::date, ${wish.heardWords},
           ${tx.actor.accountId}, ${wish.proposedName}
    from (select nextval('pay_clawback_id') as id) n
    returning clawback_id as "clawbackId", clawback_no as "clawbackNo"
  `.execute(tx.db);
  return rows[0]!;
}

export interface ClawbackRow {
  readonly clawbackId: bigint;
  readonly clawbackNo: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly cause: ClawbackCause;
  readonly fromQuarter: string;
  readonly untilQuarter: string;
  readonly share: bigint;
  readonly state: RulingState;
  readonly stopped: bigint;
  readonly claimed: bigint;
  readonly received: bigint;
}

const listed = sql`
  c.clawback_id as "clawbackId",
  c.clawback_no as "clawbackNo",
  s.staff_no as "staffNo",
  s.name,
  u.name as "unitName",
  c.cause,
  c.from_quarter as "fromQuarter",
  c.until_quarter as "untilQuarter",
  c.share_millionths as share,
  coalesce(r.verdict, 'waiting') as state,
  coalesce(r.stopped_fen, 0) as stopped,
  coalesce(r.claimed_fen, 0) as claimed,
  coalesce(
    (
      select sum(x.amount_fen)
      from pay_claim_receipt x
      where x.clawback_id = c.clawback_id
    ), 0
  )::bigint as received
`;

const joined = sql`
  pay_clawback c
  join people_v_staff s on s.staff_id = c.staff_id
  join organisation_v_unit u on u.unit_id = s.unit_id
  left join pay_clawback_ruling r on r.clawback_id = c.clawback_id
`;

export async function listClawbacks(
  tx: Tx,
  asked: { q: string | null; descending: boolean; skip: number; limit: number },
): Promise<ClawbackRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const direction = asked.descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<ClawbackRow>`
    select ${listed}
    from ${joined}
    where ${like}::text is null
       or s.name like ${like}
       or s.staff_no like ${like}
       or c.clawback_no like ${like}
    order by c.clawback_id ${direction}
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface ClawbackHead extends ClawbackRow {
  readonly staffId: bigint;
  readonly leftOn: string | null;
  readonly duty: 'main' | 'other';
  readonly granted: bigint;
  readonly facts: string;
  readonly evidenceName: string;
  readonly evidenceHash: string;
  readonly heardOn: string;
  readonly heardWords: string;
  readonly proposedBy: bigint;
  readonly proposedName: string;
  readonly proposedAt: string;
  readonly ruling: {
    readonly verdict: Verdict;
    readonly reason: string;
    readonly ruledName: string;
    readonly ruledAt: string;
  } | null;
}

export async function loadClawback(tx: Tx, clawbackId: bigint): Promise<ClawbackHead | null> {
  const { rows } = await sql<
    Omit<ClawbackHead, 'ruling'> & {
      verdict: Verdict | null;
      reason: string;
      ruledName: string;
      ruledAt: string;
    }
  >`
    select ${listed},
           c.staff_id as "staffId",
           s.left_on as "leftOn",
           c.duty,
           c.granted_fen as granted,
           c.facts,
           c.evidence_name as "evidenceName",
           c.evidence_hash as "evidenceHash",
           c.heard_on as "heardOn",
           c.heard_words as "heardWords",
           c.proposed_by as "proposedBy",
           c.proposed_name as "proposedName",
           c.proposed_at as "proposedAt",
           r.verdict,
           r.reason,
           r.ruled_name as "ruledName",
           r.ruled_at as "ruledAt"
    from ${joined}
    where c.clawback_id = ${clawbackId}
  `.execute(tx.db);
  const row = rows[0];
  if (row === undefined) return null;
  const { verdict, reason, ruledName, ruledAt, ...head } = row;
  return { ...head, ruling: verdict === null ? null : { verdict, reason, ruledName, ruledAt } };
}

/** False when somebody ruled on it before. */
export async function insertClawbackRuling(
  tx: Tx,
  ruling: {
    clawbackId: bigint;
    verdict: Verdict;
    reason: string;
    stopped: bigint;
    claimed: bigint;
    ruledName: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ clawbackId: bigint }>`
    insert into pay_clawback_ruling (
      clawback_id, verdict, reason, stopped_fen, claimed_fen, ruled_by, ruled_name
    )
    values (
      ${ruling.clawbackId}, ${ruling.verdict}, ${ruling.reason}, ${ruling.stopped},
      ${ruling.claimed}, ${tx.actor.accountId}, ${ruling.ruledName}
    )
    on conflict (clawback_id) do nothing
    returning clawback_id as "clawbackId"
  `.execute(tx.db);
  return rows.length === 1;
}

/** What an approved claw-back took, part by part. */
export async function loadTakings(
  tx: Tx,
  clawbackId: bigint,
): Promise<{ part: PartKind; quarter: string; number: number; stop: bigint; claim: bigint }[]> {
  const { rows } = await sql<{
    part: PartKind;
    quarter: string;
    number: number;
    stop: bigint;
    claim: bigint;
  }>`
    select e.part,
           p.quarter,
           e.number,
           coalesce(sum(e.amount_fen) filter (where e.kind = 'stopped'), 0)::bigint as stop,
           coalesce(sum(e.amount_fen) filter (where e.kind = 'clawed_back'), 0)::bigint as claim
    from pay_deferral_event e
    join pay_v_part p on p.staff_id = e.staff_id
      and p.part = e.part
      and p.grant_id = e.grant_id
      and p.number = e.number
    where e.clawback_id = ${clawbackId}
    group by e.part, e.grant_id, e.number, p.quarter, p.due_year
    order by p.due_year desc, p.quarter, e.part, e.number desc, e.grant_id
    limit 5000
  `.execute(tx.db);
  return rows;
}

export interface Receipt {
  readonly voucherNo: string;
  readonly receivedOn: string;
  readonly amount: bigint;
}

export async function loadReceipts(tx: Tx, clawbackId: bigint): Promise<Receipt[]> {
  const { rows } = await sql<Receipt>`
    select voucher_no as "voucherNo",
           received_on as "receivedOn",
           amount_fen as amount
    from pay_claim_receipt
    where clawback_id = ${clawbackId}
    order by receipt_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** False when the voucher was entered before. */
export async function insertReceipt(
  tx: Tx,
  clawbackId: bigint,
  receipt: Receipt,
): Promise<boolean> {
  const { rows } = await sql<{ receiptId: bigint }>`
    insert into pay_claim_receipt (clawback_id, voucher_no, received_on, amount_fen, entered_by)
    values (
      ${clawbackId}, ${receipt.voucherNo}, ${receipt.receivedOn}::date, ${receipt.amount},
      ${tx.actor.accountId}
    )
    on conflict (clawback_id, voucher_no) do nothing
    returning receipt_id as "receiptId"
  `.execute(tx.db);
  return rows.length === 1;
}

/** A member of staff by number, whether he serves or left; null when there is none. */
export async function loadStaff(
  tx: Tx,
  staffNo: string,
): Promise<{ staffId: bigint; unitPath: string } | null> {
  const { rows } = await sql<{ staffId: bigint; unitPath: string }>`
    select staff_id as "staffId",
           unit_path as "unitPath"
    from people_v_staff
    where staff_no = ${staffNo}
  `.execute(tx.db);
  return rows[0] ?? null;
}
