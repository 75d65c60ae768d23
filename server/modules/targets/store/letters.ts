import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Year } from '../../../../core/period.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { LetterBody, LetterEventKind, LetterSide } from '../contract.ts';
import type { LetterStanding } from '../rules/letter-verbs.ts';

/** Numbers and owners of the valid letters of a year. */
export async function loadLetterOwners(
  tx: Tx,
  year: Year,
): Promise<{ staffId: bigint; letterNo: string }[]> {
  const { rows } = await sql<{ staffId: bigint; letterNo: string }>`
    select staff_id as "staffId", letter_no as "letterNo"
    from targets_v_letter
    where year = ${year}
      and version = 1
    order by letter_no
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface NewLetter {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly letterNo: string;
  readonly kind: 'signed' | 'adopted';
  readonly sending: 'at_issue' | 'by_leader';
  readonly text: string;
  readonly bodyHash: string;
}

export async function insertLetters(
  tx: Tx,
  run: { runId: bigint; year: Year },
  letters: readonly NewLetter[],
): Promise<number> {
  return copyRows(
    tx,
    'targets_letter',
    [
      'run_id',
      'staff_id',
      'unit_path',
      'year',
      'letter_no',
      'kind',
      'sending',
      'body',
      'body_hash',
    ],
    letters.map((one) => [
      run.runId,
      one.staffId,
      one.unitPath,
      run.year,
      one.letterNo,
      one.kind,
      one.sending,
      one.text,
      one.bodyHash,
    ]),
  );
}

/** Letters of an opening that went to their RMs as they were issued. */
export async function loadSentAtIssue(
  tx: Tx,
  runId: bigint,
): Promise<{ letterId: bigint; letterNo: string; staffId: bigint; rmName: string }[]> {
  const { rows } = await sql<{
    letterId: bigint;
    letterNo: string;
    staffId: bigint;
    rmName: string;
  }>`
    select l.letter_id as "letterId", l.letter_no as "letterNo", l.staff_id as "staffId",
           s.name as "rmName"
    from targets_letter l
    join people_v_staff s on s.staff_id = l.staff_id
    where l.run_id = ${runId}
      and l.sending = 'at_issue'
    order by l.letter_id
    limit 100000
  `.execute(tx.db);
  return rows;
}

/**
 * Digest of the letters of an opening: number, person, kind and figures; the hash holds ids, so it
 * stays out.
 */
export async function digestLetters(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', l.letter_no, s.staff_no, l.kind, l.body -> 'metrics',
               l.body -> 'customers')
        as line
      from targets_letter l
      join people_v_staff s on s.staff_id = l.staff_id
      where l.run_id = ${runId}
    `,
  );
}

export interface LetterRecord {
  readonly letterId: bigint;
  readonly runId: bigint;
  readonly staffId: bigint;
  readonly rmName: string;
  readonly unitPath: string;
  readonly year: Year;
  readonly letterNo: string;
  readonly version: number;
  readonly before: bigint | null;
  readonly after: bigint | null;
  readonly kind: 'signed' | 'adopted';
  readonly marks: number;
  readonly body: LetterBody;
  readonly bodyHash: string;
  readonly issuedAt: string;
}

/** A letter of a valid opening that the caller may see; null otherwise. */
export async function loadLetter(tx: Tx, letterId: bigint): Promise<LetterRecord | null> {
  const { rows } = await sql<LetterRecord>`
    select l.letter_id as "letterId",
           l.run_id as "runId",
           l.staff_id as "staffId",
           s.name as "rmName",
           l.unit_path as "unitPath",
           l.year,
           l.letter_no as "letterNo",
           v.version,
           v.of_letter_id as before,
           (
             select later.letter_id
             from targets_letter later
             where later.of_letter_id = l.letter_id
             order by later.letter_id
             limit 1
           ) as after,
           l.kind,
           v.marks,
           l.body,
           l.body_hash as "bodyHash",
           l.issued_at as "issuedAt"
    from targets_letter l
    join targets_v_letter v on v.letter_id = l.letter_id
    join people_v_staff s on s.staff_id = l.staff_id
    where l.letter_id = ${letterId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface SignatureRow {
  readonly side: LetterSide;
  readonly signerName: string;
  readonly signedAt: string;
}

export async function loadSignatures(tx: Tx, letterId: bigint): Promise<SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`
    select side, signer_name as "signerName", signed_at as "signedAt"
    from targets_signature
    where letter_id = ${letterId}
    order by signed_at, side
    limit 2
  `.execute(tx.db);
  return rows;
}

/** Adds a signature; null when that side was signed by somebody else at the same moment. */
export async function insertSignature(
  tx: Tx,
  signature: { letterId: bigint; side: LetterSide; bodyHash: string; signerName: string },
): Promise<string | null> {
  const { rows } = await sql<{ signedAt: string }>`
    insert into targets_signature (letter_id, side, account_id, signer_name, body_hash)
    values (
      ${signature.letterId}, ${signature.side}, ${tx.actor.accountId}, ${signature.signerName},
      ${signature.bodyHash}
    )
    on conflict (letter_id, side) do nothing
    returning signed_at as "signedAt"
  `.execute(tx.db);
  return rows[0]?.signedAt ?? null;
}

/** A later version of a letter; null when another was made at the same moment. */
export async function insertVersion(
  tx: Tx,
  of: LetterRecord,
  given: { letterNo: string; text: string; bodyHash: string },
): Promise<bigint | null> {
  const { rows } = await sql<{ letterId: bigint }>`
    insert into targets_letter
      (run_id, staff_id, unit_path, year, letter_no, kind, body, body_hash, version, of_letter_id)
    values (
      ${of.runId}, ${of.staffId}, ${of.unitPath}, ${of.year}, ${given.letterNo}, ${of.kind},
      ${given.text}, ${given.bodyHash}, ${of.version + 1}, ${of.letterId}
    )
    on conflict (run_id, staff_id, version) do nothing
    returning letter_id as "letterId"
  `.execute(tx.db);
  return rows[0]?.letterId ?? null;
}

export interface EventRow {
  readonly kind: LetterEventKind;
  readonly personName: string;
  readonly reason: string | null;
  readonly happenedAt: string;
}

export async function loadEvents(tx: Tx, letterId: bigint): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select kind, person_name as "personName", reason, happened_at as "happenedAt"
    from targets_letter_event
    where letter_id = ${letterId}
    order by event_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** Adds events; those that the letter already has (or had today, for a reminder) are left out. */
export async function insertEvents(
  tx: Tx,
  given: { kind: LetterEventKind; reason: string | null; onDay: Day; personName: string },
  letterIds: readonly bigint[],
): Promise<bigint[]> {
  const { rows } = await sql<{ letterId: bigint }>`
    insert into targets_letter_event (letter_id, kind, reason, on_day, account_id, person_name)
    select given.letter_id, ${given.kind}, ${given.reason}, ${given.onDay}::date,
           ${tx.actor.accountId}, ${given.personName}
    from unnest(${letterIds.map(String)}::bigint[]) as given (letter_id)
    order by given.letter_id
    on conflict do nothing
    returning letter_id as "letterId"
  `.execute(tx.db);
  return rows.map((row) => row.letterId);
}

/** Those of the letters whose RMs were reminded on a day. */
export async function loadReminded(
  tx: Tx,
  letterIds: readonly bigint[],
  onDay: Day,
): Promise<bigint[]> {
  const { rows } = await sql<{ letterId: bigint }>`
    select letter_id as "letterId"
    from targets_letter_event
    where letter_id = any (${letterIds.map(String)}::bigint[])
      and kind = 'reminded'
      and on_day = ${onDay}
    order by letter_id
    limit 1000
  `.execute(tx.db);
  return rows.map((row) => row.letterId);
}

/** Letters by id as the rules of their verbs see them, in the order of their numbers. */
export async function loadStandings(
  tx: Tx,
  letterIds: readonly bigint[],
): Promise<(LetterStanding & { readonly letterId: bigint })[]> {
  const ids = letterIds.map(String);
  const { rows } = await sql<Omit<LetterStanding, 'signatures'> & { letterId: bigint }>`
    select l.letter_id as "letterId",
           l.letter_no as "letterNo",
           l.staff_id as "staffId",
           s.name as "rmName",
           l.body_hash as "bodyHash",
           l.marks
    from targets_v_letter l
    join people_v_staff s on s.staff_id = l.staff_id
    where l.letter_id = any (${ids}::bigint[])
    order by l.letter_no, l.letter_id
    limit 1000
  `.execute(tx.db);
  const signatures = await sql<SignatureRow & { letterId: bigint }>`
    select letter_id as "letterId", side, signer_name as "signerName", signed_at as "signedAt"
    from targets_signature
    where letter_id = any (${ids}::bigint[])
    order by letter_id, side
    limit 2000
  `.execute(tx.db);
  const byLetter = Map.groupBy(signatures.rows, (row) => row.letterId);
  return rows.map((row) => ({ ...row, signatures: byLetter.get(row.letterId) ?? [] }));
}
