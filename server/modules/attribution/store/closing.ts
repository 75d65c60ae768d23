import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Dimension, Measure } from '../contract.ts';
import type { BookedAmount, MonthBasis } from '../rules/split.ts';

/** A range of customers by key: [after + 1, upTo]. */
export interface CustomerSlice {
  readonly after: bigint;
  readonly upTo: bigint;
}

/** The next slice of at most `most` customers; null at the end. */
export async function nextSlice(
  tx: Tx,
  after: bigint,
  most: number,
): Promise<CustomerSlice | null> {
  const { rows } = await sql<{ upTo: bigint | null }>`
    select max(customer_id) as "upTo"
    from (
      select customer_id
      from customers_v_customer
      where customer_id > ${after}
      order by customer_id
      limit ${most}
    ) as found
  `.execute(tx.db);
  const upTo = rows[0]!.upTo;
  return upTo === null ? null : { after, upTo };
}

/**
 * Every amount of a closing by account and month, each of the five measures that follow accounts.
 */
function accountAmounts(runId: bigint, slice: CustomerSlice | null): RawBuilder<unknown> {
  const within =
    slice === null ? sql`true` : sql`customer_id > ${slice.after} and customer_id <= ${slice.upTo}`;
  return sql`
    select customer_id, account_id, month,
           case kind when 'deposit' then 'deposit_product' else 'loan_product' end as measure,
           product_fen_days as amount
    from holdings_v_month
    where run_id = ${runId}
      and kind in ('deposit', 'loan')
      and ${within}
    union all
    select customer_id, account_id, month, 'npl_product', product_fen_days
    from holdings_v_month
    where run_id = ${runId}
      and kind = 'loan'
      and risk_class in ('substandard', 'doubtful', 'loss')
      and ${within}
    union all
    select customer_id, account_id, month, 'contribution', amount_fen
    from contribution_v_account_month
    where run_id = ${runId}
      and ${within}
    union all
    select customer_id, account_id, month, 'fee_income', amount_fen
    from contribution_v_account_month
    where run_id = ${runId}
      and component = 'fee'
      and ${within}
  `;
}

export interface AmountRow extends BookedAmount {
  readonly customerId: bigint;
  readonly measure: Measure;
  readonly unitPath: string;
}

/** Amounts of a slice by month, booking unit and product; by account where credit was kept. */
export async function loadAmounts(
  tx: Tx,
  runId: bigint,
  slice: CustomerSlice,
): Promise<AmountRow[]> {
  const { rows } = await sql<AmountRow>`
    select m.customer_id as "customerId",
           m.measure,
           to_char(m.month, 'YYYY-MM') as month,
           u.code as "unitCode",
           u.path as "unitPath",
           p.kind as business,
           p.code as product,
           p.department as "productDepartment",
           k.account_id as "keptAccount",
           sum(m.amount)::bigint as amount
    from (${accountAmounts(runId, slice)}) as m
    join holdings_v_account a on a.customer_id = m.customer_id and a.account_id = m.account_id
    join products_v_product p on p.product_id = a.product_id
    join organisation_v_unit u on u.unit_id = a.unit_id
    left join (
      select distinct customer_id, account_id
      from allocation_v_credit
      where customer_id > ${slice.after}
        and customer_id <= ${slice.upTo}
    ) k on k.customer_id = m.customer_id and k.account_id = m.account_id
    group by m.customer_id, m.measure, m.month, u.code, u.path, p.kind, p.code, p.department,
             k.account_id
    order by m.customer_id, m.measure, m.month, u.code, p.code, k.account_id
  `.execute(tx.db);
  return rows;
}

export interface CustomerRow {
  readonly customerId: bigint;
  readonly kind: 'corporate' | 'individual';
  readonly openedOn: Day;
  readonly bookingCode: string;
  readonly bookingPath: string;
}

export async function loadCustomers(tx: Tx, slice: CustomerSlice): Promise<CustomerRow[]> {
  const { rows } = await sql<CustomerRow>`
    select c.customer_id as "customerId",
           c.kind,
           c.opened_on as "openedOn",
           u.code as "bookingCode",
           c.booking_path as "bookingPath"
    from customers_v_customer c
    join organisation_v_unit u on u.unit_id = c.booking_unit_id
    where c.customer_id > ${slice.after}
      and c.customer_id <= ${slice.upTo}
    order by c.customer_id
  `.execute(tx.db);
  return rows;
}

export interface SpanRow {
  readonly customerId: bigint;
  readonly staffId: bigint;
  readonly party: string;
  readonly unitPath: string;
  readonly unitCode: string;
  readonly part: 'lead' | 'assist';
  readonly shareMillionths: bigint;
  readonly from: Day;
  readonly until: Day | null;
}

/** Who led or assisted the customers of a slice on some day of a range. */
export async function loadSpans(
  tx: Tx,
  slice: CustomerSlice,
  range: { from: Day; until: Day },
): Promise<SpanRow[]> {
  const { rows } = await sql<SpanRow>`
    select m.customer_id as "customerId",
           m.staff_id as "staffId",
           s.staff_no as party,
           s.unit_path as "unitPath",
           u.code as "unitCode",
           m.part,
           m.share_millionths as "shareMillionths",
           m.from_day as "from",
           m.until_day as "until"
    from customers_v_management m
    join people_v_staff s on s.staff_id = m.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where m.customer_id > ${slice.after}
      and m.customer_id <= ${slice.upTo}
      and m.from_day < ${range.until}
      and (m.until_day is null or m.until_day > ${range.from})
    order by m.customer_id, s.staff_no, m.from_day
  `.execute(tx.db);
  return rows;
}

export interface NewPart {
  readonly customerId: bigint;
  readonly measure: Measure;
  readonly dimension: Dimension;
  readonly party: string;
  readonly staffId: bigint | null;
  readonly unitPath: string;
  readonly amount: bigint;
  readonly rule: string;
  readonly months: readonly MonthBasis[];
}

export async function insertParts(
  tx: Tx,
  run: { runId: bigint; policyVersionId: bigint },
  parts: Iterable<NewPart>,
): Promise<number> {
  const columns = [
    'run_id',
    'customer_id',
    'measure',
    'dimension',
    'party',
    'staff_id',
    'unit_path',
    'amount',
    'basis',
    'policy_version_id',
  ];
  return copyRows(tx, 'attribution_part', columns, lines(run, parts));
}

function* lines(run: { runId: bigint; policyVersionId: bigint }, parts: Iterable<NewPart>) {
  for (const one of parts) {
    const basis = {
      rule: one.rule,
      months: one.months.map(({ month, amount, days, share, part, by }) => ({
        month,
        amount: String(amount),
        days,
        share: String(share),
        part: String(part),
        by,
      })),
    };
    yield [
      run.runId,
      one.customerId,
      one.measure,
      one.dimension,
      one.party,
      one.staffId,
      one.unitPath,
      one.amount,
      JSON.stringify(basis),
      run.policyVersionId,
    ];
  }
}

/** The wholes, summed from the facts and not from the parts. */
export async function insertTotals(
  tx: Tx,
  run: { runId: bigint; quarter: Quarter; range: { from: Day; until: Day } },
): Promise<void> {
  await sql`
    insert into attribution_total (run_id, quarter, measure, amount, customers)
    select ${run.runId}::bigint,
           ${run.quarter}::text,
           known.measure,
           coalesce(sum(m.amount), 0)::bigint,
           count(distinct m.customer_id)
    from (
      values ('deposit_product'), ('loan_product'), ('npl_product'), ('contribution'),
        ('fee_income'), ('new_customers')
    ) as known (measure)
    left join (
      ${accountAmounts(run.runId, null)}
      union all
      select customer_id, 0, opened_on, 'new_customers', 1
      from customers_v_customer
      where opened_on >= ${run.range.from}
        and opened_on < ${run.range.until}
    ) as m on m.measure = known.measure
    group by known.measure
  `.execute(tx.db);
}

export interface Mismatch {
  readonly measure: Measure;
  readonly dimension: Dimension;
  readonly whole: bigint;
  readonly parts: bigint;
}

/** Measures and dimensions whose parts do not add up to the whole; none in a right closing. */
export async function loadMismatches(tx: Tx, runId: bigint): Promise<Mismatch[]> {
  const { rows } = await sql<Mismatch>`
    select t.measure,
           d.dimension,
           t.amount as whole,
           coalesce(sum(p.amount), 0)::bigint as parts
    from attribution_total t
    cross join (values ('person'), ('branch'), ('department')) as d (dimension)
    left join attribution_part p on p.run_id = t.run_id
      and p.measure = t.measure
      and p.dimension = d.dimension
    where t.run_id = ${runId}
    group by t.measure, d.dimension, t.amount
    having coalesce(sum(p.amount), 0) <> t.amount
    order by t.measure, d.dimension
    limit 100
  `.execute(tx.db);
  return rows;
}

/** Customers with days that nobody owned. */
export async function countUnassigned(tx: Tx, runId: bigint, party: string): Promise<number> {
  const { rows } = await sql<{ customers: number }>`
    select count(distinct customer_id)::int as customers
    from attribution_part
    where run_id = ${runId}
      and dimension = 'person'
      and party = ${party}
  `.execute(tx.db);
  return rows[0]!.customers;
}

/** Digest of a closing: customer number, measure, dimension, party and amount. */
export async function digestParts(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', c.customer_no, p.measure, p.dimension, p.party, p.amount) as line
      from attribution_part p
      join customers_v_customer c on c.customer_id = p.customer_id
      where p.run_id = ${runId}
    `,
  );
}

export interface PersonMeasure {
  readonly staffId: bigint;
  readonly measure: Measure;
  readonly amount: bigint;
  readonly customers: number;
}

/**
 * Closings that make up the year to date at a quarter's end; `ofRun` stands for the quarter's own.
 */
export async function loadYearRuns(
  tx: Tx,
  quarter: Quarter,
  ofRun: bigint | null,
): Promise<{ quarter: Quarter; runId: bigint }[]> {
  const { rows } = await sql<{ quarter: Quarter; runId: bigint }>`
    select quarter,
           case when quarter = ${quarter} then coalesce(${ofRun}::bigint, run_id) else run_id end
             as "runId"
    from organisation_v_close
    where quarter >= ${`${quarter.slice(0, 4)}Q1`}
      and quarter <= ${quarter}
    order by quarter
    limit 4
  `.execute(tx.db);
  if (ofRun === null || rows.some((row) => row.quarter === quarter)) return rows;
  return [...rows, { quarter, runId: ofRun }];
}

/** Sums of each RM by measure over some closings. */
export async function loadPersonSums(
  tx: Tx,
  runIds: readonly bigint[],
  staffId: bigint | null = null,
): Promise<PersonMeasure[]> {
  const { rows } = await sql<PersonMeasure>`
    select staff_id as "staffId",
           measure,
           sum(amount)::bigint as amount,
           count(distinct customer_id)::int as customers
    from attribution_part
    where run_id = any (${[...runIds]}::bigint[])
      and staff_id is not null
      and ${staffId === null ? sql`true` : sql`staff_id = ${staffId}`}
    group by staff_id, measure
    order by staff_id, measure
    limit 1000000
  `.execute(tx.db);
  return rows;
}
