import type { Refusal } from '../../../../core/refusal.ts';

/** What the grade matrix says of one level and one customer. */
export interface MatrixDecision {
  readonly outcome: 'allowed' | 'needs_approval' | 'refused';
  readonly reason: Refusal | null;
}

export const matches = ['match', 'with_approval', 'mismatch', 'nobody', 'ungraded'] as const;
export type Match = (typeof matches)[number];

const matchBy = { allowed: 'match', needs_approval: 'with_approval', refused: 'mismatch' } as const;

/**
 * Whether the grade of the lead RM fits the customer by the grade matrix (C2a, C2d): alone, only
 * with an approval, or not at all, with the rule's words. `lead` is null when nobody leads.
 */
export function matchOf<Level>(
  lead: { readonly level: Level | null } | null,
  decide: (level: Level) => MatrixDecision,
): { readonly match: Match; readonly reason: Refusal | null } {
  if (lead === null) return { match: 'nobody', reason: null };
  if (lead.level === null) return { match: 'ungraded', reason: null };
  const { outcome, reason } = decide(lead.level);
  return { match: matchBy[outcome], reason };
}
