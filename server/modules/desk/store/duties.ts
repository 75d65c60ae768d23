import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

/** A card shows so many lines at most; its page shows the rest. */
const most = 8;

export interface AnswerRow {
  readonly kind: 'sheet' | 'slip';
  readonly item: bigint;
  readonly quarter: string;
  readonly metric: string | null;
  readonly raisedOn: Day;
  readonly due: Day | null;
  readonly verdict: 'upheld' | 'rejected' | 'dismissed' | 'withdrawn' | null;
  readonly answeredOn: Day | null;
}

/** An RM's own objections with their answers, what was answered last first. */
export async function loadAnswers(tx: Tx, staffId: bigint): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select kind, item, quarter, metric, raised_on as "raisedOn", due, verdict,
           answered_on as "answeredOn"
    from (
      select 'sheet' as kind,
             sheet_id as item,
             quarter,
             metric,
             raised_on,
             answer_due as due,
             verdict,
             answered_on
      from assessment_v_objection
      where staff_id = ${staffId}
      union all
      select 'slip',
             slip_id,
             quarter,
             null,
             raised_at::date,
             null,
             verdict,
             answered_at::date
      from pay_v_objection
      where staff_id = ${staffId}
    ) o
    order by coalesce(answered_on, raised_on) desc, kind, item desc, metric
    limit ${most}
  `.execute(tx.db);
  return rows;
}

export interface FigureRow {
  readonly metric: string;
  readonly entered: number;
  readonly certified: number;
}

/** Figures of a quarter by metric: waiting for another person, and certified. */
export async function countFigures(tx: Tx, quarter: string): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    select metric,
           count(distinct staff_id) filter (where state = 'entered')::int as entered,
           count(distinct staff_id) filter (where state = 'certified')::int as certified
    from metrics_v_figure
    where quarter = ${quarter}
    group by metric
    order by metric
    limit 200
  `.execute(tx.db);
  return rows;
}

/** RMs in service. */
export async function countRms(tx: Tx, today: Day): Promise<number> {
  const { rows } = await sql<{ rms: number }>`
    select count(*)::int as rms
    from people_v_staff
    where is_rm
      and (left_on is null or left_on > ${today})
  `.execute(tx.db);
  return rows[0]?.rms ?? 0;
}

export interface LeaverRow {
  readonly staffId: bigint;
  readonly name: string;
  readonly staffNo: string;
  readonly unitName: string;
  readonly leftOn: Day;
  readonly customers: number;
  readonly due: bigint;
}

/** RMs in given paths whose last day is after `from`, with customers and unpaid pay. */
export async function loadLeavers(
  tx: Tx,
  asked: { from: Day; bankWide: boolean; paths: readonly { from: string; until: string }[] },
): Promise<LeaverRow[]> {
  const inPaths = asked.bankWide
    ? sql`true`
    : sql.join(
        [
          sql`false`,
          ...asked.paths.map(
            (one) => sql`(s.unit_path >= ${one.from} and s.unit_path < ${one.until})`,
          ),
        ],
        sql` or `,
      );
  const { rows } = await sql<LeaverRow>`
    select s.staff_id as "staffId",
           s.name,
           s.staff_no as "staffNo",
           u.name as "unitName",
           s.left_on as "leftOn",
           (select count(*)
            from customers_v_customer c
            where c.lead_staff_id = s.staff_id)::int as customers,
           coalesce((select sum(p.due_fen)
                     from pay_v_part_state p
                     where p.staff_id = s.staff_id), 0)::bigint as due
    from people_v_staff s
    join organisation_v_unit u on u.unit_id = s.unit_id
    where s.is_rm
      and s.left_on >= ${asked.from}
      and (${inPaths})
    order by s.left_on desc, s.staff_no
    limit 20
  `.execute(tx.db);
  return rows;
}

export interface BudgetRow {
  readonly unitId: bigint;
  readonly name: string;
  readonly used: bigint;
  readonly open: bigint;
  readonly left: bigint;
}

/** Marketing money of a year's quarters by the units of one level, most granted first. */
export async function loadBudgets(
  tx: Tx,
  asked: { year: number; unitIds: readonly bigint[] },
): Promise<BudgetRow[]> {
  const { rows } = await sql<BudgetRow>`
    with unit as (
      select unit_id, name, path, left(path, length(path) - 1) || '/' as until
      from organisation_v_unit
      where unit_id = any (${asked.unitIds.map(String)}::bigint[])
    ),
    entry as (
      select unit_path, kind, sum(amount_fen) as amount
      from expenses_v_ledger
      where quarter between ${`${asked.year}Q1`} and ${`${asked.year}Q4`}
      group by unit_path, kind
    ),
    sums as (
      select u.unit_id,
             u.name,
             coalesce(sum(e.amount) filter (where e.kind = 'granted'), 0) as granted,
             coalesce(sum(e.amount) filter (where e.kind = 'reserved'), 0) as reserved,
             coalesce(sum(e.amount) filter (where e.kind = 'used'), 0) as used,
             coalesce(sum(e.amount) filter (where e.kind = 'returned'), 0) as returned,
             coalesce(sum(e.amount) filter (where e.kind = 'expired'), 0) as expired
      from unit u
      join entry e on e.unit_path >= u.path and e.unit_path < u.until
      group by u.unit_id, u.name
    )
    select unit_id as "unitId",
           name,
           used::bigint as used,
           (reserved - used - returned)::bigint as open,
           (granted + returned - reserved - expired)::bigint as left
    from sums
    where granted > 0
    order by granted desc, unit_id
    limit 12
  `.execute(tx.db);
  return rows;
}

export interface DeferralYear {
  readonly year: number;
  readonly paid: bigint;
  readonly due: bigint;
  readonly stopped: bigint;
  readonly clawed: bigint;
}

/** Performance pay in the scope by the year in which it may be paid. */
export async function loadDeferrals(tx: Tx): Promise<DeferralYear[]> {
  const { rows } = await sql<DeferralYear>`
    select due_year as year,
           sum(paid_fen)::bigint as paid,
           sum(due_fen)::bigint as due,
           sum(stopped_fen)::bigint as stopped,
           sum(clawed_fen)::bigint as clawed
    from pay_v_part_state
    group by due_year
    order by due_year
    limit 40
  `.execute(tx.db);
  return rows;
}

export interface ExceptionRow {
  readonly verb: string;
  readonly count: number;
  readonly accounts: number;
  readonly offDays: number;
  readonly latest: string;
}

/** Deeds of the given verbs between two days, by verb; `offDays` of them on the days given. */
export async function countDeeds(
  tx: Tx,
  asked: {
    verbs: readonly string[];
    from: Day;
    until: Day;
    offDays: readonly Day[];
    timeZone: string;
  },
): Promise<ExceptionRow[]> {
  const { rows } = await sql<ExceptionRow>`
    select r.verb,
           count(*)::int as count,
           count(distinct r.account_id)::int as accounts,
           count(*) filter (
             where (r.at at time zone ${asked.timeZone})::date = any (${[...asked.offDays]}::date[])
           )::int as "offDays",
           max(r.at) as latest
    from audit_record r
    where r.verb = any (${[...asked.verbs]}::text[])
      and r.at >= ${asked.from}::date::timestamp at time zone ${asked.timeZone}
      and r.at < (${asked.until}::date + 1)::timestamp at time zone ${asked.timeZone}
    group by r.verb
    order by r.verb
    limit 100
  `.execute(tx.db);
  return rows;
}
