import { sql } from 'kysely';
import type { Fen } from '../../../../core/money.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { EntryKind, Purse } from '../contract.ts';
import type { Grant } from '../rules/allowance.ts';
import type { PurseSums } from '../rules/balance.ts';

/** Locks a person's purses, then a customer, until the transaction ends; always in this order. */
export async function lockSpending(
  tx: Tx,
  of: { readonly staffId: bigint; readonly customerId?: bigint },
): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('expenses:book', 0))`.execute(
    tx.db,
  );
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`expenses:staff:${of.staffId}`}, 0))
  `.execute(tx.db);
  if (of.customerId === undefined) return;
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`expenses:customer:${of.customerId}`}, 0))
  `.execute(tx.db);
}

/** Locks the whole book: nobody spends while what is left lapses. */
export async function lockBook(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('expenses:book', 0))`.execute(tx.db);
}

export interface NewGrant extends Grant {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly policyVersionId: bigint;
}

export async function insertGrants(
  tx: Tx,
  run: { readonly runId: bigint; readonly quarter: string },
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
      grant.policyVersionId,
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

export interface NewEntry {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly quarter: string;
  readonly kind: EntryKind;
  readonly purse: Purse;
  readonly amount: Fen;
  readonly explanation: Explanation;
  readonly policyVersionId: bigint;
  readonly applicationId: bigint | null;
  readonly claimId: bigint | null;
}

/** Writes entries; of one application each kind stands once, which the table refuses to repeat. */
export async function insertEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  await copyRows(
    tx,
    'expenses_ledger',
    [
      'staff_id',
      'unit_path',
      'quarter',
      'kind',
      'purse',
      'amount_fen',
      'explanation',
      'policy_version_id',
      'application_id',
      'claim_id',
      'entered_by',
    ],
    entries.map((one) => [
      one.staffId,
      one.unitPath,
      one.quarter,
      one.kind,
      one.purse,
      one.amount,
      JSON.stringify(one.explanation),
      one.policyVersionId,
      one.applicationId,
      one.claimId,
      tx.actor.accountId,
    ]),
  );
}

const sums = sql`
  coalesce(sum(e.amount_fen) filter (where e.kind = 'granted'), 0)::bigint as granted,
  coalesce(sum(e.amount_fen) filter (where e.kind = 'reserved'), 0)::bigint as reserved,
  coalesce(sum(e.amount_fen) filter (where e.kind = 'used'), 0)::bigint as used,
  coalesce(sum(e.amount_fen) filter (where e.kind = 'returned'), 0)::bigint as returned,
  coalesce(sum(e.amount_fen) filter (where e.kind = 'expired'), 0)::bigint as expired
`;

/** Sums of one purse of an RM over the quarters that are valid together. */
export async function loadPurse(
  tx: Tx,
  of: { readonly staffId: bigint; readonly purse: Purse; readonly quarters: readonly string[] },
): Promise<PurseSums> {
  const { rows } = await sql<PurseSums>`
    select ${sums}
    from expenses_ledger e
    left join organisation_v_open o on o.quarter = e.quarter
    where e.staff_id = ${of.staffId}
      and e.purse = ${of.purse}
      and e.quarter = any (${of.quarters})
      and (e.run_id is null or e.run_id = o.run_id)
  `.execute(tx.db);
  return rows[0]!;
}

export interface PurseRow extends PurseSums {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly staffNo: string;
  readonly name: string;
  readonly purse: Purse;
}

/** Sums of every purse in the scope over some quarters, by staff number. */
export async function loadPurses(tx: Tx, quarters: readonly string[]): Promise<PurseRow[]> {
  const { rows } = await sql<PurseRow>`
    select e.staff_id as "staffId",
           p.unit_path as "unitPath",
           p.staff_no as "staffNo",
           p.name,
           e.purse,
           ${sums}
    from expenses_ledger e
    join people_v_staff p on p.staff_id = e.staff_id
    left join organisation_v_open o on o.quarter = e.quarter
    where e.quarter = any (${quarters})
      and (e.run_id is null or e.run_id = o.run_id)
    group by e.staff_id, p.unit_path, p.staff_no, p.name, e.purse
    order by p.staff_no, e.purse
    limit 20000
  `.execute(tx.db);
  return rows;
}

/** Quarters with entries, before a quarter: whose rest may have lapsed. */
export async function loadQuartersBefore(tx: Tx, quarter: string): Promise<string[]> {
  const { rows } = await sql<{ quarter: string }>`
    select distinct quarter
    from expenses_ledger
    where quarter < ${quarter}
    order by quarter
    limit 400
  `.execute(tx.db);
  return rows.map((row) => row.quarter);
}

export interface LedgerRow {
  readonly entryId: bigint;
  readonly quarter: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly purse: Purse;
  readonly kind: EntryKind;
  readonly amount: bigint;
  readonly applicationId: bigint | null;
  readonly customerName: string | null;
  readonly enteredAt: string;
  readonly explanation: Explanation;
}

/** Entries newest first, one page by keyset over the entry id. */
export async function listLedger(
  tx: Tx,
  asked: {
    readonly quarter: string | null;
    readonly purse: string | null;
    readonly kind: string | null;
    readonly q: string | null;
    readonly before: bigint | null;
    readonly limit: number;
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
           e.application_id as "applicationId",
           c.name as "customerName",
           e.entered_at as "enteredAt",
           e.explanation
    from expenses_ledger e
    join people_v_staff p on p.staff_id = e.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    left join organisation_v_open o on o.quarter = e.quarter
    left join expenses_application a on a.application_id = e.application_id
    left join customers_v_customer c on c.customer_id = a.customer_id
    where (e.run_id is null or e.run_id = o.run_id)
      and (${asked.quarter}::text is null or e.quarter = ${asked.quarter})
      and (${asked.purse}::text is null or e.purse = ${asked.purse})
      and (${asked.kind}::text is null or e.kind = ${asked.kind})
      and (${like}::text is null or p.name like ${like} or p.staff_no like ${like})
      and (${asked.before}::bigint is null or e.entry_id < ${asked.before})
    order by e.entry_id desc
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}
