import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { MetricUnit } from './place-unit.ts';

interface Known {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly unit: MetricUnit;
}
type Catalogue = ReadonlyMap<string, Known>;

const CatalogueOf = createContext<Catalogue>(new Map());
const kind = 'metric_catalogue';

/** The bank's metrics in force: their names and units for the places of a scheme that name one. */
export function WithCatalogue({ children }: { readonly children: ReactNode }) {
  const versions = useRoute(policyApi.listPolicyVersions, { params: { kind } });
  const versionNo = versions.data?.rows.find((row) => row.state === 'in_force')?.versionNo;
  const version = useRoute(
    policyApi.readPolicyVersion,
    { params: { kind, versionNo: versionNo ?? 1 } },
    { enabled: versionNo !== undefined },
  );
  const body = version.data?.body as { readonly metrics?: readonly Known[] } | undefined;
  const metrics = body?.metrics;
  const known = useMemo(() => new Map((metrics ?? []).map((one) => [one.key, one])), [metrics]);
  return <CatalogueOf value={known}>{children}</CatalogueOf>;
}

/** A metric of the catalogue by its key; undefined while it is loaded, or when there is none. */
export function useKnownMetric(): (key: string | undefined) => Known | undefined {
  const known = useContext(CatalogueOf);
  return (key) => (key === undefined ? undefined : known.get(key));
}
