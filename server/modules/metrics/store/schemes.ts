import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

/** The documents of all other kinds in force on a day: which schemes name a metric. */
export async function loadSchemes(
  tx: Tx,
  except: string,
  on: Day,
): Promise<{ kind: string; body: unknown }[]> {
  const { rows } = await sql<{ kind: string; body: unknown }>`
    select distinct on (kind) kind, body
    from policy_v_approved
    where kind <> ${except}
      and valid_from <= ${on}
    order by kind, valid_from desc, version_no desc
    limit 200
  `.execute(tx.db);
  return rows;
}
