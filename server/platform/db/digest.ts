import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './transaction.ts';

/**
 * The digest of a set of rows: independent of their order, over the text column `line` of the given
 * query (business keys and figures, never ids or times). Equal sets give equal digests.
 */
export async function digestOf(tx: Tx, lines: RawBuilder<{ line: string }>): Promise<string> {
  const { rows } = await sql<{ count: bigint; a: string; b: string; c: string }>`
    select count(*) as count,
           coalesce(sum(hashtextextended(line, 1)), 0)::text as a,
           coalesce(sum(hashtextextended(line, 2)), 0)::text as b,
           coalesce(sum(hashtextextended(line, 3)), 0)::text as c
    from (${lines}) as digested
  `.execute(tx.db);
  const one = rows[0]!;
  return sha256(`${one.count}|${one.a}|${one.b}|${one.c}`);
}

export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
