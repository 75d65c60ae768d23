import type { redLines } from '../contract/duties.ts';

interface Crossed {
  readonly line: (typeof redLines)[number];
  readonly staffId: bigint;
}

/**
 * What of the red lines a reader is told. The non-performing rate is a figure of risk: named to all
 * who read the card. A void bonus and a sheet below the floor are results of a person's assessment:
 * named only to who may read sheets (`assessment.read`); the others learn how many RMs it is
 * (PIPL 6: no more than the task needs). Of any two lines of one RM both count as one.
 */
export function redLinesShown<R extends Crossed>(
  crossed: readonly R[],
  mayReadSheets: boolean,
): { readonly rows: readonly R[]; readonly unnamed: number } {
  if (mayReadSheets) return { rows: crossed, unnamed: 0 };
  const ofSheets = crossed.filter((one) => one.line !== 'npl_over');
  return {
    rows: crossed.filter((one) => one.line === 'npl_over'),
    unnamed: new Set(ofSheets.map((one) => one.staffId)).size,
  };
}
