/** What the digits of a place in a scheme's document count. */
export type PlaceUnit = 'fen' | 'share' | 'points' | 'times' | 'count';

/** What a metric of the catalogue is counted in. */
export type MetricUnit = 'fen' | 'count' | 'rate' | 'score';

/**
 * The units of the places whose names do not end in one; the first row that fits `module.path`
 * decides. `amount` has the unit of the metric its line names, by the bank's catalogue.
 */
const rows: readonly (readonly [RegExp, PlaceUnit | 'amount'])[] = [
  [/^pay\.(basePerMonth|bonusAtHundred)\.|^pay\..*minimumWagePerMonth$/, 'fen'],
  [/^pay\.(bonusFactors|penalties)\.from$/, 'points'],
  [/^pay\.bonusFactors\.factor$/, 'times'],
  [/^pay\.deferral\.instalments$/, 'count'],
  [/^pay\.(paidShare|penalties\.shareOfBase)$/, 'share'],
  [/^pay\.(deferral\.shareByLevel\.|legalFloor\.deductionShareMax)/, 'share'],
  [/^pay\.items\.((amounts|atHundred)\..*|(.*\.)?(amount|most))$/, 'fen'],
  [/^pay\.items\.factors\.from$/, 'points'],
  [/^pay\.items\..*factor$/, 'times'],
  [/^pay\.items\..*(share|weight)$/, 'share'],
  [/^pay\.items\..*(from|each|reference|threshold|atLeast|below|shortOf|also)$/, 'amount'],
  [/^assessment\..*lines\.scoring\.(floor|cap|targetFloor|stepShare|bands\.from)$/, 'share'],
  [/^assessment\.raters\.weightShareMost$/, 'share'],
  [/^assessment\..*coefficients\.coefficient$/, 'times'],
  [/^assessment\..*lines\.(fixedTarget|scoring\.(step|tiers\.from))$/, 'amount'],
  [/^assessment\.(.*gates\.bound|deductions\.items\.(per|free))$/, 'amount'],
  [/^assessment\.(dimensions\.items\.(par|above)|table\..*\.(least|amount))$/, 'amount'],
  [/^assessment\..*(totalCap|weight|from|points\w*|deductMax|min|max|most)$/, 'points'],
  [/^assessment\..*(base|fifths|belowCapsTotal)$/, 'points'],
  [/^contribution\.(\w+Rate|lossGivenDefault|capitalShare)(\.|$)/, 'share'],
  [/^expenses\.tax\.\w+$/, 'share'],
  [/^holdings\.debtor\.\w+ShareAbove$/, 'share'],
  [/^allocation\.loadBands\.upTo$/, 'share'],
  [/^allocation\.(grade\.|nearness$|loadBands\.penalty$)/, 'points'],
  [/^targets\.(growth\.|cumulativeShares$|nplCeiling$)/, 'share'],
  [/^targets\.quota\..*\.new_customers$/, 'count'],
  [/^targets\.quota\./, 'fen'],
];

/** The unit of a place, or null when its name says it or it is no figure. */
export function placeUnit(
  module: string,
  path: readonly string[],
  metric?: MetricUnit,
): PlaceUnit | null {
  const place = [module, ...path].join('.');
  const unit = rows.find(([form]) => form.test(place))?.[1] ?? null;
  if (unit !== 'amount') return unit;
  if (metric === 'rate') return 'share';
  return metric === 'score' ? 'points' : (metric ?? 'count');
}
