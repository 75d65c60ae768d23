import { sql } from 'kysely';
import { copyRows } from '../db/copy.ts';
import type { Tx } from '../db/transaction.ts';

/** Above this many rows COPY is quicker than one insert. */
const fewRows = 50;

/** Open accounts of members of staff. */
export async function loadAccountsOfStaff(
  tx: Tx,
  staffIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, readonly bigint[]>> {
  if (staffIds.length === 0) return new Map();
  const { rows } = await sql<{ accountId: bigint; staffId: bigint }>`
    select a.account_id as "accountId", a.staff_id as "staffId"
    from auth_v_open_account a
    where a.staff_id = any(${staffIds.map(String)}::bigint[])
    order by a.account_id
  `.execute(tx.db);
  const found = Map.groupBy(rows, (row) => row.staffId);
  return new Map([...found].map(([staffId, of]) => [staffId, of.map((row) => row.accountId)]));
}

/** Those of the accounts that are open. */
export async function loadOpenAccounts(
  tx: Tx,
  accountIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  if (accountIds.length === 0) return new Set();
  const { rows } = await sql<{ accountId: bigint }>`
    select a.account_id as "accountId"
    from auth_v_open_account a
    where a.account_id = any(${accountIds.map(String)}::bigint[])
    order by a.account_id
  `.execute(tx.db);
  return new Set(rows.map((row) => row.accountId));
}

/** Open accounts with one of the roles over the unit of the path. */
export async function loadHolders(
  tx: Tx,
  roles: readonly string[],
  unitPath: string,
): Promise<readonly bigint[]> {
  const { rows } = await sql<{ accountId: bigint }>`
    select h as "accountId"
    from notices_holders(${[...roles]}::text[], ${unitPath}) h
    order by h
  `.execute(tx.db);
  return rows.map((row) => row.accountId);
}

export async function nextNoticeIds(tx: Tx, many: number): Promise<readonly bigint[]> {
  if (many === 0) return [];
  const { rows } = await sql<{ id: bigint }>`
    select nextval('notices_notice_id') as id
    from generate_series(1, ${many}::int)
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

export interface NewNoticeRow {
  readonly noticeId: bigint;
  readonly code: string;
  readonly kind: string;
  /** JSON text. */
  readonly params: string;
  readonly link: string;
  readonly readers: readonly bigint[];
}

/** Writes notices with their receipts; answers how many receipts. */
export async function insertNotices(tx: Tx, rows: readonly NewNoticeRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const receipts = rows.flatMap((row) =>
    row.readers.map((reader) => [reader, row.noticeId, row.kind] as const),
  );
  if (receipts.length > fewRows || rows.length > fewRows) {
    await copyRows(
      tx,
      'notices_notice',
      ['notice_id', 'code', 'params', 'link'],
      rows.map((row) => [row.noticeId, row.code, row.params, row.link]),
    );
    return copyRows(tx, 'notices_receipt', ['account_id', 'notice_id', 'kind'], receipts);
  }
  const noticeRows = rows.map(
    (row) => sql`(${row.noticeId}::bigint, ${row.code}, ${row.params}::jsonb, ${row.link})`,
  );
  await sql`
    insert into notices_notice (notice_id, code, params, link)
    values ${sql.join(noticeRows)}
  `.execute(tx.db);
  const receiptRows = receipts.map(
    ([reader, noticeId, kind]) => sql`(${reader}::bigint, ${noticeId}::bigint, ${kind})`,
  );
  await sql`
    insert into notices_receipt (account_id, notice_id, kind)
    values ${sql.join(receiptRows)}
  `.execute(tx.db);
  return receipts.length;
}

export interface InboxFilter {
  readonly unread: boolean;
  readonly archived: boolean;
  readonly kind: string | null;
  readonly below: bigint | null;
}

export interface NoticeRow {
  readonly noticeId: bigint;
  readonly code: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
  readonly link: string;
  readonly by: string | null;
  readonly writtenAt: string;
  readonly readAt: string | null;
  readonly archivedAt: string | null;
}

/** The reader's own notices, newest first; unwanted kinds only when asked for by name. */
export async function listNotices(
  tx: Tx,
  filter: InboxFilter,
  limit: number,
): Promise<readonly NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.notice_id as "noticeId", n.code, r.kind, n.params, n.link, a.name as by,
           n.written_at as "writtenAt", r.read_at as "readAt", r.archived_at as "archivedAt"
    from notices_receipt r
    join notices_notice n on n.notice_id = r.notice_id
    left join auth_account a on a.account_id = n.written_by
    where r.account_id = ${tx.actor.accountId}
      and (r.archived_at is not null) = ${filter.archived}
      and (not ${filter.unread} or r.read_at is null)
      and (${filter.below}::bigint is null or r.notice_id < ${filter.below})
      and ${ofKind(filter.kind)}
    order by r.notice_id desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** How many notices fit the filter, counted up to a cap. */
export async function countNotices(
  tx: Tx,
  filter: Omit<InboxFilter, 'below'>,
  cap: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (
      select 1
      from notices_receipt r
      where r.account_id = ${tx.actor.accountId}
        and ${filter.archived ? sql`r.archived_at is not null` : sql`r.archived_at is null`}
        and ${filter.unread ? sql`r.read_at is null` : sql`true`}
        and ${ofKind(filter.kind)}
      limit ${cap + 1}
    ) capped
  `.execute(tx.db);
  return rows[0]!.count;
}

function ofKind(kind: string | null) {
  if (kind !== null) return sql`r.kind = ${kind}`;
  return sql`not exists (
        select 1
        from notices_unwanted u
        where u.account_id = r.account_id
          and u.kind = r.kind
      )`;
}

/** Marks own notices as read; answers how many were unread. */
export async function markRead(
  tx: Tx,
  which: { readonly noticeIds: readonly bigint[] } | { readonly upTo: bigint },
): Promise<number> {
  const chosen =
    'upTo' in which
      ? sql`notice_id <= ${which.upTo} and archived_at is null`
      : sql`notice_id = any(${which.noticeIds.map(String)}::bigint[])`;
  const done = await sql`
    update notices_receipt
    set read_at = now()
    where account_id = ${tx.actor.accountId}
      and read_at is null
      and ${chosen}
  `.execute(tx.db);
  return Number(done.numAffectedRows ?? 0n); // tidy: not money
}

/** Puts own notices away (they count as read), or brings them back; answers how many moved. */
export async function moveNotices(
  tx: Tx,
  noticeIds: readonly bigint[],
  archived: boolean,
): Promise<number> {
  const ids = sql`any(${noticeIds.map(String)}::bigint[])`;
  const done = archived
    ? await sql`
        update notices_receipt
        set archived_at = now()
        where account_id = ${tx.actor.accountId}
          and notice_id = ${ids}
          and archived_at is null
      `.execute(tx.db)
    : await sql`
        update notices_receipt
        set archived_at = null
        where account_id = ${tx.actor.accountId}
          and notice_id = ${ids}
          and archived_at is not null
      `.execute(tx.db);
  return Number(done.numAffectedRows ?? 0n); // tidy: not money
}

/** Kinds the reader does not want. */
export async function loadUnwanted(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ kind: string }>`
    select kind
    from notices_unwanted
    where account_id = ${tx.actor.accountId}
    order by kind
  `.execute(tx.db);
  return new Set(rows.map((row) => row.kind));
}

export async function replaceUnwanted(tx: Tx, kinds: readonly string[]): Promise<void> {
  await sql`
    delete from notices_unwanted
    where account_id = ${tx.actor.accountId}
  `.execute(tx.db);
  if (kinds.length === 0) return;
  await sql`
    insert into notices_unwanted (account_id, kind)
    select distinct ${tx.actor.accountId}::bigint, kind
    from unnest(${[...kinds]}::text[]) as kind
  `.execute(tx.db);
}

/** Notices older than two years leave with their receipts; the audit keeps what happened. */
export async function sweepNotices(tx: Tx): Promise<void> {
  await sql`
    delete from notices_notice
    where written_at < now() - interval '2 years'
  `.execute(tx.db);
}
