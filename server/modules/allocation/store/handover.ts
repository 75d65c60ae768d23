import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { HandoverCause, HandoverMoves, HandoverState } from '../contract.ts';
import { actorName, type NamedStaff } from '../../people/index.ts';

export interface NewHandover {
  readonly cause: HandoverCause;
  readonly leaveMonths: number | null;
  readonly from: NamedStaff;
  readonly to: NamedStaff;
  readonly headId: bigint | null;
  readonly deputyId: bigint | null;
  readonly effectiveDay: Day;
  readonly note: string;
  readonly policyVersionId: bigint;
  /** The deed it is part of; null: it stands alone. */
  readonly deedId: bigint | null;
  readonly customers: readonly {
    readonly customerId: bigint;
    readonly customerNo: string;
    readonly name: string;
    readonly receiverId: bigint;
    readonly moves: HandoverMoves;
    readonly rule: string;
    readonly mode: string;
    readonly instalmentsLeft: number | null;
  }[];
}

export async function insertHandover(tx: Tx, one: NewHandover): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into allocation_handover
      (cause, leave_months, from_staff_id, from_path, to_staff_id, to_path, head_staff_id,
       deputy_staff_id, effective_day, note, policy_version_id, proposed_by, customers, receivers,
       deed_id)
    values (${one.cause}, ${one.leaveMonths}, ${one.from.staffId}, ${one.from.unitPath},
      ${one.to.staffId}, ${one.to.unitPath}, ${one.headId}, ${one.deputyId}, ${one.effectiveDay},
      ${one.note}, ${one.policyVersionId}, ${tx.actor.accountId}, ${one.customers.length},
      ${receiversIn(one)}, ${one.deedId})
    returning handover_id as id
  `.execute(tx.db);
  const { id } = rows[0]!;
  await copyRows(
    tx,
    'allocation_handover_customer',
    [
      'customer_id',
      'handover_id',
      'receiver_staff_id',
      'moves',
      'reason',
      'customer_no',
      'customer_name',
      'mode',
    ],
    one.customers.map((customer) => [
      customer.customerId,
      id,
      customer.receiverId,
      customer.moves,
      JSON.stringify({ rule: customer.rule, instalmentsLeft: customer.instalmentsLeft }),
      customer.customerNo,
      customer.name,
      customer.mode,
    ]),
  );
  return id;
}

function receiversIn(one: NewHandover): number {
  const moved = one.customers.filter((customer) => customer.moves !== 'nothing');
  return new Set(moved.map((customer) => customer.receiverId)).size;
}

export interface HandoverRecord {
  readonly handoverId: bigint;
  readonly cause: HandoverCause;
  readonly leaveMonths: number | null;
  readonly proposedBy: bigint;
  readonly fromId: bigint;
  readonly fromName: string;
  readonly fromPath: string;
  readonly toId: bigint;
  readonly toName: string;
  readonly toPath: string;
  readonly effectiveDay: Day;
  readonly note: string;
  readonly customers: number;
  readonly receivers: number;
  readonly effected: boolean;
  readonly withdrawn: boolean;
  readonly deedId: bigint | null;
  readonly answers: readonly {
    readonly side: 'receiver' | 'supervisor';
    readonly staffId: string;
    readonly name: string;
    readonly verdict: 'accepted' | 'declined';
    readonly reason: string;
    readonly answeredAt: string;
  }[];
}

const handovers = sql`
  select h.handover_id as "handoverId",
         h.cause,
         h.leave_months::int as "leaveMonths",
         h.proposed_by as "proposedBy",
         h.from_staff_id as "fromId",
         f.name as "fromName",
         h.from_path as "fromPath",
         h.to_staff_id as "toId",
         t.name as "toName",
         h.to_path as "toPath",
         h.effective_day as "effectiveDay",
         h.note,
         h.customers,
         h.receivers::int as receivers,
         e.handover_id is not null as effected,
         w.handover_id is not null as withdrawn,
         h.deed_id as "deedId",
         coalesce(answered.list, '[]'::jsonb) as answers
  from allocation_handover h
  join people_v_staff f on f.staff_id = h.from_staff_id
  join people_v_staff t on t.staff_id = h.to_staff_id
  left join allocation_handover_effect e on e.handover_id = h.handover_id
  left join allocation_handover_withdrawal w on w.handover_id = h.handover_id
  left join lateral (
    select jsonb_agg(jsonb_build_object('side', a.side, 'staffId', a.staff_id::text,
             'name', coalesce(s.name, a.answered_name), 'verdict', a.verdict, 'reason', a.reason,
             'answeredAt', a.answered_at) order by a.answered_at) as list
    from allocation_handover_answer a
    left join people_v_staff s on s.staff_id = a.staff_id
    where a.handover_id = h.handover_id
  ) answered on true
`;

export async function loadHandover(tx: Tx, handoverId: bigint): Promise<HandoverRecord | null> {
  const { rows } = await sql<HandoverRecord>`
    ${handovers}
    where h.handover_id = ${handoverId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Some hand-overs in sight, the latest first. */
export async function loadHandoversByIds(
  tx: Tx,
  ids: readonly bigint[],
): Promise<HandoverRecord[]> {
  const { rows } = await sql<HandoverRecord>`
    ${handovers}
    where h.handover_id = any (${[...ids]}::bigint[])
    order by h.handover_id desc
    limit 500
  `.execute(tx.db);
  return rows;
}

/** One page of hand-overs in sight, the latest first. */
export async function loadHandoverPage(
  tx: Tx,
  filter: { readonly state: HandoverState | null; readonly search: string },
  page: { readonly before: bigint | null; readonly limit: number },
): Promise<HandoverRecord[]> {
  const { rows } = await sql<HandoverRecord>`
    ${handovers}
    where ${page.before === null ? sql`true` : sql`h.handover_id < ${page.before}`}
      and ${inState(filter.state)}
      and ${
        filter.search === ''
          ? sql`true`
          : sql`(position(${filter.search} in f.name) > 0
              or position(${filter.search} in t.name) > 0)`
      }
    order by h.handover_id desc
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

const declined = sql`exists (
  select 1
  from allocation_handover_answer d
  where d.handover_id = h.handover_id
    and d.verdict = 'declined')`;
/** Accepted by the supervisor and by each receiver of something. */
const accepted = sql`(
  exists (
    select 1
    from allocation_handover_answer s
    where s.handover_id = h.handover_id
      and s.side = 'supervisor'
      and s.verdict = 'accepted')
  and (
    select count(*)
    from allocation_handover_answer r
    where r.handover_id = h.handover_id
      and r.side = 'receiver'
      and r.verdict = 'accepted') >= h.receivers)`;

const open = sql`(e.handover_id is null and w.handover_id is null and not ${declined})`;

function inState(state: HandoverState | null) {
  switch (state) {
    case null:
      return sql`true`;
    case 'effected':
      return sql`e.handover_id is not null`;
    case 'declined':
      return declined;
    case 'accepted':
      return sql`${open} and ${accepted}`;
    case 'proposed':
      return sql`${open} and not ${accepted}`;
    case 'withdrawn':
      return sql`w.handover_id is not null`;
  }
}

export interface HandedCustomer {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly customerName: string;
  readonly moves: HandoverMoves;
  readonly rule: string;
  readonly mode: 'alone' | 'with_approval' | 'assist' | 'none';
  readonly receiverId: bigint;
  readonly receiverName: string;
}

/** Customers of a hand-over in sight, by number; all of them for whoever carries it out. */
export async function loadHanded(
  tx: Tx,
  handoverId: bigint,
  limit: number,
): Promise<HandedCustomer[]> {
  const { rows } = await sql<HandedCustomer>`
    select c.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.customer_name as "customerName",
           c.moves,
           c.reason ->> 'rule' as rule,
           c.mode,
           c.receiver_staff_id as "receiverId",
           s.name as "receiverName"
    from allocation_handover_customer c
    join people_v_staff s on s.staff_id = c.receiver_staff_id
    where c.handover_id = ${handoverId}
    order by c.customer_no
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** Receivers of something, and how many customers move how. */
export async function countMoves(
  tx: Tx,
  handoverId: bigint,
): Promise<{ moves: HandoverMoves; customers: number }[]> {
  const { rows } = await sql<{ moves: HandoverMoves; customers: number }>`
    select moves, count(*)::int as customers
    from allocation_handover_customer
    where handover_id = ${handoverId}
    group by moves
    order by moves
  `.execute(tx.db);
  return rows;
}

export async function insertAnswer(
  tx: Tx,
  one: {
    handoverId: bigint;
    side: 'receiver' | 'supervisor';
    staffId: bigint;
    verdict: 'accepted' | 'declined';
    reason: string;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into allocation_handover_answer
      (handover_id, side, staff_id, verdict, reason, account_id, answered_name)
    values (${one.handoverId}, ${one.side}, ${one.staffId}, ${one.verdict}, ${one.reason},
      ${tx.actor.accountId}, ${await actorName(tx)})
    on conflict (handover_id, side, staff_id) do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}

/** Hand-overs that everybody has accepted and whose day has come, not carried out yet. */
export async function loadDue(tx: Tx, today: Day): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select h.handover_id as id
    from allocation_v_open_handover o
    join allocation_handover h on h.handover_id = o.handover_id
    where h.effective_day <= ${today}
      and ${accepted}
    order by h.handover_id
    limit 1000
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

/** Marks a hand-over as carried out; false when it was already. */
export async function insertEffect(tx: Tx, handoverId: bigint): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into allocation_handover_effect (handover_id)
    values (${handoverId})
    on conflict (handover_id) do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}

/**
 * Keeps the credit of accounts with the former RM where custody alone moved: accounts of the named
 * business open on the day whose credit nobody else keeps yet.
 */
export async function keepCredit(
  tx: Tx,
  of: { handoverId: bigint; staffId: bigint; from: Day; business: readonly string[] },
): Promise<void> {
  await sql`
    insert into allocation_credit (customer_id, account_id, handover_id, staff_id, from_day)
    select a.customer_id, a.account_id, ${of.handoverId}, ${of.staffId}, ${of.from}::date
    from allocation_handover_customer c
    join holdings_v_account a on a.customer_id = c.customer_id
    where c.handover_id = ${of.handoverId}
      and c.moves = 'custody'
      and a.kind = any (${[...of.business]}::text[])
      and a.opened_on < ${of.from}
      and (a.closed_on is null or a.closed_on > ${of.from})
      and not exists (
        select 1
        from allocation_v_credit k
        where k.customer_id = a.customer_id
          and k.account_id = a.account_id
          and (k.until_day is null or k.until_day > ${of.from}))
  `.execute(tx.db);
}

/** Ends kept credit where custody and credit move: it is the receiver's from the day. */
export async function endCredit(tx: Tx, of: { handoverId: bigint; from: Day }): Promise<void> {
  await sql`
    insert into allocation_credit (customer_id, account_id, handover_id, staff_id, from_day)
    select k.customer_id, k.account_id, ${of.handoverId}, c.receiver_staff_id, ${of.from}::date
    from allocation_handover_customer c
    join allocation_v_credit k on k.customer_id = c.customer_id
    where c.handover_id = ${of.handoverId}
      and c.moves = 'both'
      and (k.until_day is null or k.until_day > ${of.from})
  `.execute(tx.db);
}
