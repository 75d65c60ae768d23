import type { Day } from '../../../core/day.ts';
import type { PolicyFault } from '../../platform/policy/kind.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce, type PolicyInForce } from '../../platform/policy/store.ts';
import { productsOf } from '../products/index.ts';
import { metricCatalogueKind, type MetricCatalogue } from './policy.ts';

/** The catalogue of measures and metrics in force on a day. A quarter uses that of its last day. */
export async function metricCatalogue(tx: Tx, on: Day): Promise<PolicyInForce<MetricCatalogue>> {
  return policyInForce(tx, metricCatalogueKind, on);
}

/**
 * Codes of products that the bank does not have: a slip of the pen would measure nothing and judge
 * people by it.
 */
export async function unknownProducts(tx: Tx, catalogue: MetricCatalogue): Promise<PolicyFault[]> {
  const known = new Set((await productsOf(tx)).map((product) => product.code));
  return catalogue.measures.flatMap((measure, at) =>
    (['products', 'without'] as const).flatMap((place) =>
      measure[place].flatMap((code, index) =>
        known.has(code)
          ? []
          : [
              {
                at: `measures[${at}].${place}[${index}]`,
                zh: `产品目录中没有 ${code}：请先在产品与内部定价中登记，或去掉它`,
                en: `the bank has no product ${code}: enter it under products first, or remove it`,
              },
            ],
      ),
    ),
  );
}
