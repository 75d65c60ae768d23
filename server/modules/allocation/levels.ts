import type { CustomerLevel } from '../people/index.ts';

/** What segmentation last found of a customer. */
export interface Segmented {
  readonly kind: 'corporate' | 'individual';
  readonly corporateType: 'system' | 'independent' | null;
  readonly class: 'premium' | 'general' | 'poor' | null;
  readonly tier: 'large' | 'middle' | 'small' | null;
}

/**
 * What the matrix goes by; a customer not segmented yet counts as general and small (domain rules
 * 5).
 */
export function levelOf(customer: Segmented): CustomerLevel {
  return customer.kind === 'individual'
    ? { kind: 'individual', tier: customer.tier ?? 'small' }
    : {
        kind: 'corporate',
        corporateType: customer.corporateType ?? 'independent',
        class: customer.class ?? 'general',
      };
}
