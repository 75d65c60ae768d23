import type { Refusal } from '../../../../core/refusal.ts';
import {
  decideServes,
  type CustomerLevel,
  type GradeMatrix,
  type Level,
} from '../../people/index.ts';

/** What segmentation last found of a customer. */
export interface Segmented {
  readonly kind: 'corporate' | 'individual';
  readonly corporateType: 'system' | 'independent' | null;
  readonly class: 'premium' | 'general' | 'poor' | null;
  readonly tier: 'large' | 'middle' | 'small' | null;
}

export const matches = ['match', 'with_approval', 'mismatch', 'nobody', 'ungraded'] as const;
export type Match = (typeof matches)[number];

/**
 * Whether the grade of the lead RM fits the customer by the grade matrix (C2a, C2d): alone, only
 * with an approval, or not at all, with the rule's words. A customer not segmented yet counts as
 * independent, general and small, as in the allocation (domain rules 5).
 */
export function matchOf(
  matrix: GradeMatrix,
  customer: Segmented,
  lead: { readonly level: Level | null } | null,
): { readonly match: Match; readonly reason: Refusal | null } {
  if (lead === null) return { match: 'nobody', reason: null };
  if (lead.level === null) return { match: 'ungraded', reason: null };
  const decided = decideServes(matrix, lead.level, levelOf(customer));
  if (decided.outcome === 'allowed') return { match: 'match', reason: null };
  const match = decided.outcome === 'needs_approval' ? 'with_approval' : 'mismatch';
  return { match, reason: decided.reason };
}

function levelOf(customer: Segmented): CustomerLevel {
  return customer.kind === 'individual'
    ? { kind: 'individual', tier: customer.tier ?? 'small' }
    : {
        kind: 'corporate',
        corporateType: customer.corporateType ?? 'independent',
        class: customer.class ?? 'general',
      };
}
