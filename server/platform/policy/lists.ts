import { sql } from 'kysely';
import type { Day } from '../../../core/day.ts';
import type { Tx } from '../db/transaction.ts';

/** A version with who wrote and approved it; logins come from the audit, as they were then. */
export interface VersionRecord {
  readonly versionId: bigint;
  readonly versionNo: number;
  readonly validFrom: Day;
  readonly note: string;
  readonly assumed: string;
  readonly authorId: bigint;
  readonly author: string | null;
  readonly createdAt: string;
  readonly approver: string | null;
  readonly approvedAt: string | null;
  /** The last step of its review, with the login of who took it. */
  readonly review: {
    readonly step: 'submitted' | 'returned';
    readonly reason: string;
    readonly by: string | null;
    readonly at: string;
  } | null;
}

/** Versions of a kind, newest first. */
export async function loadVersions(tx: Tx, kind: string): Promise<VersionRecord[]> {
  const { rows } = await sql<VersionRecord>`
    select v.version_id as "versionId",
           v.version_no as "versionNo",
           v.valid_from as "validFrom",
           v.note,
           v.assumed,
           v.author_id as "authorId",
           (select r.login
            from audit_record r
            where r.subject = 'policy_version'
              and r.subject_key = v.version_id::text
              and r.verb = 'policy.draft'
            order by r.record_id
            limit 1) as author,
           v.created_at as "createdAt",
           (select r.login
            from audit_record r
            where r.subject = 'policy_version'
              and r.subject_key = v.version_id::text
              and r.verb = 'policy.approve'
            order by r.record_id
            limit 1) as approver,
           a.approved_at as "approvedAt",
           (select json_build_object(
              'step', w.step,
              'reason', w.reason,
              'by', (select r.login
                     from audit_record r
                     where r.subject = 'policy_version'
                       and r.subject_key = v.version_id::text
                       and r.verb in ('policy.submit', 'policy.return')
                     order by r.record_id desc
                     limit 1),
              'at', to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            from policy_review w
            where w.version_id = v.version_id
            order by w.review_id desc
            limit 1) as review
    from policy_version v
    left join policy_approval a on a.version_id = v.version_id
    where v.kind = ${kind}
    order by v.version_no desc
    limit 2000
  `.execute(tx.db);
  return rows;
}

export interface VersionBody {
  readonly versionId: bigint;
  readonly body: unknown;
  readonly bodyHash: string;
}

export async function loadBody(
  tx: Tx,
  kind: string,
  versionNo: number,
): Promise<VersionBody | null> {
  const { rows } = await sql<VersionBody>`
    select version_id as "versionId",
           body,
           body_hash as "bodyHash"
    from policy_version
    where kind = ${kind}
      and version_no = ${versionNo}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Documents of approved versions with an English name in them: the newest 500, oldest first. */
export async function loadApprovedBodies(tx: Tx): Promise<unknown[]> {
  const { rows } = await sql<{ body: unknown }>`
    select v.body
    from policy_version v
    join policy_v_approved a on a.version_id = v.version_id
    where v.body::text like '%En"%'
    order by v.version_id desc
    limit 500
  `.execute(tx.db);
  return rows.map(({ body }) => body).toReversed();
}

export interface KindSummary {
  readonly kind: string;
  readonly versions: number;
  readonly drafts: number;
}

/** How many versions each kind has, and how many drafts newer than its newest approved one. */
export async function loadKindSummaries(tx: Tx): Promise<KindSummary[]> {
  const { rows } = await sql<KindSummary>`
    select v.kind,
           count(*)::int as versions,
           (count(*) filter (
             where v.version_no > coalesce(newest.version_no, 0)
           ))::int as drafts
    from policy_version v
    left join (
      select kind,
             max(version_no) as version_no
      from policy_v_approved
      group by kind
    ) newest on newest.kind = v.kind
    group by v.kind
    order by v.kind
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** One editor of a kind at a time until the end of the transaction. */
export async function lockKind(tx: Tx, kind: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`policy:${kind}`}, 0))
  `.execute(tx.db);
}
