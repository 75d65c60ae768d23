/** Tones of the five classes: words first, colour second. */
export const riskTones = {
  special_mention: 'warn',
  substandard: 'bad',
  doubtful: 'bad',
  loss: 'bad',
} as const;
