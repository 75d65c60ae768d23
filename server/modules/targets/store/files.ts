import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface KeptFile {
  readonly pdfHash: string;
  readonly madeAt: string;
  readonly certificateId: bigint;
}

/** What is known of the signed file of a letter (amendment 0) or an amendment; null: not made. */
export async function loadFile(
  tx: Tx,
  of: { letterId: bigint; amendmentNo: number },
): Promise<KeptFile | null> {
  const { rows } = await sql<KeptFile>`
    select pdf_hash as "pdfHash", made_at as "madeAt", certificate_id as "certificateId"
    from targets_file
    where letter_id = ${of.letterId}
      and amendment_no = ${of.amendmentNo}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function loadPdf(
  tx: Tx,
  of: { letterId: bigint; amendmentNo: number },
): Promise<Buffer | null> {
  const { rows } = await sql<{ pdf: Buffer }>`
    select pdf
    from targets_file
    where letter_id = ${of.letterId}
      and amendment_no = ${of.amendmentNo}
  `.execute(tx.db);
  return rows[0]?.pdf ?? null;
}

/** Keeps a signed file; one that was made at the same moment stays instead. */
export async function insertFile(
  tx: Tx,
  of: { letterId: bigint; amendmentNo: number },
  file: { pdf: Buffer; pdfHash: string; certificateId: bigint },
): Promise<boolean> {
  const { rows } = await sql<{ letterId: bigint }>`
    insert into targets_file (letter_id, amendment_no, pdf, pdf_hash, certificate_id)
    values (
      ${of.letterId}, ${of.amendmentNo}, ${file.pdf}, ${file.pdfHash}, ${file.certificateId}
    )
    on conflict (letter_id, amendment_no) do nothing
    returning letter_id as "letterId"
  `.execute(tx.db);
  return rows.length === 1;
}

/** Letters and amendments signed by both sides whose file is not made yet, the oldest first. */
export async function loadFilesToMake(
  tx: Tx,
  most: number,
): Promise<{ letterId: bigint; amendmentNo: number; amendmentId: bigint | null }[]> {
  const { rows } = await sql<{
    letterId: bigint;
    amendmentNo: number;
    amendmentId: bigint | null;
  }>`
    with signed as (
      select l.letter_id, 0::smallint as amendment_no, null::bigint as amendment_id
      from targets_v_letter l
      join targets_signature rm on rm.letter_id = l.letter_id and rm.side = 'rm'
      join targets_signature bank on bank.letter_id = l.letter_id and bank.side = 'bank'
      union all
      select a.letter_id, a.amendment_no, a.amendment_id
      from targets_amendment a
      join targets_v_letter l on l.letter_id = a.letter_id
      join targets_amendment_signature rm on rm.amendment_id = a.amendment_id and rm.side = 'rm'
      join targets_amendment_signature bank on bank.amendment_id = a.amendment_id
        and bank.side = 'bank'
    )
    select s.letter_id as "letterId",
           s.amendment_no as "amendmentNo",
           s.amendment_id as "amendmentId"
    from signed s
    where not exists (
      select 1
      from targets_file f
      where f.letter_id = s.letter_id
        and f.amendment_no = s.amendment_no
    )
    order by s.letter_id, s.amendment_no
    limit ${most}
  `.execute(tx.db);
  return rows;
}
