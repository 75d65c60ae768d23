import type { Day } from '../../../core/day.ts';
import type { PolicyFault } from '../../platform/policy/kind.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { unitsOf } from '../organisation/index.ts';
import { metricCatalogue } from '../metrics/index.ts';
import type { PayScheme } from './policy.ts';
import { metricFaults } from './policy/metrics.ts';
import type { MinimumWage } from './policy/minimum-wage.ts';

/** A pay scheme beside the catalogue of metrics in force on its first day. */
export async function verifyPayScheme(
  tx: Tx,
  scheme: PayScheme,
  on: Day,
): Promise<readonly PolicyFault[]> {
  const { body } = await metricCatalogue(tx, on);
  const known = body.metrics.map(({ key, unit, source }) => ({
    key,
    unit,
    manual: source.kind === 'manual',
  }));
  return metricFaults(scheme.items, known);
}

/** Regions of minimum wages beside the bank's units: a code that no unit has protects nobody. */
export async function verifyMinimumWage(
  tx: Tx,
  body: MinimumWage,
): Promise<readonly PolicyFault[]> {
  const known = new Set((await unitsOf(tx)).map((unit) => unit.code));
  return body.regions.flatMap((region, at) =>
    region.units
      .filter((code) => !known.has(code))
      .map((code) => ({
        at: `regions.${at}.units`,
        zh: `没有机构代码 ${code}（地区“${region.name}”）`,
        en: `No unit has the code ${code} (region "${region.name}")`,
      })),
  );
}
