import type { CustomerLevel } from '../people/index.ts';

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
