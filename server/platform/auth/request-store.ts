import { sql } from 'kysely';
import type { Role, ScopeKind } from '../../../core/actor.ts';
import { day, type Day } from '../../../core/day.ts';
import type { Tx } from '../db/transaction.ts';
import type { GrantRow } from './account-store.ts';

/** The day by which sign-in is judged: the clock's where the bank stands. */
export async function clockDay(tx: Tx): Promise<Day> {
  const { rows } = await sql<{ today: string }>`select auth_clock_day() as today`.execute(tx.db);
  return day(rows[0]!.today);
}

interface WrittenGrant {
  readonly role: Role;
  readonly scope: ScopeKind;
  readonly unitIds: string[];
}
export type RequestState = 'open' | 'accepted' | 'refused' | 'withdrawn' | 'lapsed';

export interface GrantRequest {
  readonly requestId: bigint;
  readonly accountId: bigint;
  readonly login: string;
  readonly name: string;
  readonly baseEvent: bigint;
  readonly before: readonly GrantRequestWish[];
  readonly after: readonly GrantRequestWish[];
  readonly reason: string;
  readonly askedBy: bigint;
  readonly askedLogin: string;
  readonly askedAt: string;
  readonly lapsesOn: string;
  readonly state: RequestState;
  readonly answer: string | null;
  readonly answeredLogin: string | null;
  readonly answeredAt: string | null;
}
interface GrantRequestWish {
  readonly role: Role;
  readonly scope: ScopeKind;
  readonly unitIds: readonly bigint[];
}

type RequestRow = Omit<GrantRequest, 'before' | 'after'> & {
  readonly before: WrittenGrant[];
  readonly after: WrittenGrant[];
};

const columns = sql`
  request_id as "requestId", account_id as "accountId", login, name, base_event as "baseEvent",
  before_grants as before, wished_grants as after, reason, asked_by as "askedBy",
  asked_login as "askedLogin", asked_at as "askedAt", lapses_on as "lapsesOn", state, answer,
  answered_login as "answeredLogin", answered_at as "answeredAt"`;

const read = (row: RequestRow): GrantRequest => ({
  ...row,
  before: row.before.map(wishOf),
  after: row.after.map(wishOf),
});
const wishOf = (one: WrittenGrant) => ({ ...one, unitIds: one.unitIds.map(BigInt) });

export async function requestById(tx: Tx, requestId: bigint): Promise<GrantRequest | null> {
  const { rows } = await sql<RequestRow>`
    select ${columns}
    from auth_v_grant_request
    where request_id = ${requestId}
  `.execute(tx.db);
  return rows[0] === undefined ? null : read(rows[0]);
}

export async function openRequestOf(tx: Tx, accountId: bigint): Promise<GrantRequest | null> {
  const { rows } = await sql<RequestRow>`
    select ${columns}
    from auth_v_grant_request
    where account_id = ${accountId}
      and state = 'open'
    order by request_id
    limit 1
  `.execute(tx.db);
  return rows[0] === undefined ? null : read(rows[0]);
}

/** Requests, the newest first: those that are open, or all of one account. */
export async function listRequests(
  tx: Tx,
  which: { readonly accountId: bigint | null },
): Promise<readonly GrantRequest[]> {
  const { rows } = await sql<RequestRow>`
    select ${columns}
    from auth_v_grant_request
    where ${which.accountId === null ? sql`state = 'open'` : sql`account_id = ${which.accountId}`}
    order by request_id desc
    limit 100
  `.execute(tx.db);
  return rows.map(read);
}

export async function insertRequest(
  tx: Tx,
  request: {
    readonly accountId: bigint;
    readonly baseEvent: bigint;
    readonly before: readonly GrantRow[];
    readonly after: readonly GrantRow[];
    readonly reason: string;
    readonly openDays: number;
  },
): Promise<bigint> {
  const json = (grants: readonly GrantRow[]) =>
    JSON.stringify(
      grants.map(({ role, scope, unitIds }) => ({ role, scope, unitIds: unitIds.map(String) })),
    );
  const { rows } = await sql<{ requestId: bigint }>`
    insert into auth_grant_request (
      account_id, base_event, before_grants, wished_grants, reason, asked_by, asked_login, lapses_on
    )
    values (
      ${request.accountId}, ${request.baseEvent}, ${json(request.before)}::jsonb,
      ${json(request.after)}::jsonb, ${request.reason}, ${tx.actor.accountId}, ${tx.actor.login},
      auth_clock_day() + ${request.openDays}::int
    )
    returning request_id as "requestId"
  `.execute(tx.db);
  return rows[0]!.requestId;
}

export async function insertAnswer(
  tx: Tx,
  answer: {
    readonly requestId: bigint;
    readonly verdict: 'accepted' | 'refused' | 'withdrawn';
    readonly reason: string;
  },
): Promise<void> {
  await sql`
    insert into auth_grant_answer (request_id, verdict, reason, answered_by, answered_login)
    values (
      ${answer.requestId}, ${answer.verdict}, ${answer.reason}, ${tx.actor.accountId},
      ${tx.actor.login}
    )
  `.execute(tx.db);
}

/** Administrators of the whole bank who may sign in today, without who asks and who gains. */
export async function secondPersons(
  tx: Tx,
  but: { readonly askedBy: bigint; readonly accountId: bigint | null },
): Promise<readonly bigint[]> {
  const { rows } = await sql<{ accountId: bigint }>`
    select distinct o.account_id as "accountId"
    from auth_v_open_account o
    join auth_grant g on g.account_id = o.account_id
    where g.role = 'administrator'
      and g.scope = 'bank'
      and o.account_id <> ${but.askedBy}
      and o.account_id is distinct from ${but.accountId}
    order by o.account_id
    limit 1000
  `.execute(tx.db);
  return rows.map((row) => row.accountId);
}
