import { sql } from 'kysely';
import type { Quarter, Year } from '../../../../core/period.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { AmendmentBody, LetterSide } from '../contract.ts';
import type { QuarterState } from '../rules/amendment.ts';
import type { SignatureRow } from './letters.ts';

export interface AmendmentRecord {
  readonly amendmentId: bigint;
  readonly letterId: bigint;
  readonly letterNo: string;
  readonly staffId: bigint;
  readonly rmName: string;
  readonly unitPath: string;
  readonly year: Year;
  readonly amendmentNo: number;
  readonly fromQuarter: Quarter;
  readonly reason: string;
  readonly body: AmendmentBody;
  readonly bodyHash: string;
  readonly proposerName: string;
  readonly proposedAt: string;
  readonly endSide: LetterSide | null;
  readonly endName: string | null;
  readonly endReason: string | null;
  readonly endedAt: string | null;
}

const records = sql`
  select a.amendment_id as "amendmentId",
         a.letter_id as "letterId",
         l.letter_no as "letterNo",
         l.staff_id as "staffId",
         s.name as "rmName",
         l.unit_path as "unitPath",
         l.year,
         a.amendment_no as "amendmentNo",
         a.from_quarter as "fromQuarter",
         a.reason,
         a.body,
         a.body_hash as "bodyHash",
         a.proposer_name as "proposerName",
         a.proposed_at as "proposedAt",
         e.side as "endSide",
         e.person_name as "endName",
         e.reason as "endReason",
         e.ended_at as "endedAt"
  from targets_amendment a
  join targets_v_letter l on l.letter_id = a.letter_id
  join people_v_staff s on s.staff_id = l.staff_id
  left join targets_amendment_end e on e.amendment_id = a.amendment_id
`;

export async function loadAmendment(
  tx: Tx,
  amendmentId: bigint,
): Promise<(AmendmentRecord & { readonly signatures: readonly SignatureRow[] }) | null> {
  const { rows } = await sql<AmendmentRecord>`
    ${records}
    where a.amendment_id = ${amendmentId}
  `.execute(tx.db);
  const found = rows[0];
  if (found === undefined) return null;
  const [signed] = await withSignatures(tx, [found]);
  return signed!;
}

export async function loadAmendments(
  tx: Tx,
  letterId: bigint,
): Promise<(AmendmentRecord & { readonly signatures: readonly SignatureRow[] })[]> {
  const { rows } = await sql<AmendmentRecord>`
    ${records}
    where a.letter_id = ${letterId}
    order by a.amendment_no
    limit 1000
  `.execute(tx.db);
  return withSignatures(tx, rows);
}

async function withSignatures(tx: Tx, amendments: readonly AmendmentRecord[]) {
  const ids = amendments.map((one) => String(one.amendmentId));
  const { rows } = await sql<SignatureRow & { amendmentId: bigint }>`
    select amendment_id as "amendmentId",
           side,
           signer_name as "signerName",
           signed_at as "signedAt"
    from targets_amendment_signature
    where amendment_id = any (${ids}::bigint[])
    order by amendment_id, signed_at, side
    limit 2000
  `.execute(tx.db);
  const byAmendment = Map.groupBy(rows, (row) => row.amendmentId);
  return amendments.map((one) => ({
    ...one,
    signatures: byAmendment.get(one.amendmentId) ?? [],
  }));
}

/** Waits for whoever else changes this letter, until the transaction ends. */
export async function lockLetter(tx: Tx, letterId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtext('targets_letter'), (${letterId}::bigint % 65536)::int)
  `.execute(tx.db);
}

export async function insertAmendment(
  tx: Tx,
  given: {
    letterId: bigint;
    amendmentNo: number;
    fromQuarter: Quarter;
    reason: string;
    text: string;
    bodyHash: string;
    proposerName: string;
  },
): Promise<bigint> {
  const { rows } = await sql<{ amendmentId: bigint }>`
    insert into targets_amendment
      (letter_id, amendment_no, from_quarter, reason, body, body_hash, proposed_by, proposer_name)
    values (
      ${given.letterId}, ${given.amendmentNo}, ${given.fromQuarter}, ${given.reason},
      ${given.text}, ${given.bodyHash}, ${tx.actor.accountId}, ${given.proposerName}
    )
    returning amendment_id as "amendmentId"
  `.execute(tx.db);
  return rows[0]!.amendmentId;
}

export async function insertAmendmentSignature(
  tx: Tx,
  given: { amendmentId: bigint; side: LetterSide; bodyHash: string; signerName: string },
): Promise<string> {
  const { rows } = await sql<{ signedAt: string }>`
    insert into targets_amendment_signature (amendment_id, side, account_id, signer_name, body_hash)
    values (
      ${given.amendmentId}, ${given.side}, ${tx.actor.accountId}, ${given.signerName},
      ${given.bodyHash}
    )
    returning signed_at as "signedAt"
  `.execute(tx.db);
  return rows[0]!.signedAt;
}

export async function insertEnd(
  tx: Tx,
  given: { amendmentId: bigint; side: LetterSide; reason: string; personName: string },
): Promise<void> {
  await sql`
    insert into targets_amendment_end (amendment_id, side, reason, account_id, person_name)
    values (
      ${given.amendmentId}, ${given.side}, ${given.reason}, ${tx.actor.accountId},
      ${given.personName}
    )
  `.execute(tx.db);
}

/** The quarters of a year: whether each is closed and sealed. */
export async function loadQuarterStates(
  tx: Tx,
  quarters: readonly Quarter[],
): Promise<QuarterState[]> {
  const { rows } = await sql<QuarterState>`
    select given.quarter,
           c.quarter is not null as closed,
           coalesce(c.sealed, false) as sealed
    from unnest(${quarters}::text[]) as given (quarter)
    left join organisation_v_close c on c.quarter = given.quarter
    order by given.quarter
    limit 40
  `.execute(tx.db);
  return rows;
}

export interface NewBaseline {
  readonly quarter: Quarter;
  readonly metric: string;
  readonly annual: bigint;
  readonly stretch: bigint;
  readonly challenge: bigint;
  readonly cumulative: bigint;
  readonly cumulativeStretch: bigint;
  readonly cumulativeChallenge: bigint;
}

/** Signed figures that count from now on for their quarters. */
export async function insertBaseline(
  tx: Tx,
  of: { letterId: bigint; amendmentNo: number; staffId: bigint; unitPath: string },
  rows: readonly NewBaseline[],
): Promise<number> {
  return copyRows(
    tx,
    'targets_baseline',
    [
      'letter_id',
      'amendment_no',
      'staff_id',
      'unit_path',
      'quarter',
      'metric',
      'annual',
      'stretch',
      'challenge',
      'cumulative_target',
      'cumulative_stretch',
      'cumulative_challenge',
    ],
    rows.map((row) => [
      of.letterId,
      of.amendmentNo,
      of.staffId,
      of.unitPath,
      row.quarter,
      row.metric,
      row.annual,
      row.stretch,
      row.challenge,
      row.cumulative,
      row.cumulativeStretch,
      row.cumulativeChallenge,
    ]),
  );
}
