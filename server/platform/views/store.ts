import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import type { Sharing, ViewState } from './contract.ts';
import type { ViewFacts } from './rules.ts';

export interface ViewRecord extends ViewFacts {
  readonly viewId: bigint;
  readonly list: string;
  readonly removed: boolean;
  readonly byDefault: boolean;
}

/** Says where the reader sits, for what is shared with units; row security reads it. */
export async function setSeat(tx: Tx, unitPath: string | null): Promise<void> {
  await sql`select set_config('app.views_unit', ${unitPath ?? ''}, true)`.execute(tx.db);
}

const fields = sql`
  v.view_id as "viewId",
  v.account_id as "accountId",
  v.owner_name as "ownerName",
  v.list,
  v.name,
  v.remark,
  v.words,
  v.columns,
  v.density,
  v.shared_with as "sharedWith",
  v.revision,
  v.changed_at as "changedAt",
  v.removed_at is not null as removed,
  (d.view_id is not null) as "byDefault"
`;

/** Own views and those shared with the reader, own ones first. */
export async function loadViews(tx: Tx, list: string, limit: number): Promise<ViewRecord[]> {
  const { rows } = await sql<ViewRecord>`
    select ${fields}
    from views_view v
    left join views_default d on d.view_id = v.view_id and d.account_id = ${tx.actor.accountId}
    where v.list = ${list}
      and v.removed_at is null
    order by v.account_id = ${tx.actor.accountId} desc, v.name, v.view_id
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

export async function loadView(tx: Tx, viewId: bigint): Promise<ViewRecord | null> {
  const { rows } = await sql<ViewRecord>`
    select ${fields}
    from views_view v
    left join views_default d on d.view_id = v.view_id and d.account_id = ${tx.actor.accountId}
    where v.view_id = ${viewId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** One writer at a time for an account's views of a list: names and their number hold. */
export async function lockViews(tx: Tx, list: string): Promise<void> {
  const name = `views:${tx.actor.accountId}:${list}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx.db);
}

/** Names of the reader's own views of a list, without one of them. */
export async function loadOwnNames(
  tx: Tx,
  list: string,
  without: bigint | null,
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select name
    from views_view
    where account_id = ${tx.actor.accountId}
      and list = ${list}
      and removed_at is null
      and view_id is distinct from ${without}::bigint
    order by view_id
    limit 200
  `.execute(tx.db);
  return rows.map((row) => row.name);
}

export async function loadOwnName(tx: Tx): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name
    from auth_account
    where account_id = ${tx.actor.accountId}
  `.execute(tx.db);
  return rows[0]?.name ?? tx.actor.login;
}

export interface NewView extends ViewState {
  readonly list: string;
  readonly name: string;
  readonly remark: string;
  readonly ownerName: string;
  readonly unitPath: string | null;
}

export async function insertView(tx: Tx, view: NewView): Promise<bigint> {
  const { rows } = await sql<{ viewId: bigint }>`
    insert into views_view
      (account_id, owner_name, list, name, remark, words, columns, density, shared_with, unit_path)
    values
      (${tx.actor.accountId}, ${view.ownerName}, ${view.list}, ${view.name}, ${view.remark},
       ${JSON.stringify(view.words)}::jsonb, ${JSON.stringify(view.columns)}::jsonb,
       ${view.density}, 'nobody', ${view.unitPath})
    returning view_id as "viewId"
  `.execute(tx.db);
  return rows[0]!.viewId;
}

export interface ChangedView extends ViewState {
  readonly viewId: bigint;
  readonly name: string;
  readonly remark: string;
  readonly sharedWith: Sharing;
  readonly ownerName: string;
  readonly unitPath: string | null;
}

export async function updateView(tx: Tx, view: ChangedView): Promise<void> {
  await sql`
    update views_view
    set name = ${view.name},
        remark = ${view.remark},
        words = ${JSON.stringify(view.words)}::jsonb,
        columns = ${JSON.stringify(view.columns)}::jsonb,
        density = ${view.density},
        shared_with = ${view.sharedWith},
        owner_name = ${view.ownerName},
        unit_path = ${view.unitPath},
        revision = revision + 1,
        changed_at = now()
    where view_id = ${view.viewId}
  `.execute(tx.db);
}

/** Removes or brings back; answers whether that changed anything. */
export async function setRemoved(tx: Tx, viewId: bigint, removed: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update views_view
    set removed_at = case when ${removed}::boolean then now() end
    where view_id = ${viewId}
      and (removed_at is null) = ${removed}::boolean
  `.execute(tx.db);
  return numAffectedRows === 1n;
}

export async function setDefault(tx: Tx, list: string, viewId: bigint | null): Promise<void> {
  if (viewId === null) {
    await sql`
      delete from views_default
      where account_id = ${tx.actor.accountId}
        and list = ${list}
    `.execute(tx.db);
    return;
  }
  await sql`
    insert into views_default (account_id, list, view_id)
    values (${tx.actor.accountId}, ${list}, ${viewId})
    on conflict (account_id, list)
    do update set view_id = excluded.view_id, chosen_at = now()
  `.execute(tx.db);
}
