import type { z } from 'zod';
import type { noteSending, Receipt } from '../../server/modules/contacts/contract.ts';

/** What travels for one revision. */
export type NoteBody = z.input<typeof noteSending>;

/** Both values of a field in conflict, in the words of the server. */
export interface Told {
  readonly code: string;
  /** The refusal in the writer's language. */
  readonly words: string;
  readonly fields: readonly { readonly at: string; readonly words: string }[];
}

export type NoteState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sent'; readonly receipt: Receipt; readonly at: string }
  | { readonly kind: 'refused'; readonly told: Told }
  | { readonly kind: 'conflict'; readonly told: Told };

/** One revision of a note as the device keeps it until the bank has it. */
export interface QueuedNote {
  readonly accountId: string;
  /** Place in the order of the device, and the key here. */
  readonly seq: number;
  readonly customerId: string;
  readonly customerName: string;
  /** A remark for the present lead of a customer handed over. */
  readonly remark: boolean;
  readonly locale: 'zh' | 'en';
  readonly body: NoteBody;
  readonly state: NoteState;
}

/** What came of one try to send. */
export type Outcome =
  | { readonly kind: 'received'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly told: Told }
  /** Nobody, or somebody else, is signed in: the queue waits for its writer. */
  | { readonly kind: 'signed_out' }
  /** No network, or the server could not answer: whether it arrived is not known. */
  | { readonly kind: 'unreachable' };

/** Where a device keeps its queue; rows of one account in the order of `seq`. */
export interface Shelf {
  readonly list: (accountId: string) => Promise<readonly QueuedNote[]>;
  readonly put: (note: QueuedNote) => Promise<void>;
}

/**
 * The next one to send: the oldest that waits. An edit waits behind an earlier revision of the same
 * note that was refused or is in conflict; notes of others pass it: a gap blocks nothing.
 */
export function nextToSend(queue: readonly QueuedNote[]): QueuedNote | null {
  const held = new Set<string>();
  for (const note of queue.toSorted((a, b) => a.seq - b.seq)) {
    const { noteId } = note.body;
    if (note.state.kind === 'waiting' && !held.has(noteId)) return note;
    if (note.state.kind !== 'sent') held.add(noteId);
  }
  return null;
}

/** Notes that the bank does not have yet. */
export function unsent(queue: readonly QueuedNote[]): readonly QueuedNote[] {
  return queue.filter((note) => note.state.kind !== 'sent');
}

/** The note after a try; the same one when nothing is known. */
export function afterTry(note: QueuedNote, outcome: Outcome, at: string): QueuedNote {
  if (outcome.kind === 'received') {
    return { ...note, state: { kind: 'sent', receipt: outcome.receipt, at } };
  }
  if (outcome.kind === 'refused') {
    const kind = outcome.told.code === 'contacts.conflict' ? 'conflict' : 'refused';
    return { ...note, state: { kind, told: outcome.told } };
  }
  return note;
}

/**
 * Sends what waits, one after another in the order of the device. A lost answer is no loss: it
 * is sent again and the bank knows it. Ends when nothing waits, nobody is signed in, or the bank
 * cannot be reached; answers why.
 */
export async function drain(
  shelf: Shelf,
  accountId: string,
  post: (note: QueuedNote) => Promise<Outcome>,
  clock: () => string,
): Promise<'empty' | 'signed_out' | 'unreachable'> {
  for (;;) {
    const note = nextToSend(await shelf.list(accountId));
    if (note === null) return 'empty';
    const outcome = await post(note);
    if (outcome.kind === 'signed_out' || outcome.kind === 'unreachable') return outcome.kind;
    await shelf.put(afterTry(note, outcome, clock()));
  }
}

/** Milliseconds before the next try after so many in a row that reached nobody. */
export function waitAfter(failures: number): number {
  return Math.min(300_000, 2000 * 2 ** Math.min(failures, 8));
}
