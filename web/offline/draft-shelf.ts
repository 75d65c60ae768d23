import { openDB, type IDBPDatabase } from 'idb';
import { mayKeep, keyOf, seal, unseal } from './seal.ts';
import type { KeyRows, Sealed } from './seal.ts';

/** What somebody typed into a long form and has not sent. */
export interface KeptDraft {
  /** The form and what it is about: 'objection/12'. */
  readonly name: string;
  /** One opening of the form: two tabs do not write over each other. */
  readonly sitting: string;
  /** What the form is called, in the writer's language, and the page on which it stands. */
  readonly title: string;
  readonly path: string;
  readonly atMs: number;
  readonly value: unknown;
}

type Key = [accountId: string, name: string, sitting: string];
interface Rows extends KeyRows {
  drafts: { key: Key; value: Sealed & { readonly atMs: number } };
}

/** Technical: after so long nobody goes on writing, and the words leave the device. */
const keptMs = 3 * 86_400_000;
/** Without a secure address nothing may lie in the storage: drafts live as long as the page. */
const inMemory = new Map<string, KeptDraft & { readonly accountId: string }>();

let opened: Promise<IDBPDatabase<Rows>> | undefined;
function database(): Promise<IDBPDatabase<Rows>> {
  opened ??= openDB<Rows>('kejing-drafts', 1, {
    upgrade: (db) => {
      db.createObjectStore('keys');
      db.createObjectStore('drafts');
    },
  });
  return opened;
}

async function ownKey(accountId: string): Promise<CryptoKey> {
  return keyOf((await database()) as unknown as IDBPDatabase<KeyRows>, accountId);
}

const ofAccount = (accountId: string) => IDBKeyRange.bound([accountId], [accountId, []]);

/** The drafts of one account on this device, newest first; outworn ones of anybody are dropped. */
export async function listDrafts(accountId: string): Promise<readonly KeptDraft[]> {
  if (!mayKeep()) {
    return [...inMemory.values()]
      .filter((one) => one.accountId === accountId)
      .toSorted((a, b) => b.atMs - a.atMs);
  }
  await dropOutworn();
  const db = await database();
  const rows = await db.getAll('drafts', ofAccount(accountId));
  const key = await ownKey(accountId);
  const drafts = await Promise.all(rows.map(async (row) => (await unseal(key, row)) as KeptDraft));
  return drafts.toSorted((a, b) => b.atMs - a.atMs);
}

export async function putDraft(accountId: string, draft: KeptDraft): Promise<void> {
  const { name, sitting, atMs } = draft;
  if (!mayKeep()) {
    inMemory.set(JSON.stringify([accountId, name, sitting]), { ...draft, accountId });
    return;
  }
  const sealed = await seal(await ownKey(accountId), accountId, draft);
  await (await database()).put('drafts', { ...sealed, atMs }, [accountId, name, sitting]);
}

/** Takes drafts away: one sitting of a form, all of a form, or all of the account. */
export async function dropDrafts(
  accountId: string,
  of: { readonly name?: string; readonly sitting?: string } = {},
): Promise<void> {
  const isMeant = ([account, name, sitting]: Key) =>
    account === accountId &&
    (of.name === undefined || of.name === name) &&
    (of.sitting === undefined || of.sitting === sitting);
  for (const text of inMemory.keys()) {
    if (isMeant(JSON.parse(text) as Key)) inMemory.delete(text);
  }
  if (!mayKeep()) return;
  const db = await database();
  for (const key of await db.getAllKeys('drafts', ofAccount(accountId))) {
    if (isMeant(key)) await db.delete('drafts', key);
  }
}

/** At the sign-out: the drafts and the key that could open them. */
export async function forgetDrafts(accountId: string): Promise<void> {
  await dropDrafts(accountId);
  if (mayKeep()) await (await database()).delete('keys', accountId);
}

async function dropOutworn(): Promise<void> {
  const before = Date.now() - keptMs;
  const transaction = (await database()).transaction('drafts', 'readwrite');
  for await (const row of transaction.store) if (row.value.atMs < before) await row.delete();
  await transaction.done;
}
