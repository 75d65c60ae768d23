import { fenFromEntry, rateFromPercentEntry } from '../../kit/entry.ts';

export type TargetUnit = 'fen' | 'count' | 'millionths';

/** What a person typed for a target, as the wire's digits; null when it cannot be read. */
export function digitsOf(unit: TargetUnit, text: string): string | null {
  if (unit === 'count') return /^\d{1,9}$/.test(text.trim()) ? text.trim() : null;
  const entry = unit === 'fen' ? fenFromEntry(text) : rateFromPercentEntry(text);
  return 'digits' in entry ? entry.digits : null;
}
