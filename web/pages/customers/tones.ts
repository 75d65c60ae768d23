/** Tones of types, classes and tiers: words first, colour second. */
export const segmentTones = {
  system: 'strong',
  premium: 'good',
  poor: 'bad',
  large: 'gold',
  middle: 'calm',
  watch: 'warn',
} as const;
