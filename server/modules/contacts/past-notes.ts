import type { Day } from '../../../core/day.ts';
import { copyRows } from '../../platform/db/copy.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { contactStandardKind } from './policy.ts';
import { beginBook } from './store/note.ts';

/** A contact from before the bank kept contacts here. */
export interface PastNote {
  readonly customerId: bigint;
  readonly noteId: string;
  readonly staffId: bigint;
  readonly accountId: bigint;
  readonly channel: string;
  readonly initiative: 'bank' | 'customer';
  readonly happenedAt: string;
  readonly happenedOn: Day;
  readonly words: string;
  readonly nextStep: string;
  readonly nextOn: Day | null;
}

const columns = [
  'customer_id',
  'note_id',
  'revision',
  'act',
  'staff_id',
  'standing',
  'channel',
  'initiative',
  'happened_at',
  'happened_on',
  'words',
  'with_whom',
  'next_step',
  'next_on',
  'origin',
  'written_at',
  'device_id',
  'device_seq',
  'account_id',
  'policy_version_id',
] as const;

/** No device wrote them. */
const noDevice = '00000000-0000-4000-8000-000000000000';

/**
 * Puts invented contacts of a demo bank into the book, which begins on the given day. A fresh book
 * only: the same key twice fails. Answers how many were written.
 */
export async function recordPastNotes(
  tx: Tx,
  notes: readonly PastNote[],
  given: { readonly beginning: Day; readonly on: Day },
): Promise<number> {
  const { versionId } = await policyInForce(tx, contactStandardKind, given.on);
  await beginBook(tx, given.beginning);
  return copyRows(
    tx,
    'contacts_note',
    columns,
    notes.map((note, at) => [
      note.customerId,
      note.noteId,
      1,
      'written',
      note.staffId,
      'serving',
      note.channel,
      note.initiative,
      note.happenedAt,
      note.happenedOn,
      note.words,
      '',
      note.nextStep,
      note.nextOn,
      'demo',
      note.happenedAt,
      noDevice,
      at + 1,
      note.accountId,
      versionId,
    ]),
  );
}
