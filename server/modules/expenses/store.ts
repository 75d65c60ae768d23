import { sql } from 'kysely';
import type { Fen } from '../../../core/money.ts';
import type { Explanation } from '../../../core/schema.ts';
import { copyRows } from '../../platform/db/copy.ts';
import { digestOf } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { Grant } from './rules.ts';

export interface NewGrant extends Grant {
  readonly staffId: bigint;
  readonly unitPath: string;
}

export async function insertGrants(
  tx: Tx,
  run: { runId: bigint; quarter: string; policyVersionId: bigint },
  grants: readonly NewGrant[],
): Promise<number> {
  return copyRows(
    tx,
    'expenses_ledger',
    [
      'run_id',
      'staff_id',
      'unit_path',
      'quarter',
      'kind',
      'purse',
      'amount_fen',
      'explanation',
      'policy_version_id',
    ],
    grants.map((grant) => [
      run.runId,
      grant.staffId,
      grant.unitPath,
      run.quarter,
      'granted',
      grant.purse,
      grant.amount,
      JSON.stringify(grant.explanation),
      run.policyVersionId,
    ]),
  );
}

export async function digestGrants(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', p.staff_no, e.purse, e.amount_fen) as line
      from expenses_ledger e
      join people_v_staff p on p.staff_id = e.staff_id
      where e.run_id = ${runId}
    `,
  );
}

/** Contribution before tax attributed to each RM in a quarter's valid closing. */
export async function loadContributions(tx: Tx, quarter: string): Promise<Map<bigint, Fen>> {
  const { rows } = await sql<{ staffId: bigint; amount: Fen }>`
    select staff_id as "staffId",
           sum(amount)::bigint as amount
    from attribution_v_person
    where quarter = ${quarter}
      and measure = 'contribution'
    group by staff_id
    order by staff_id
    limit 100000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.amount]));
}

export interface LedgerRow {
  readonly entryId: bigint;
  readonly quarter: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly purse: 'quota' | 'allowance';
  readonly kind: 'granted' | 'reserved' | 'used' | 'returned' | 'expired';
  readonly amount: bigint;
  readonly enteredAt: string;
  readonly explanation: Explanation;
}

/** Entries newest first, one page by keyset over the entry id. */
export async function listLedger(
  tx: Tx,
  asked: {
    quarter: string | null;
    purse: string | null;
    q: string | null;
    before: bigint | null;
    limit: number;
  },
): Promise<LedgerRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<LedgerRow>`
    select e.entry_id as "entryId",
           e.quarter,
           p.staff_no as "staffNo",
           p.name,
           u.name as "unitName",
           e.purse,
           e.kind,
           e.amount_fen as amount,
           e.entered_at as "enteredAt",
           e.explanation
    from expenses_ledger e
    join people_v_staff p on p.staff_id = e.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    left join organisation_v_open o on o.quarter = e.quarter
    where (e.run_id is null or e.run_id = o.run_id)
      and (${asked.quarter}::text is null or e.quarter = ${asked.quarter})
      and (${asked.purse}::text is null or e.purse = ${asked.purse})
      and (${like}::text is null or p.name like ${like} or p.staff_no like ${like})
      and (${asked.before}::bigint is null or e.entry_id < ${asked.before})
    order by e.entry_id desc
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface BalanceRow {
  readonly staffNo: string;
  readonly name: string;
  readonly purse: 'quota' | 'allowance';
  readonly granted: bigint;
  readonly left: bigint;
}

export async function loadBalances(tx: Tx, quarter: string): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`
    select p.staff_no as "staffNo",
           p.name,
           e.purse,
           sum(e.amount_fen) filter (where e.kind = 'granted')::bigint as granted,
           sum(case when e.kind in ('granted', 'returned') then e.amount_fen
                    else -e.amount_fen end)::bigint as left
    from expenses_ledger e
    join people_v_staff p on p.staff_id = e.staff_id
    left join organisation_v_open o on o.quarter = e.quarter
    where e.quarter = ${quarter}
      and (e.run_id is null or e.run_id = o.run_id)
    group by p.staff_no, p.name, e.purse
    order by p.staff_no, e.purse
    limit 20000
  `.execute(tx.db);
  return rows;
}
