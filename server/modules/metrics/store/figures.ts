import { sql } from 'kysely';
import { quarterYear, quartersOf, type Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface CertifiedFigure {
  readonly staffId: bigint;
  readonly metric: string;
  readonly quarter: Quarter;
  readonly amount: bigint;
}

/** Certified figures of a year up to a quarter, by RM, metric and quarter. */
export async function loadCertified(tx: Tx, quarter: Quarter): Promise<CertifiedFigure[]> {
  const { rows } = await sql<CertifiedFigure>`
    select staff_id as "staffId", metric, quarter, amount
    from metrics_v_figure
    where quarter >= ${quartersOf(quarterYear(quarter))[0]!}
      and quarter <= ${quarter}
      and state = 'certified'
    order by staff_id, metric, quarter
    limit 5000000
  `.execute(tx.db);
  return rows;
}
