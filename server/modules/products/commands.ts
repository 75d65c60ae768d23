import { quarterRange } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { lastSealedQuarter } from '../organisation/index.ts';
import type { Pricing } from './policy.ts';
import { decidePricing } from './rules.ts';
import * as store from './store.ts';

/**
 * Writes the rows of a pricing document at the moment it is approved. Refuses when it changes a
 * price of a sealed quarter: the approval is then rolled back with it.
 */
export async function fillPricing(
  tx: Tx,
  version: { readonly versionId: bigint; readonly body: Pricing },
): Promise<Refusal | null> {
  const sealed = await lastSealedQuarter(tx);
  const refusal = decidePricing(version.body, {
    catalogue: await store.loadProducts(tx),
    prices: await store.loadPrices(tx),
    sealedUntil: sealed === null ? null : quarterRange(sealed).until,
  });
  if (refusal !== null) return refusal;
  await store.insertPricing(tx, version.versionId, version.body);
  await recordAudit(tx, {
    verb: 'products.fill_pricing',
    subject: 'policy_version',
    subjectKey: String(version.versionId),
    detail: {
      products: version.body.products.length,
      curves: version.body.ftp.length,
      unitCosts: version.body.unitCosts.length,
    },
  });
  return null;
}
