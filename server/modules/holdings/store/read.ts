import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Day, DayRange } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Instalment } from '../rules.ts';

/** Counts beyond this are shown as "1000+". */
export const countCap = 1000;

export interface AccountFacts {
  readonly accountId: bigint;
  readonly accountNo: string;
  readonly productCode: string;
  readonly productName: string;
  readonly kind: 'deposit' | 'loan' | 'fee';
  readonly unitCode: string;
  readonly unitName: string;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly rateMillionths: bigint;
  readonly balanceFen: bigint;
  readonly lastMovedOn: Day | null;
  readonly onDay: Day;
  readonly productFenDays: bigint;
  readonly days: number;
  readonly cards: number;
  readonly orders: number;
}

/**
 * Accounts of a customer as of the end of a day, or of the last covered day before it, with the
 * balance product of that day's quarter so far.
 */
export async function loadAccounts(tx: Tx, customerId: bigint, on: Day): Promise<AccountFacts[]> {
  const { rows } = await sql<AccountFacts>`
    select a.account_id as "accountId",
           a.account_no as "accountNo",
           p.code as "productCode",
           p.name as "productName",
           p.kind,
           u.code as "unitCode",
           u.name as "unitName",
           a.opened_on as "openedOn",
           a.closed_on as "closedOn",
           coalesce(a.rate_millionths, p.rate_millionths, 0) as "rateMillionths",
           sign.of * coalesce(h.balance_fen, 0) as "balanceFen",
           h.day as "lastMovedOn",
           known.on_day as "onDay",
           (sign.of * (
             coalesce(h.product_fen_days + h.balance_fen * (known.on_day + 1 - h.day), 0)
             - coalesce(b.product_fen_days + b.balance_fen * (known.from_day - b.day), 0)
           ))::bigint as "productFenDays",
           known.on_day + 1 - known.from_day as days,
           (
             select count(*)::int
             from holdings_card k
             where k.customer_id = a.customer_id
               and k.account_id = a.account_id
           ) as cards,
           (
             select count(*)::int
             from holdings_order o
             where o.customer_id = a.customer_id
               and o.account_id = a.account_id
           ) as orders
    from holdings_account a
    join products_v_product p on p.product_id = a.product_id
    join organisation_v_unit u on u.unit_id = a.unit_id
    cross join lateral (select case p.kind when 'loan' then -1 else 1 end as of) sign
    cross join lateral (
      select d.on_day, date_trunc('quarter', d.on_day)::date as from_day
      from (select ${knownOn(on)} as on_day) d
    ) known
    left join lateral (${lastUpTo(sql`known.on_day`)}) h on true
    left join lateral (${lastUpTo(sql`known.from_day - 1`)}) b on true
    where a.customer_id = ${customerId}
    order by a.opened_on, a.account_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** The day, or the last covered day of account `a` before it: what is not covered is not known. */
function knownOn(on: Day): RawBuilder<unknown> {
  return sql`least(${on}::date, (
    select max(c.until_day) - 1
    from holdings_coverage c
    where c.customer_id = a.customer_id
      and c.account_id = a.account_id
  ))`;
}

/** The last accrual row of account `a` up to the end of a day. */
function lastUpTo(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select r.day, r.balance_fen, r.product_fen_days
    from holdings_accrual r
    where r.customer_id = a.customer_id
      and r.account_id = a.account_id
      and r.day <= ${day}
    order by r.day desc
    limit 1
  `;
}

export interface AccountKey {
  readonly customerId: bigint;
  readonly accountId: bigint;
}

export interface AccountHead {
  readonly accountNo: string;
  readonly kind: 'deposit' | 'loan' | 'fee';
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly coveredUntil: Day | null;
}

export async function loadAccountHead(tx: Tx, key: AccountKey): Promise<AccountHead | null> {
  const { rows } = await sql<AccountHead>`
    select a.account_no as "accountNo",
           p.kind,
           a.opened_on as "openedOn",
           a.closed_on as "closedOn",
           (
             select max(c.until_day)
             from holdings_coverage c
             where c.customer_id = a.customer_id
               and c.account_id = a.account_id
           ) as "coveredUntil"
    from holdings_account a
    join products_v_product p on p.product_id = a.product_id
    where a.customer_id = ${key.customerId}
      and a.account_id = ${key.accountId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface Movement {
  readonly transactionId: bigint;
  readonly day: Day;
  readonly amountFen: bigint;
  readonly kind: string;
  readonly counterparty: string | null;
  readonly sourceKey: string;
  readonly derived: boolean;
  readonly balanceFen: bigint;
}

export interface Period {
  readonly from: Day | null;
  readonly until: Day | null;
}

/** Movements after a place in the list, newest first. */
export async function loadMovements(
  tx: Tx,
  key: AccountKey,
  page: Period & {
    readonly after: { day: Day; id: bigint } | null;
    readonly limit: number;
  },
): Promise<Movement[]> {
  const { after } = page;
  const place = sql`(t.day, t.transaction_id) < (${after?.day}::date, ${after?.id}::bigint)`;
  const { rows } = await sql<Movement>`
    select t.transaction_id as "transactionId",
           t.day,
           t.amount_fen as "amountFen",
           t.kind,
           t.counterparty,
           t.source_key as "sourceKey",
           t.derived,
           coalesce(h.balance_fen, 0) as "balanceFen"
    from holdings_transaction t
    left join holdings_accrual h
      on h.customer_id = t.customer_id
     and h.account_id = t.account_id
     and h.day = t.day
    where t.customer_id = ${key.customerId}
      and t.account_id = ${key.accountId}
      and ${within(sql`t.day`, page)}
      and ${after === null ? sql`true` : place}
    order by t.day desc, t.transaction_id desc
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countMovements(tx: Tx, key: AccountKey, period: Period): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select 1
      from holdings_transaction t
      where t.customer_id = ${key.customerId}
        and t.account_id = ${key.accountId}
        and ${within(sql`t.day`, period)}
      limit ${countCap + 1}
    ) as counted
  `.execute(tx.db);
  return rows[0]!.found;
}

export function within(day: RawBuilder<unknown>, period: Period): RawBuilder<unknown> {
  const from = period.from === null ? sql`true` : sql`${day} >= ${period.from}::date`;
  const until = period.until === null ? sql`true` : sql`${day} < ${period.until}::date`;
  return sql`${from} and ${until}`;
}

/** The accrual rows of a period, and the last one before it. */
export async function loadAccruals(
  tx: Tx,
  key: AccountKey,
  range: DayRange,
): Promise<{ day: Day; balanceFen: bigint; productFenDays: bigint }[]> {
  const { rows } = await sql<{ day: Day; balanceFen: bigint; productFenDays: bigint }>`
    select day,
           balance_fen as "balanceFen",
           product_fen_days as "productFenDays"
    from holdings_accrual
    where customer_id = ${key.customerId}
      and account_id = ${key.accountId}
      and day < ${range.until}::date
      and day >= coalesce(
        (
          select max(b.day)
          from holdings_accrual b
          where b.customer_id = ${key.customerId}
            and b.account_id = ${key.accountId}
            and b.day < ${range.from}::date
        ),
        ${range.from}::date
      )
    order by day
    limit 4000
  `.execute(tx.db);
  return rows;
}

export interface LoanFacts {
  readonly accountId: bigint;
  readonly accountNo: string;
  readonly principalFen: bigint;
  readonly grantedOn: Day;
  readonly months: number;
  readonly instalmentFen: bigint | null;
  readonly onDay: Day;
  readonly balanceFen: bigint;
  readonly repaidFen: bigint;
  readonly instalments: readonly Instalment[];
}

/**
 * Loans of a customer at the end of a day, or of the last covered day before it, each with its plan
 * up to then.
 */
export async function loadLoans(tx: Tx, customerId: bigint, on: Day): Promise<LoanFacts[]> {
  const { rows } = await sql<
    Omit<LoanFacts, 'instalments'> & {
      plan: { on: Day; fen: string; technical: boolean }[] | null;
    }
  >`
    select a.account_id as "accountId",
           n.account_no as "accountNo",
           a.principal_fen as "principalFen",
           a.granted_on as "grantedOn",
           a.months,
           a.instalment_fen as "instalmentFen",
           known.on_day as "onDay",
           coalesce(-h.balance_fen, 0) as "balanceFen",
           coalesce((
             select sum(t.amount_fen)
             from holdings_transaction t
             where t.customer_id = a.customer_id
               and t.account_id = a.account_id
               and t.kind = 'loan_repaid'
               and t.day <= known.on_day
           ), 0)::bigint as "repaidFen",
           (
             select jsonb_agg(
               jsonb_build_object('on', i.due_on, 'fen', i.due_fen::text,
                                  'technical', i.technical_reason is not null)
               order by i.due_on
             )
             from holdings_instalment i
             where i.customer_id = a.customer_id
               and i.account_id = a.account_id
               and i.due_on < known.on_day
           ) as plan
    from holdings_loan a
    join holdings_account n
      on n.customer_id = a.customer_id
     and n.account_id = a.account_id
    cross join lateral (select ${knownOn(on)} as on_day) known
    left join lateral (${lastUpTo(sql`known.on_day`)}) h on true
    where a.customer_id = ${customerId}
      and a.granted_on <= ${on}::date
    order by a.granted_on, a.account_id
    limit 1000
  `.execute(tx.db);
  return rows.map(({ plan, ...loan }) => ({
    ...loan,
    instalments: (plan ?? []).map((one) => ({
      dueOn: one.on,
      dueFen: BigInt(one.fen),
      technical: one.technical,
    })),
  }));
}

export async function loadCustomerKind(
  tx: Tx,
  customerId: bigint,
): Promise<'corporate' | 'individual' | null> {
  const { rows } = await sql<{ kind: 'corporate' | 'individual' }>`
    select kind
    from customers_v_customer
    where customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0]?.kind ?? null;
}
