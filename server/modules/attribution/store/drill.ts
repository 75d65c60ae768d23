import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface DrillFilter {
  readonly runIds: readonly bigint[];
  readonly staffId: bigint;
  /** Keys of measures with their weight in the order of the list: a base counts below zero. */
  readonly weights: ReadonlyMap<string, bigint>;
  readonly search: string;
}

export interface DrillPage {
  readonly descending: boolean;
  readonly after: { readonly rank: string; readonly customerId: bigint } | null;
  readonly limit: number;
}

export interface DrillRow {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  /** Weighted sum of the parts, by which the list is ordered. */
  readonly rank: string;
  readonly measures: readonly string[];
  readonly amounts: readonly bigint[];
}

/** The parts of an RM by customer; names only of customers in sight. */
const behind = (of: DrillFilter): RawBuilder<unknown> => sql`
  select p.customer_id,
         coalesce(c.customer_no, '') as customer_no,
         coalesce(c.name, '') as name,
         sum(p.amount * w.weight) as rank,
         array_agg(p.measure order by w.place) as measures,
         array_agg(p.amount order by w.place) as amounts
  from (
    select customer_id, measure, sum(amount)::bigint as amount
    from attribution_part
    where staff_id = ${of.staffId}
      and run_id = any (${[...of.runIds]}::bigint[])
      and measure = any (${[...of.weights.keys()]}::text[])
    group by customer_id, measure
  ) as p
  join unnest(${[...of.weights.keys()]}::text[], ${[...of.weights.values()]}::bigint[])
    with ordinality as w (measure, weight, place) on w.measure = p.measure
  left join customers_v_customer c on c.customer_id = p.customer_id
  where ${
    of.search === ''
      ? sql`true`
      : sql`(position(${of.search} in c.name) > 0 or starts_with(c.customer_no, ${of.search}))`
  }
  group by p.customer_id, c.customer_no, c.name
`;

/** Customers behind a metric, the largest first. */
export async function loadDrill(tx: Tx, of: DrillFilter, page: DrillPage): Promise<DrillRow[]> {
  const direction = page.descending ? sql`desc` : sql`asc`;
  const beyond = page.descending ? sql`<` : sql`>`;
  const { rows } = await sql<DrillRow>`
    select customer_id as "customerId",
           customer_no as "customerNo",
           name,
           rank::text as rank,
           measures,
           amounts
    from (${behind(of)}) as found
    where ${
      page.after === null
        ? sql`true`
        : sql`(rank, customer_id) ${beyond} (${page.after.rank}::numeric, ${page.after.customerId})`
    }
    order by found.rank ${direction}, customer_id ${direction}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countDrill(tx: Tx, of: DrillFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select customer_id
      from (${behind(of)}) as found
      limit ${cap + 1}
    ) as counted
  `.execute(tx.db);
  return rows[0]!.found;
}
