import { contactsApi } from '../../server/modules/contacts/contract.ts';
import { authApi } from '../../server/platform/auth/contract.ts';
import { call } from '../api/client.ts';
import { locale } from '../i18n/say.ts';
import { postNote } from './post-note.ts';
import {
  drain,
  unsent,
  waitAfter,
  type NoteBody,
  type QueuedNote,
  type Told,
} from './queued-note.ts';
import type { Warning } from '../../server/modules/contacts/contract.ts';
import { mayKeep } from './seal.ts';
import * as kept from './shelf.ts';
import type { Book, Present } from './shelf.ts';

export type { Book, Present } from './shelf.ts';

/** What the pages see of this device. */
export interface DeviceNotes {
  readonly present: Present | null;
  readonly book: Book | null;
  readonly queue: readonly QueuedNote[];
  /** Why the last try ended. */
  readonly reached: 'empty' | 'signed_out' | 'unreachable' | null;
  /** The device's storage is full or cannot be written: said, never swallowed. */
  readonly fault: 'full' | 'broken' | null;
  readonly ready: boolean;
}

const nothing: DeviceNotes = {
  present: null,
  book: null,
  queue: [],
  reached: null,
  fault: null,
  ready: false,
};
let state = nothing;
const listeners = new Set<() => void>();
const lock = 'kejing-notes';
const syncTag = 'kejing-notes';
const oneDayMs = 86_400_000;
const talk = 'BroadcastChannel' in globalThis ? new BroadcastChannel('kejing-notes') : undefined;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let started = false;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function deviceNotes(): DeviceNotes {
  return state;
}

function show(changes: Partial<DeviceNotes>): void {
  state = { ...state, ...changes };
  for (const listener of listeners) listener();
}

/** Reads what this device keeps, and goes on sending whenever there may be a network. */
export async function start(): Promise<void> {
  if (!mayKeep()) {
    show({ ready: true });
    return;
  }
  await reload();
  if (started) return;
  started = true;
  addEventListener('online', () => void sendWaiting());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sendWaiting();
  });
  talk?.addEventListener('message', () => void reload());
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === syncTag) void sendWaiting();
  });
  void sendWaiting();
}

async function reload(): Promise<void> {
  const present = await kept.readPresent();
  const book = present === null ? null : await kept.readBook(present.accountId);
  const queue = present === null ? [] : await kept.shelf.list(present.accountId);
  show({ present, book, queue, ready: true });
}

/**
 * Somebody is signed in: his notes go on, his customers are read anew, those of others are
 * forgotten. `mayWrite`: he has the right to write notes.
 */
export async function arrive(present: Present, mayWrite: boolean): Promise<void> {
  if (!mayKeep()) return;
  await kept.writePresent(present);
  await kept.wipeBooks(present.accountId);
  await dropOldSent(present.accountId);
  await start();
  if (!mayWrite) return;
  await refreshBook(present.accountId);
  await sendWaiting();
}

async function refreshBook(accountId: string): Promise<void> {
  try {
    const { rows } = await call(contactsApi.listBook);
    const { channels } = await call(contactsApi.listChannels);
    const book = { customers: rows, channels, at: new Date().toISOString() };
    await keep(() => kept.writeBook(accountId, book));
    if (state.present?.accountId === accountId) show({ book });
  } catch {
    // Without network the former list stays.
  }
}

async function dropOldSent(accountId: string): Promise<void> {
  const before = Date.now() - oneDayMs;
  for (const note of await kept.shelf.list(accountId)) {
    if (note.state.kind === 'sent' && Date.parse(note.state.at) < before) {
      await kept.dropNote(accountId, note.seq);
    }
  }
}

/** What of a note is written by hand; the device adds its number and clock. */
export type NewNote = Pick<QueuedNote, 'customerId' | 'customerName'> & {
  readonly remark?: boolean;
  readonly body: Omit<NoteBody, 'writtenAt' | 'deviceId' | 'deviceSeq' | 'origin' | 'accountId'>;
};

/** What became of a note written just now. */
export type Written =
  | { readonly kind: 'sent'; readonly warnings: readonly Warning[] }
  /** Kept here; it goes on by itself. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'trouble'; readonly told: Told }
  /** Nothing was written: the form must stay as it is. */
  | { readonly kind: 'not_kept'; readonly why: 'full' | 'broken' | 'saved_not' };

/** A number no other note has. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Puts a revision into the queue of this device and sends what waits. On a device that can keep
 * nothing it is sent at once or not at all.
 */
export async function writeNote(note: NewNote): Promise<Written> {
  if (!mayKeep()) return sendAtOnce(note);
  const present = await kept.readPresent();
  if (present === null) return { kind: 'not_kept', why: 'saved_not' };
  let seq = 0;
  const done = await keep(async () => {
    seq = await kept.nextSeq();
    await kept.shelf.put(queuedOf(note, present.accountId, seq, await kept.deviceId()));
  });
  if (!done) return { kind: 'not_kept', why: state.fault ?? 'broken' };
  await changed();
  void askForSync();
  await sendWaiting();
  const found = state.queue.find((one) => one.seq === seq)?.state;
  if (found?.kind === 'sent') return { kind: 'sent', warnings: found.receipt.warnings };
  if (found === undefined || found.kind === 'waiting') return { kind: 'waiting' };
  return { kind: 'trouble', told: found.told };
}

function queuedOf(note: NewNote, accountId: string, seq: number, deviceId: string): QueuedNote {
  return {
    ...note,
    accountId,
    seq,
    remark: note.remark ?? false,
    locale: locale(),
    body: {
      ...note.body,
      origin: navigator.onLine ? 'online' : 'offline',
      writtenAt: new Date().toISOString(),
      deviceId,
      deviceSeq: seq,
    },
    state: { kind: 'waiting' },
  };
}

async function sendAtOnce(note: NewNote): Promise<Written> {
  const { account } = await call(authApi.readSession);
  const outcome = await postNote(queuedOf(note, account.accountId, 1, newId()));
  if (outcome.kind === 'received') return { kind: 'sent', warnings: outcome.receipt.warnings };
  if (outcome.kind === 'refused') return { kind: 'trouble', told: outcome.told };
  return { kind: 'not_kept', why: 'saved_not' };
}

/** Takes a note out of the queue, by the writer's own decision. */
export async function giveUp(note: QueuedNote): Promise<void> {
  await kept.dropNote(note.accountId, note.seq);
  await changed();
}

/** Notes of the signed-in person that the bank does not have. */
export async function unsentCount(): Promise<number> {
  if (!mayKeep()) return 0;
  const present = await kept.readPresent();
  return present === null ? 0 : unsent(await kept.shelf.list(present.accountId)).length;
}

/** After the sign-out customers and sent notes are forgotten; unsent ones stay, locked. */
export async function leave(): Promise<void> {
  if (!mayKeep()) return;
  const present = await kept.readPresent();
  await kept.wipeBooks(null);
  if (present !== null) {
    for (const note of await kept.shelf.list(present.accountId)) {
      if (note.state.kind === 'sent') await kept.dropNote(present.accountId, note.seq);
    }
  }
  await kept.writePresent(null);
  await changed();
}

/** Sends what waits; of several tabs one at a time. After a failure it tries again by itself. */
export async function sendWaiting(): Promise<void> {
  if (!mayKeep()) return;
  const work = async () => {
    const present = await kept.readPresent();
    if (present === null) return;
    let reached: DeviceNotes['reached'] = null;
    await keep(async () => {
      reached = await drain(telling, present.accountId, postNote, () => new Date().toISOString());
    });
    await changed();
    show({ reached });
    tryAgain(reached);
  };
  if ('locks' in navigator) await navigator.locks.request(lock, work);
  else await work();
}

/** Each answer is shown as soon as it is there. */
const telling = {
  list: kept.shelf.list,
  put: async (note: QueuedNote) => {
    await kept.shelf.put(note);
    await changed();
  },
};

function tryAgain(reached: DeviceNotes['reached']): void {
  clearTimeout(timer);
  failures = reached === 'unreachable' ? failures + 1 : 0;
  if (failures > 0) timer = setTimeout(() => void sendWaiting(), waitAfter(failures));
}

async function changed(): Promise<void> {
  await reload();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  talk?.postMessage('changed');
}

/** Runs a write; a full or broken storage is shown. */
async function keep(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    show({ fault: null });
    return true;
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    show({ fault: full ? 'full' : 'broken' });
    return false;
  }
}

interface WithSync extends ServiceWorkerRegistration {
  readonly sync?: { readonly register: (tag: string) => Promise<void> };
}

/** Where the browser has it, the worker sends even after the page is closed. Not relied upon. */
async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as WithSync | undefined;
  await registration?.sync?.register(syncTag).catch(() => undefined);
}
