import { openDB, type IDBPDatabase } from 'idb';
import type { QueuedNote, Shelf } from './queued-note.ts';
import { keyOf, seal, unseal } from './seal.ts';
import type { KeyRows, Sealed } from './seal.ts';

/** The customers a phone keeps for writing without network: names, numbers, missing consents. */
export interface Book {
  readonly customers: readonly {
    readonly customerId: string;
    readonly customerNo: string;
    readonly name: string;
    /** Missing in a book that was kept before the bank told it. */
    readonly noOffer?: readonly BarredOffer[];
  }[];
  readonly channels: readonly {
    readonly key: string;
    readonly name: { readonly zh: string; readonly en: string };
  }[];
  /** When it was read from the bank. */
  readonly at: string;
}

/** A channel by which nothing may be offered, with the refusal. */
export interface BarredOffer {
  readonly channel: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Who is signed in on this device, for when the bank cannot be asked. */
export interface Present {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
}

interface Rows extends KeyRows {
  book: { key: string; value: Sealed };
  queue: { key: [string, number]; value: Sealed & { readonly seq: number } };
  device: { key: string; value: Present | string | number };
}

let opened: Promise<IDBPDatabase<Rows>> | undefined;

function database(): Promise<IDBPDatabase<Rows>> {
  opened ??= openDB<Rows>('kejing-notes', 1, {
    upgrade: (db) => {
      db.createObjectStore('keys');
      db.createObjectStore('book');
      db.createObjectStore('queue');
      db.createObjectStore('device');
    },
  });
  return opened;
}

async function ownKey(accountId: string): Promise<CryptoKey> {
  return keyOf((await database()) as unknown as IDBPDatabase<KeyRows>, accountId);
}

const closed = async (accountId: string, value: unknown) =>
  seal(await ownKey(accountId), accountId, value);
const readOut = async (sealed: Sealed) => unseal(await ownKey(sealed.accountId), sealed);

const ofAccount = (accountId: string) =>
  IDBKeyRange.bound([accountId, 0], [accountId, Number.MAX_SAFE_INTEGER]);

/** The queue in this browser's storage, each note encrypted under its account's key. */
export const shelf: Shelf = {
  list: async (accountId) => {
    const rows = await (await database()).getAll('queue', ofAccount(accountId));
    return Promise.all(rows.map(async (row) => (await readOut(row)) as QueuedNote));
  },
  put: async (note) => {
    const sealed = await closed(note.accountId, note);
    const { accountId, seq } = note;
    await (await database()).put('queue', { ...sealed, seq }, [accountId, seq]);
  },
};

export async function dropNote(accountId: string, seq: number): Promise<void> {
  await (await database()).delete('queue', [accountId, seq]);
}

/** The next place in this device's order. A number that is never used is a gap, and allowed. */
export async function nextSeq(): Promise<number> {
  const transaction = (await database()).transaction('device', 'readwrite');
  const last = await transaction.store.get('seq');
  const next = (typeof last === 'number' ? last : 0) + 1;
  await transaction.store.put(next, 'seq');
  await transaction.done;
  return next;
}

/** The number of this browser, made once. */
export async function deviceId(): Promise<string> {
  const transaction = (await database()).transaction('device', 'readwrite');
  const kept = await transaction.store.get('id');
  const id = typeof kept === 'string' ? kept : crypto.randomUUID();
  await transaction.store.put(id, 'id');
  await transaction.done;
  return id;
}

export async function readPresent(): Promise<Present | null> {
  const kept = await (await database()).get('device', 'present');
  return typeof kept === 'object' ? kept : null;
}

export async function writePresent(present: Present | null): Promise<void> {
  const db = await database();
  if (present === null) await db.delete('device', 'present');
  else await db.put('device', present, 'present');
}

export async function readBook(accountId: string): Promise<Book | null> {
  const sealed = await (await database()).get('book', accountId);
  return sealed === undefined ? null : ((await readOut(sealed)) as Book);
}

export async function writeBook(accountId: string, book: Book): Promise<void> {
  await (await database()).put('book', await closed(accountId, book), accountId);
}

/** Forgets the customers of every account but one (none: of all); queues stay, locked. */
export async function wipeBooks(except: string | null): Promise<void> {
  const db = await database();
  for (const accountId of await db.getAllKeys('book')) {
    if (accountId !== except) await db.delete('book', accountId);
  }
}
