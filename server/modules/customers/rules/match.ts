import type { Refusal } from '../../../../core/refusal.ts';

/** What segmentation last found of a customer. */
export interface Segmented {
  readonly kind: 'corporate' | 'individual';
  readonly corporateType: 'system' | 'independent' | null;
  readonly class: 'premium' | 'general' | 'poor' | null;
  readonly tier: 'large' | 'middle' | 'small' | null;
}

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

/**
 * What the matrix goes by: a customer not segmented yet counts as independent, general and small,
 * as in the allocation (domain rules 5).
 */
export function levelOf(customer: Segmented) {
  return customer.kind === 'individual'
    ? ({ kind: 'individual', tier: customer.tier ?? 'small' } as const)
    : ({
        kind: 'corporate',
        corporateType: customer.corporateType ?? 'independent',
        class: customer.class ?? 'general',
      } as const);
}
