import { z } from 'zod';
import { idText, route } from '../../../core/schema.ts';

/** What can stand in a customer's journal; its words are the phrases `journal.kind.<kind>`. */
export const journalKinds = [
  'lead',
  'assist',
  'segment',
  'owner_holds',
  'owner_ended',
  'party_holds',
  'party_ended',
  'document_kept',
  'document_withdrawn',
  'document_opened',
  'consent_given',
  'consent_withdrawn',
  'identity_viewed',
  'contact',
  'agreement',
  'handover_proposed',
  'handover_done',
  'dispute_opened',
  'dispute_ruled',
  'dispute_withdrawn',
  'pool',
] as const;
export type JournalKind = (typeof journalKinds)[number];

export const journalEntry = z.object({
  key: z.string(),
  /** A day, or an instant in UTC when the entry has one. */
  at: z.string(),
  kind: z.enum(journalKinds),
  /** Who did it: a name, a login; null when nobody in particular did. */
  who: z.string().nullable(),
  /** Words of the phrase; those that are phrase keys are said in the reader's language. */
  params: z.record(z.string(), z.string()),
});
export type JournalEntry = z.infer<typeof journalEntry>;

export const journalApi = {
  listJournal: route({
    method: 'get',
    path: '/customers/:customerId/journal',
    right: 'journal.read',
    summary: 'What happened with a customer over all rooms, newest first',
    params: z.object({ customerId: idText }),
    query: z.object({
      kind: z.enum(journalKinds).optional(),
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: z.object({ rows: z.array(journalEntry), next: z.string().nullable() }),
  }),
};
