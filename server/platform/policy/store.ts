import { sql } from 'kysely';
import type { z } from 'zod';
import type { Day } from '../../../core/day.ts';
import type { Tx } from '../db/transaction.ts';
import { sha256 } from '../db/digest.ts';
import type { PolicyKind } from './kind.ts';

export interface PolicyInForce<Body> {
  readonly versionId: bigint;
  readonly versionNo: number;
  readonly body: Body;
}

/**
 * The approved document of a kind in force on a day: the latest `valid_from` not after it, then the
 * highest number. Throws when there is none: `installInitialPolicies` gives each kind a first
 * version.
 */
export async function policyInForce<S extends z.ZodType>(
  tx: Tx,
  kind: PolicyKind<S>,
  on: Day,
): Promise<PolicyInForce<z.output<S>>> {
  const { rows } = await sql<{ version_id: bigint; version_no: number; body: unknown }>`
    select version_id, version_no, body
    from policy_v_approved
    where kind = ${kind.kind}
      and valid_from <= ${on}
    order by valid_from desc, version_no desc
    limit 1
  `.execute(tx.db);
  const row = rows[0];
  if (row === undefined) throw new Error(`no approved policy of kind ${kind.kind} on ${on}`);
  return {
    versionId: row.version_id,
    versionNo: row.version_no,
    body: kind.schema.parse(row.body),
  };
}

/**
 * The document of one version, whatever its state: for explaining a result that keeps its version.
 */
export async function policyVersion<S extends z.ZodType>(
  tx: Tx,
  kind: PolicyKind<S>,
  versionId: bigint,
): Promise<PolicyInForce<z.output<S>>> {
  const { rows } = await sql<{ version_id: bigint; version_no: number; body: unknown }>`
    select version_id, version_no, body
    from policy_version
    where version_id = ${versionId}
      and kind = ${kind.kind}
  `.execute(tx.db);
  const row = rows[0];
  if (row === undefined) throw new Error(`no version ${versionId} of policy ${kind.kind}`);
  return {
    versionId: row.version_id,
    versionNo: row.version_no,
    body: kind.schema.parse(row.body),
  };
}

export interface NewVersion {
  readonly kind: string;
  readonly body: unknown;
  readonly note: string;
  readonly assumed: string;
  readonly authorId: bigint;
  readonly validFrom: Day;
}

/** Adds the next version of a kind as a draft; two writers at once get different numbers. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<bigint> {
  const text = JSON.stringify(version.body);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`policy:${version.kind}`}, 0))`.execute(
    tx.db,
  );
  const { rows } = await sql<{ version_id: bigint }>`
    insert into policy_version
      (kind, version_no, body, body_hash, note, assumed, author_id, valid_from)
    select ${version.kind}::text,
           coalesce(max(version_no), 0) + 1,
           ${text}::jsonb,
           ${sha256(text)}::text,
           ${version.note}::text,
           ${version.assumed}::text,
           ${version.authorId}::bigint,
           ${version.validFrom}::date
    from policy_version
    where kind = ${version.kind}
    returning version_id
  `.execute(tx.db);
  return rows[0]!.version_id;
}

export async function insertApproval(
  tx: Tx,
  approval: { versionId: bigint; approvedBy: bigint },
): Promise<void> {
  await sql`
    insert into policy_approval (version_id, approved_by)
    values (${approval.versionId}, ${approval.approvedBy})
  `.execute(tx.db);
}

/** Adds a step of a draft's review. */
export async function insertReview(
  tx: Tx,
  review: {
    readonly versionId: bigint;
    readonly step: 'submitted' | 'returned';
    readonly reason: string;
    readonly byAccount: bigint;
  },
): Promise<void> {
  await sql`
    insert into policy_review (version_id, step, reason, by_account)
    values (${review.versionId}, ${review.step}, ${review.reason}, ${review.byAccount})
  `.execute(tx.db);
}
