import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { countCap, within } from './read.ts';
import type { Period } from './read.ts';

export interface Flow {
  readonly flowId: bigint;
  readonly direction: 'in' | 'out';
  readonly invoiceNo: string | null;
  readonly day: Day;
  readonly counterparty: string | null;
  readonly netFen: bigint;
  readonly taxFen: bigint;
  readonly grossFen: bigint;
  readonly void: boolean;
  readonly fault: string | null;
  readonly source: string;
}

export interface FlowFilter extends Period {
  readonly direction: 'in' | 'out' | null;
}

export async function loadFlows(
  tx: Tx,
  customerId: bigint,
  page: FlowFilter & { readonly after: { day: Day; id: bigint } | null; readonly limit: number },
): Promise<Flow[]> {
  const { after } = page;
  const { rows } = await sql<Flow>`
    select flow_id as "flowId",
           direction,
           invoice_no as "invoiceNo",
           day,
           counterparty,
           net_fen as "netFen",
           tax_fen as "taxFen",
           gross_fen as "grossFen",
           void,
           fault,
           source_file || ':' || source_row as source
    from holdings_flow
    where customer_id = ${customerId}
      and ${flowsLike(page)}
      and ${
        after === null ? sql`true` : sql`(day, flow_id) < (${after.day}::date, ${after.id}::bigint)`
      }
    order by day desc, flow_id desc
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countFlows(tx: Tx, customerId: bigint, filter: FlowFilter): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select 1
      from holdings_flow
      where customer_id = ${customerId}
        and ${flowsLike(filter)}
      limit ${countCap + 1}
    ) as counted
  `.execute(tx.db);
  return rows[0]!.found;
}

function flowsLike(filter: FlowFilter): RawBuilder<unknown> {
  const side = filter.direction === null ? sql`true` : sql`direction = ${filter.direction}`;
  return sql`${side} and ${within(sql`day`, filter)}`;
}

export interface FlowMonth {
  readonly month: Day;
  readonly inNetFen: bigint;
  readonly inGrossFen: bigint;
  readonly inCount: number;
  readonly outNetFen: bigint;
  readonly outGrossFen: bigint;
  readonly outCount: number;
  readonly voidCount: number;
  readonly faultCount: number;
}

/** Sums of the valid flows of each month; void ones are only counted. */
export async function loadFlowMonths(tx: Tx, customerId: bigint): Promise<FlowMonth[]> {
  const { rows } = await sql<FlowMonth>`
    select date_trunc('month', day)::date as month,
           ${sumOf('net_fen', 'in')} as "inNetFen",
           ${sumOf('gross_fen', 'in')} as "inGrossFen",
           (count(*) filter (where not void and direction = 'in'))::int as "inCount",
           ${sumOf('net_fen', 'out')} as "outNetFen",
           ${sumOf('gross_fen', 'out')} as "outGrossFen",
           (count(*) filter (where not void and direction = 'out'))::int as "outCount",
           (count(*) filter (where void))::int as "voidCount",
           (count(*) filter (where fault is not null))::int as "faultCount"
    from holdings_flow
    where customer_id = ${customerId}
    group by date_trunc('month', day)::date
    order by month
    limit 600
  `.execute(tx.db);
  return rows;
}

function sumOf(column: 'net_fen' | 'gross_fen', direction: 'in' | 'out'): RawBuilder<unknown> {
  return sql`coalesce(
    sum(${sql.ref(column)}) filter (where not void and direction = ${direction}), 0
  )::bigint`;
}
