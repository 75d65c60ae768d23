import { sql } from 'kysely';
import type { Day, DayRange } from '../../../../core/day.ts';
import type { QuarterRun } from '../../../../core/run.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { RiskClass } from '../contract.ts';

export interface Coverage {
  readonly alive: number;
  readonly uncovered: number;
  readonly examples: readonly string[];
  /**
   * The first day that some account, alive since before, does not have; null when nothing is
   * missing.
   */
  readonly missingFrom: Day | null;
}

/**
 * Which accounts alive in a period do not have all their transactions for the days they lived in
 * it.
 */
export async function loadCoverage(tx: Tx, range: DayRange): Promise<Coverage> {
  const { rows } = await sql<{
    alive: number;
    uncovered: number;
    examples: string[] | null;
    missing_from: Day | null;
  }>`
    with lived as (
      select customer_id, account_id, account_no,
             greatest(opened_on, ${range.from}::date) as from_day,
             least(coalesce(closed_on, ${range.until}::date), ${range.until}::date) as until_day
      from holdings_account
      where opened_on < ${range.until}::date
        and coalesce(closed_on, ${range.until}::date) > ${range.from}::date
        and coalesce(closed_on, ${range.until}::date) > opened_on
    ),
    covered as (
      select customer_id, account_id,
             range_agg(daterange(from_day, until_day)) as days
      from holdings_coverage
      group by customer_id, account_id
    ),
    missing as (
      select l.account_no, l.from_day,
             coalesce(
               lower(datemultirange(daterange(l.from_day, l.until_day)) - coalesce(c.days, '{}')),
               l.from_day
             ) as missing_from
      from lived l
      left join covered c
        on c.customer_id = l.customer_id
       and c.account_id = l.account_id
      where not coalesce(c.days @> daterange(l.from_day, l.until_day), false)
    )
    select (select count(*) from lived)::int as alive,
           count(*)::int as uncovered,
           (array_agg(account_no order by account_no))[1:3] as examples,
           min(missing_from) as missing_from
    from missing
  `.execute(tx.db);
  const row = rows[0]!;
  return {
    alive: row.alive,
    uncovered: row.uncovered,
    examples: row.examples ?? [],
    missingFrom: row.missing_from,
  };
}

/**
 * A loan that owes more than it repaid at the end of one of the quarter's months, by instalments
 * due.
 */
export interface ArrearsFacts {
  readonly customerId: bigint;
  readonly accountId: bigint;
  readonly customerKind: 'corporate' | 'individual';
  readonly instalments: readonly { dueOn: Day; dueFen: bigint; technical: boolean }[];
  readonly repaidFen: readonly bigint[];
  readonly owedFen: readonly bigint[];
}

/**
 * Loans that may be overdue at the end of a month: everything due by then exceeds what was repaid
 * by then. A superset of the overdue ones (the rule also knows a tolerance), small beside the book.
 * All loans of their debtors come along, since the debtor's class follows from all his claims.
 */
export async function loadArrears(
  tx: Tx,
  monthEnds: readonly Day[],
): Promise<readonly ArrearsFacts[]> {
  const last = monthEnds.at(-1)!;
  const { rows } = await sql<{
    customer_id: bigint;
    account_id: bigint;
    kind: 'corporate' | 'individual';
    instalments: { on: Day; fen: string; technical: boolean }[] | null;
    repaid: bigint[];
    owed: bigint[];
  }>`
    with repaid as (
      select l.customer_id, l.account_id,
             coalesce(sum(t.amount_fen) filter (where t.day <= ${monthEnds[0]}::date), 0) as first,
             coalesce(sum(t.amount_fen) filter (where t.day <= ${monthEnds[1]}::date), 0) as second,
             coalesce(sum(t.amount_fen), 0) as third
      from holdings_loan l
      left join holdings_transaction t
        on t.customer_id = l.customer_id
       and t.account_id = l.account_id
       and t.kind = 'loan_repaid'
       and t.day <= ${last}::date
      where l.granted_on <= ${last}::date
      group by l.customer_id, l.account_id
    ),
    due as (
      select customer_id, account_id,
             coalesce(sum(due_fen) filter (where due_on < ${monthEnds[0]}::date), 0) as first,
             coalesce(sum(due_fen) filter (where due_on < ${monthEnds[1]}::date), 0) as second,
             sum(due_fen) as third
      from holdings_instalment
      where due_on < ${last}::date
      group by customer_id, account_id
    ),
    debtor as (
      select distinct r.customer_id
      from repaid r
      join due d
        on d.customer_id = r.customer_id
       and d.account_id = r.account_id
      where d.first > r.first
         or d.second > r.second
         or d.third > r.third
    )
    select l.customer_id,
           l.account_id,
           c.kind,
           (
             select jsonb_agg(
               jsonb_build_object('on', i.due_on, 'fen', i.due_fen::text,
                                  'technical', i.technical_reason is not null)
               order by i.due_on
             )
             from holdings_instalment i
             where i.customer_id = l.customer_id
               and i.account_id = l.account_id
               and i.due_on < ${last}::date
           ) as instalments,
           (
             select array_agg(coalesce(paid.fen, 0) order by e.on_day)
             from unnest(${monthEnds}::date[]) as e (on_day)
             cross join lateral (
               select sum(t.amount_fen)::bigint as fen
               from holdings_transaction t
               where t.customer_id = l.customer_id
                 and t.account_id = l.account_id
                 and t.kind = 'loan_repaid'
                 and t.day <= e.on_day
             ) paid
           ) as repaid,
           (
             select array_agg(-coalesce(a.balance_fen, 0) order by e.on_day)
             from unnest(${monthEnds}::date[]) as e (on_day)
             left join lateral (
               select h.balance_fen
               from holdings_accrual h
               where h.customer_id = l.customer_id
                 and h.account_id = l.account_id
                 and h.day <= e.on_day
               order by h.day desc
               limit 1
             ) a on true
           ) as owed
    from debtor d
    join holdings_loan l on l.customer_id = d.customer_id
    join customers_v_customer c on c.customer_id = l.customer_id
    where l.granted_on <= ${last}::date
    order by l.customer_id, l.account_id
    limit 10000000
  `.execute(tx.db);
  return rows.map((row) => ({
    customerId: row.customer_id,
    accountId: row.account_id,
    customerKind: row.kind,
    instalments: (row.instalments ?? []).map((one) => ({
      dueOn: one.on,
      dueFen: BigInt(one.fen),
      technical: one.technical,
    })),
    repaidFen: row.repaid,
    owedFen: row.owed,
  }));
}

export interface RiskRow {
  readonly customerId: bigint;
  readonly accountId: bigint;
  readonly month: Day;
  readonly daysOverdue: number;
  readonly overdueFen: bigint;
  readonly riskClass: RiskClass;
}

/** Lays the decided risk of the loans beside the months to come. */
export async function stageRisk(tx: Tx, rows: readonly RiskRow[]): Promise<void> {
  await sql`
    create temporary table if not exists holdings_risk (
      customer_id bigint not null,
      account_id bigint not null,
      month date not null,
      days_overdue integer not null,
      overdue_fen bigint not null,
      risk_class text not null,
      primary key (customer_id, account_id, month)
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate holdings_risk`.execute(tx.db);
  await copyRows(
    tx,
    'holdings_risk',
    ['customer_id', 'account_id', 'month', 'days_overdue', 'overdue_fen', 'risk_class'],
    rows.map((row) => [
      row.customerId,
      row.accountId,
      row.month,
      row.daysOverdue,
      row.overdueFen,
      row.riskClass,
    ]),
  );
}

/**
 * Writes the month figures of every account alive in the quarter: the product of a month is the
 * difference of the products up to its two ends, read from the last accrual row before each end;
 * sums of the month's movements; risk.
 */
export async function insertMonths(
  tx: Tx,
  run: QuarterRun,
  months: readonly DayRange[],
): Promise<number> {
  await sumMovements(tx, run.range);
  const ends = [...months.map((month) => month.from), run.range.until];
  const { numAffectedRows } = await sql`
    insert into holdings_month
      (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen, fee_fen,
       interest_paid_fen, interest_received_fen, transactions, counter_transactions,
       days_overdue, overdue_fen, risk_class)
    with reached as (
      select a.customer_id, a.account_id, a.opened_on, a.closed_on, p.kind, b.day,
             case p.kind when 'loan' then -1 else 1 end as sign,
             coalesce(h.product_fen_days + h.balance_fen * (b.day - h.day), 0) as product_fen_days,
             coalesce(h.balance_fen, 0) as balance_fen
      from holdings_account a
      join products_v_product p on p.product_id = a.product_id
      cross join unnest(${ends}::date[]) as b (day)
      left join lateral (
        select r.day, r.balance_fen, r.product_fen_days
        from holdings_accrual r
        where r.customer_id = a.customer_id
          and r.account_id = a.account_id
          and r.day < b.day
        order by r.day desc
        limit 1
      ) h on true
      where a.opened_on < ${run.range.until}::date
        and coalesce(a.closed_on, ${run.range.until}::date) > ${run.range.from}::date
    ),
    held as (
      select customer_id, account_id, opened_on, closed_on, kind, sign, day, balance_fen,
             lag(day) over account as month,
             product_fen_days - lag(product_fen_days) over account as product_fen_days
      from reached
      window account as (partition by customer_id, account_id order by day)
    )
    select ${run.runId}::bigint,
           h.customer_id,
           h.account_id,
           h.month,
           h.day - h.month,
           h.sign * h.product_fen_days,
           h.sign * h.balance_fen,
           coalesce(m.fee_fen, 0),
           coalesce(m.paid_fen, 0),
           coalesce(m.received_fen, 0),
           coalesce(m.transactions, 0),
           coalesce(m.counter, 0),
           coalesce(r.days_overdue, 0),
           coalesce(r.overdue_fen, 0),
           case when h.kind = 'loan' then coalesce(r.risk_class, 'normal') end
    from held h
    left join holdings_moved m
      on m.customer_id = h.customer_id
     and m.account_id = h.account_id
     and m.month = h.month
    left join holdings_risk r
      on r.customer_id = h.customer_id
     and r.account_id = h.account_id
     and r.month = h.month
    where h.month is not null
      and h.opened_on < h.day
      and coalesce(h.closed_on, h.day) > h.month
    order by h.customer_id, h.account_id, h.month
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

/** Sums of the movements of each account and month, in a table whose size the planner knows. */
async function sumMovements(tx: Tx, range: DayRange): Promise<void> {
  await sql`
    create temporary table if not exists holdings_moved (
      customer_id bigint not null,
      account_id bigint not null,
      month date not null,
      fee_fen bigint,
      paid_fen bigint,
      received_fen bigint,
      transactions integer not null,
      counter integer not null
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate holdings_moved`.execute(tx.db);
  await sql`
    insert into holdings_moved
      (customer_id, account_id, month, fee_fen, paid_fen, received_fen, transactions, counter)
    select customer_id, account_id, date_trunc('month', day)::date,
           -sum(amount_fen) filter (where kind = 'fee'),
           sum(amount_fen) filter (where kind = 'interest_paid'),
           -sum(amount_fen) filter (where kind = 'interest_received'),
           count(*) filter (where not derived),
           count(*) filter (where not derived and kind in ('cash_in', 'cash_out'))
    from holdings_transaction
    where day >= ${range.from}::date
      and day < ${range.until}::date
    group by customer_id, account_id, date_trunc('month', day)::date
  `.execute(tx.db);
  await sql`
    create index if not exists holdings_moved__by_account
      on holdings_moved (customer_id, account_id, month)
  `.execute(tx.db);
  await sql`analyze holdings_moved`.execute(tx.db);
  await sql`analyze holdings_risk`.execute(tx.db);
}

/** The digest of the months of a run, over business numbers and figures. */
export async function digestOfMonths(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', a.account_no, m.month, m.days, m.product_fen_days, m.end_balance_fen,
                       m.fee_fen, m.interest_paid_fen, m.interest_received_fen, m.transactions,
                       m.counter_transactions, m.days_overdue, m.overdue_fen, m.risk_class) as line
      from holdings_month m
      join holdings_account a
        on a.customer_id = m.customer_id
       and a.account_id = m.account_id
      where m.run_id = ${runId}
    `,
  );
}

export interface BalanceMonth {
  readonly month: Day;
  readonly days: number;
  readonly depositEndFen: bigint;
  readonly depositProduct: bigint;
  readonly loanEndFen: bigint;
  readonly loanProduct: bigint;
}

/** Deposits and loans of a customer by month, in the valid closings, the last 36 oldest first. */
export async function loadBalanceMonths(tx: Tx, customerId: bigint): Promise<BalanceMonth[]> {
  const { rows } = await sql<BalanceMonth>`
    select m.month,
           (m.month + interval '1 month')::date - m.month as days,
           coalesce(sum(m.end_balance_fen) filter (where m.kind = 'deposit'), 0)::bigint
             as "depositEndFen",
           coalesce(sum(m.product_fen_days) filter (where m.kind = 'deposit'), 0)::bigint
             as "depositProduct",
           coalesce(sum(m.end_balance_fen) filter (where m.kind = 'loan'), 0)::bigint
             as "loanEndFen",
           coalesce(sum(m.product_fen_days) filter (where m.kind = 'loan'), 0)::bigint
             as "loanProduct"
    from organisation_v_close v
    join holdings_v_month m on m.run_id = v.run_id
    where m.customer_id = ${customerId}
    group by m.month
    order by m.month desc
    limit 36
  `.execute(tx.db);
  return rows.toReversed();
}
