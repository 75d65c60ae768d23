import type { Day } from '../../../core/day.ts';
import type { PolicyFault } from '../../platform/policy/kind.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { metricCatalogue } from '../metrics/index.ts';
import type { PayScheme } from './policy.ts';
import { metricFaults } from './policy/metrics.ts';

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
