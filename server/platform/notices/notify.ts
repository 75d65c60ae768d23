import type { Role } from '../../../core/actor.ts';
import type { Tx } from '../db/transaction.ts';
import * as store from './store.ts';

/** `<room>.notice.<what>`: a phrase of that room. */
export type NoticeCode = `${string}.notice.${string}`;

/** Who shall read it. Whoever acts is left out: he knows. */
export type Recipients =
  | { readonly staffIds: readonly bigint[] }
  | { readonly accountIds: readonly bigint[] }
  /** All who hold one of the roles over the unit, up to the head office; '': the whole bank. */
  | { readonly role: Role | readonly Role[]; readonly unitPath: string };

export interface NewNotice {
  readonly code: NoticeCode;
  /**
   * Values of the phrase. A page shows `…Fen` as money in 万 and 亿, `…Key` as the phrase of that
   * key, and what has the form of a day or a quarter as such; anything else as it stands.
   */
  readonly params?: Readonly<Record<string, string | number | bigint>>;
  /** Page where the reader goes on: a path of this web. */
  readonly link: string;
  readonly to: Recipients;
}

/**
 * Tells people what happened, in the caller's transaction: the notice exists exactly when the deed
 * does. Recipients are resolved to open accounts now; nobody gets one notice twice, nobody is told
 * of his own act. Thousands at once are one COPY. Answers how many receipts were written.
 */
export async function notify(tx: Tx, notices: NewNotice | readonly NewNotice[]): Promise<number> {
  const all = 'code' in notices ? [notices] : notices;
  if (all.length === 0) return 0;
  const readersOf = await resolver(tx, all);
  const told = [];
  for (const one of all) {
    const readers = (await readersOf(one.to)).filter((id) => id !== tx.actor.accountId);
    if (readers.length > 0) told.push({ one, readers: [...new Set(readers)] });
  }
  const ids = await store.nextNoticeIds(tx, told.length);
  const rows = told.map(({ one, readers }, at) => ({
    noticeId: ids[at]!,
    code: one.code,
    kind: kindOf(one.code),
    params: JSON.stringify(textsOf(one.params ?? {})),
    link: one.link,
    readers,
  }));
  return store.insertNotices(tx, rows);
}

/** The kind of a notice: the room it comes from. */
export function kindOf(code: string): string {
  return code.slice(0, code.indexOf('.'));
}

function textsOf(params: Readonly<Record<string, string | number | bigint>>) {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/** Accounts named or of named staff in one question each; of each place's holders once. */
async function resolver(tx: Tx, notices: readonly NewNotice[]) {
  const staffIds = notices.flatMap(({ to }) => ('staffIds' in to ? to.staffIds : []));
  const ofStaff = await store.loadAccountsOfStaff(tx, [...new Set(staffIds)]);
  const named = notices.flatMap(({ to }) => ('accountIds' in to ? to.accountIds : []));
  const open = await store.loadOpenAccounts(tx, [...new Set(named)]);
  const held = new Map<string, readonly bigint[]>();
  return async (to: Recipients): Promise<readonly bigint[]> => {
    if ('accountIds' in to) return to.accountIds.filter((id) => open.has(id));
    if ('staffIds' in to) return to.staffIds.flatMap((id) => ofStaff.get(id) ?? []);
    const roles = [to.role].flat();
    const key = `${roles.join()} ${to.unitPath}`;
    const known = held.get(key) ?? (await store.loadHolders(tx, roles, to.unitPath));
    held.set(key, known);
    return known;
  };
}
