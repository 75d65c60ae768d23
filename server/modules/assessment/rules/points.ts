/** Whole, as ratios and points are kept: millionths. */
export const one = 1_000_000n;

/** Points or a ratio for people: '13.5', '24', '-2.25'. Exact. */
export function pointsText(millionths: bigint): string {
  const sign = millionths < 0n ? '-' : '';
  const size = millionths < 0n ? -millionths : millionths;
  const rest = String(size % one)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${sign}${size / one}${rest === '' ? '' : `.${rest}`}`;
}

/** A ratio in millionths as a percentage for people: 1200000 → '120%'. Exact. */
export function shareText(millionths: bigint): string {
  return `${pointsText(millionths * 100n)}%`;
}
