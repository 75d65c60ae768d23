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

/** The level as one word, by which the optimiser and its results name it. */
export function levelName(level: CustomerLevel): string {
  return level.kind === 'individual'
    ? `individual/${level.tier}`
    : `corporate/${level.corporateType}/${level.class}`;
}

/** The level of such a word. */
export function levelNamed(name: string): CustomerLevel {
  const [kind, ...parts] = name.split('/');
  return kind === 'individual'
    ? ({ kind, tier: parts[0] } as CustomerLevel)
    : ({ kind, corporateType: parts[0], class: parts[1] } as CustomerLevel);
}
