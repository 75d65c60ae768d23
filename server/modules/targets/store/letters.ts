import { sql, type RawBuilder } from 'kysely';
import type { Year } from '../../../../core/period.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { rangeOfPath, type Tx } from '../../../platform/db/transaction.ts';
import type { LetterBody, LetterSide, LetterState } from '../contract.ts';

/** Numbers and owners of the valid letters of a year. */
export async function loadLetterOwners(
  tx: Tx,
  year: Year,
): Promise<{ staffId: bigint; letterNo: string }[]> {
  const { rows } = await sql<{ staffId: bigint; letterNo: string }>`
    select staff_id as "staffId", letter_no as "letterNo"
    from targets_v_letter
    where year = ${year}
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
    ['run_id', 'staff_id', 'unit_path', 'year', 'letter_no', 'kind', 'body', 'body_hash'],
    letters.map((one) => [
      run.runId,
      one.staffId,
      one.unitPath,
      run.year,
      one.letterNo,
      one.kind,
      one.text,
      one.bodyHash,
    ]),
  );
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
  readonly staffId: bigint;
  readonly rmName: string;
  readonly letterNo: string;
  readonly kind: 'signed' | 'adopted';
  readonly body: LetterBody;
  readonly bodyHash: string;
  readonly issuedAt: string;
}

/** A letter of a valid opening that the caller may see; null otherwise. */
export async function loadLetter(tx: Tx, letterId: bigint): Promise<LetterRecord | null> {
  const { rows } = await sql<LetterRecord>`
    select l.letter_id as "letterId",
           l.staff_id as "staffId",
           s.name as "rmName",
           l.letter_no as "letterNo",
           l.kind,
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

/** The name of the signed-in person: of his file, else his login. */
export async function loadSignerName(tx: Tx): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name
    from people_v_staff
    where staff_id = ${tx.actor.staffId ?? 0n}
  `.execute(tx.db);
  return rows[0]?.name ?? tx.actor.login;
}

export interface LetterFilter {
  readonly year: Year;
  readonly unitPath: string | null;
  readonly state: LetterState | null;
  readonly search: string;
}

export interface LetterListRow {
  readonly letterId: bigint;
  readonly letterNo: string;
  readonly year: number;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly state: LetterState;
  readonly issuedAt: string;
}

export interface LetterPage {
  readonly descending: boolean;
  readonly after: string | null;
  readonly limit: number;
}

/** Letters of a year by number. */
export async function loadLetterPage(
  tx: Tx,
  filter: LetterFilter,
  page: LetterPage,
): Promise<LetterListRow[]> {
  const direction = page.descending ? sql`desc` : sql`asc`;
  const beyond = page.descending ? sql`<` : sql`>`;
  const after = page.after === null ? sql`true` : sql`l."letterNo" ${beyond} ${page.after}`;
  const { rows } = await sql<LetterListRow>`
    select l."letterId",
           l."letterNo",
           l.year,
           l."staffNo",
           l.name,
           l."unitName",
           l.state,
           l."issuedAt"
    from (${letterRows(filter)}) as l
    where ${after}
    order by l."letterNo" ${direction}, l."letterId" ${direction}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countLetters(tx: Tx, filter: LetterFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select l."letterId"
      from (${letterRows(filter)}) as l
      limit ${cap + 1}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}

const stateOf = sql`
  case
    when l.kind = 'adopted' then 'adopted'
    when rm.side is not null and bank.side is not null then 'locked'
    when rm.side is not null then 'rm_signed'
    when bank.side is not null then 'bank_signed'
    else 'issued'
  end
`;

const signedLetters = sql`
  targets_v_letter l
  left join targets_signature rm on rm.letter_id = l.letter_id and rm.side = 'rm'
  left join targets_signature bank on bank.letter_id = l.letter_id and bank.side = 'bank'
`;

function letterRows(filter: LetterFilter): RawBuilder<unknown> {
  const range = filter.unitPath === null ? null : rangeOfPath(filter.unitPath);
  const inUnit =
    range === null ? sql`true` : sql`l.unit_path >= ${range.from} and l.unit_path < ${range.until}`;
  const inState = filter.state === null ? sql`true` : sql`${stateOf} = ${filter.state}`;
  const found =
    filter.search === ''
      ? sql`true`
      : sql`(position(${filter.search} in s.name) > 0
          or starts_with(s.staff_no, ${filter.search})
          or position(${filter.search} in l.letter_no) > 0)`;
  return sql`
    select l.letter_id as "letterId",
           l.letter_no as "letterNo",
           l.year,
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           ${stateOf} as state,
           l.issued_at as "issuedAt"
    from ${signedLetters}
    join people_v_staff s on s.staff_id = l.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where l.year = ${filter.year}
      and ${inUnit}
      and ${inState}
      and ${found}
  `;
}

export interface BoardRow {
  readonly unitId: bigint;
  readonly unitName: string;
  readonly letters: number;
  readonly issued: number;
  readonly rmSigned: number;
  readonly bankSigned: number;
  readonly locked: number;
  readonly adopted: number;
}

/** Letters of a year counted by the unit they were issued in, in the order of the tree. */
export async function loadBoard(tx: Tx, year: Year): Promise<BoardRow[]> {
  const of = (state: LetterState) => sql`(count(*) filter (where ${stateOf} = ${state}))::int`;
  const { rows } = await sql<BoardRow>`
    select u.unit_id as "unitId",
           u.name as "unitName",
           count(*)::int as letters,
           ${of('issued')} as issued,
           ${of('rm_signed')} as "rmSigned",
           ${of('bank_signed')} as "bankSigned",
           ${of('locked')} as locked,
           ${of('adopted')} as adopted
    from ${signedLetters}
    join organisation_v_unit u on u.path = l.unit_path
    where l.year = ${year}
    group by u.unit_id, u.name, u.path
    order by u.path, u.unit_id
    limit 10000
  `.execute(tx.db);
  return rows;
}
