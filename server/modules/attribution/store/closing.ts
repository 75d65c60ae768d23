import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Basis, Measure } from '../../metrics/index.ts';
import type { Dimension } from '../contract.ts';
import type { BookedAmount } from '../rules/claims.ts';
import type { MonthBasis } from '../rules/split.ts';
import { accountFacts, customerFacts, type Counting, type CustomerSlice } from './facts.ts';

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

/** A fact with what the filters of measures ask and where it is booked. */
export interface FactRow extends BookedAmount {
  readonly customerId: bigint;
  readonly basis: Basis;
  readonly lastYear: boolean;
  /** Code of the product; null for what belongs to the customer himself. */
  readonly product: string | null;
  readonly sizeFen: bigint | null;
  readonly unitPath: string;
}

/** Facts of a slice of customers by month or day, booking unit, product and size. */
export async function loadFacts(tx: Tx, of: Counting, slice: CustomerSlice): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select m.customer_id as "customerId",
           m.basis,
           m.last_year as "lastYear",
           to_char(m.month, 'YYYY-MM') as month,
           m.day,
           u.code as "unitCode",
           u.path as "unitPath",
           p.kind as business,
           p.code as product,
           p.department as "productDepartment",
           m.size_fen as "sizeFen",
           k.account_id as "keptAccount",
           sum(m.amount)::bigint as amount
    from (${accountFacts(of, slice)}) as m
    join holdings_v_account a on a.customer_id = m.customer_id and a.account_id = m.account_id
    join products_v_product p on p.product_id = a.product_id
    join organisation_v_unit u on u.unit_id = a.unit_id
    left join (
      select distinct customer_id, account_id
      from allocation_v_credit
      where customer_id > ${slice.after}
        and customer_id <= ${slice.upTo}
    ) k on k.customer_id = m.customer_id and k.account_id = m.account_id
    group by m.customer_id, m.basis, m.last_year, m.month, m.day, u.code, u.path, p.kind, p.code,
             p.department, m.size_fen, k.account_id
    union all
    select m.customer_id, m.basis, false, to_char(m.month, 'YYYY-MM'), m.day, u.code,
           c.booking_path, 'new_customer', m.product, null, m.size_fen, null,
           m.amount
    from (${customerFacts(of, slice)}) as m
    join customers_v_customer c on c.customer_id = m.customer_id
    join organisation_v_unit u on u.unit_id = c.booking_unit_id
    order by 1, 2, 3, 4, 5, 6, 9, 11, 12
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
  readonly measure: string;
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

/**
 * The wholes, summed from the facts and not from the parts, by the filters of each measure. The
 * facts go through a temporary table with statistics: planned in one statement they are taken for a
 * handful of rows, and every fact is then compared with every customer.
 */
export async function insertTotals(tx: Tx, of: Counting): Promise<void> {
  const { run } = of;
  await sql`
    create temporary table attribution_fact on commit drop as
    select m.customer_id, m.basis, m.last_year, a.product_code as product, m.size_fen,
           sum(m.amount) as amount
    from (${accountFacts(of, null)}) as m
    join holdings_v_account a on a.customer_id = m.customer_id and a.account_id = m.account_id
    group by m.customer_id, m.basis, m.last_year, a.product_code, m.size_fen
    union all
    select m.customer_id, m.basis, false, m.product, m.size_fen, sum(m.amount)
    from (${customerFacts(of, null)}) as m
    group by m.customer_id, m.basis, m.product, m.size_fen
  `.execute(tx.db);
  await sql`analyze attribution_fact`.execute(tx.db);
  await sql`
    insert into attribution_total (run_id, quarter, measure, amount, customers)
    with known as materialized (
      select key, basis, last_year, customers,
             array(select jsonb_array_elements_text(products)) as products,
             array(select jsonb_array_elements_text(without)) as without,
             array(select jsonb_array_elements_text(froms)::bigint) as froms,
             array(select jsonb_array_elements_text(counts)::bigint) as counts
      from jsonb_to_recordset(${JSON.stringify(of.measures.map(knownMeasure))}::jsonb) as one (
        key text, basis text, last_year boolean, customers text, products jsonb, without jsonb,
        froms jsonb, counts jsonb)
    ),
    counted as materialized (
      select k.key, f.customer_id, sum(f.amount * ${timesInSql}) as amount
      from attribution_fact f
      join known k on k.basis = f.basis and k.last_year = f.last_year
      join customers_v_customer c on c.customer_id = f.customer_id
      where (k.customers = 'any' or k.customers = c.kind)
        and (
          f.product is null
          or ((cardinality(k.products) = 0 or f.product = any (k.products))
            and not f.product = any (k.without))
        )
      group by k.key, f.customer_id
    )
    select ${run.runId}::bigint,
           ${run.quarter}::text,
           k.key,
           coalesce(sum(c.amount), 0)::bigint,
           count(c.customer_id) filter (where c.amount <> 0)
    from known k
    left join counted c on c.key = k.key
    group by k.key
  `.execute(tx.db);
  await sql`drop table attribution_fact`.execute(tx.db);
}

/** The same as the catalogue's `timesCounted`, said in SQL: the check must not share its code. */
const timesInSql = sql`
  case when k.basis = 'products_applicable' then cardinality(k.products)
       when cardinality(k.froms) = 0 then 1
       else coalesce(k.counts[width_bucket(coalesce(f.size_fen, 0), k.froms)], 0)
  end
`;

function knownMeasure(measure: Measure) {
  return {
    key: measure.key,
    basis: measure.basis,
    last_year: measure.lastYear,
    customers: measure.customers,
    products: measure.products,
    without: measure.without,
    froms: measure.sizes.map((size) => String(size.fromFen)),
    counts: measure.sizes.map((size) => String(size.counts)),
  };
}

/** What each RM reached in a closing, the sums of his parts: boards read it and not the parts. */
export async function insertPersons(tx: Tx, runId: bigint): Promise<void> {
  await sql`
    insert into attribution_person (run_id, measure, staff_id, unit_path, amount, customers)
    select run_id, measure, staff_id, unit_path, sum(amount)::bigint, count(*)
    from attribution_part
    where run_id = ${runId}
      and dimension = 'person'
      and staff_id is not null
    group by run_id, measure, staff_id, unit_path
  `.execute(tx.db);
}

export interface Mismatch {
  readonly measure: string;
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
  readonly measure: string;
  readonly amount: bigint;
  readonly customers: number;
}

/** Closings of the year to date at a quarter's end; `ofRun` stands for the quarter's own. */
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
