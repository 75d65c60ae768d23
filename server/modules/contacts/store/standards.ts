import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { DayRange } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { PeriodName } from '../policy.ts';

export interface StandardCustomer {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly staffId: bigint;
  readonly class: string | null;
  readonly tier: string | null;
  readonly openedOn: Day;
  /** First day of the present class (firms) or tier (persons); null while none was found. */
  readonly since: Day | null;
}

/** Customers that some RMs lead, with what their standard hangs on, in the order of their keys. */
export async function loadStandardCustomers(
  tx: Tx,
  staffIds: readonly bigint[],
): Promise<StandardCustomer[]> {
  const { rows } = await sql<StandardCustomer>`
    select c.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.name,
           c.lead_staff_id as "staffId",
           c.class,
           c.tier,
           c.opened_on as "openedOn",
           v.from_day as since
    from customers_v_customer c
    left join lateral (
      select s.from_day
      from segmentation_v_status s
      where s.customer_id = c.customer_id
        and s.dimension = case c.kind when 'corporate' then 'class' else 'tier' end
        and s.until_day is null
      order by s.from_day desc
      limit 1) v on true
    where c.lead_staff_id = any (${[...staffIds]}::bigint[])
    order by c.customer_id
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** Contacts of one customer by one channel, counted in two periods of each length. */
export interface ChannelFact {
  readonly customerId: bigint;
  readonly channel: string;
  readonly lastDay: Day;
  readonly month: number;
  readonly monthBefore: number;
  readonly quarter: number;
  readonly quarterBefore: number;
  readonly halfYear: number;
  readonly halfYearBefore: number;
}

export interface Periods {
  readonly now: DayRange;
  readonly before: DayRange;
}

/** What happened with the customers that some RMs lead, up to a day, in one statement. */
export async function loadChannelFacts(
  tx: Tx,
  staffIds: readonly bigint[],
  on: Day,
  periods: Readonly<Record<PeriodName, Periods>>,
): Promise<ChannelFact[]> {
  const { month, quarter, half_year: half } = periods;
  const { rows } = await sql<ChannelFact>`
    select n.customer_id as "customerId",
           n.channel,
           max(n.happened_on) as "lastDay",
           ${counted(month.now)} as month,
           ${counted(month.before)} as "monthBefore",
           ${counted(quarter.now)} as quarter,
           ${counted(quarter.before)} as "quarterBefore",
           ${counted(half.now)} as "halfYear",
           ${counted(half.before)} as "halfYearBefore"
    from contacts_v_note n
    join customers_v_customer c on c.customer_id = n.customer_id
    where c.lead_staff_id = any (${[...staffIds]}::bigint[])
      and n.happened_on <= ${on}::date
    group by n.customer_id, n.channel
    order by n.customer_id, n.channel
    limit 5000000
  `.execute(tx.db);
  return rows;
}

function counted({ from, until }: DayRange): RawBuilder<unknown> {
  return sql`(count(*) filter (
    where n.happened_on >= ${from}::date and n.happened_on < ${until}::date))::int`;
}

export interface RmRow {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
}

/** RMs of the units in the caller's scope who lead somebody, by staff number. */
export async function loadRms(
  tx: Tx,
  of: { readonly q: string; readonly after: string; readonly limit: number },
): Promise<RmRow[]> {
  const { bankWide, ranges, staffId } = tx.actor;
  const inScope = bankWide
    ? sql`true`
    : sql.join(
        [
          sql`s.staff_id = ${staffId ?? 0n}`,
          ...ranges.map(
            ({ from, until }) => sql`(s.unit_path >= ${from} and s.unit_path < ${until})`,
          ),
        ],
        sql` or `,
      );
  const { rows } = await sql<RmRow>`
    select s.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName"
    from people_v_staff s
    join organisation_v_unit u on u.unit_id = s.unit_id
    where s.is_rm
      and (${inScope})
      and s.staff_no > ${of.after}
      and (${of.q} = '' or s.staff_no = ${of.q} or position(${of.q} in s.name) > 0)
      and exists (
        select 1
        from customers_v_customer c
        where c.lead_staff_id = s.staff_id)
    order by s.staff_no
    limit ${of.limit}
  `.execute(tx.db);
  return rows;
}
