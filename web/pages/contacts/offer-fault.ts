import type { BarredOffer } from '../../offline/shelf.ts';
import type { NoteWords } from './note-form.tsx';

/**
 * Why a contact must not be written as marketing, by what the bank last told this device of the
 * customer's consents; null: not known to be refused. A withdrawal counts from its day on, as the
 * bank decides it; the bank decides again when the note arrives.
 */
export function offerFault(
  words: Pick<NoteWords, 'purpose' | 'initiative' | 'channel' | 'happenedAt'>,
  barred: readonly BarredOffer[] | undefined,
): Pick<BarredOffer, 'code' | 'params'> | null {
  if (words.purpose !== 'marketing' || words.initiative !== 'bank') return null;
  const found = barred?.find((one) => one.channel === words.channel);
  if (found === undefined) return null;
  const { day } = found.params;
  return day !== undefined && words.happenedAt.slice(0, 10) < day ? null : found;
}
