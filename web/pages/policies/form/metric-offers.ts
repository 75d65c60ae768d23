import { policyApi } from '../../../../server/platform/policy/contract.ts';
import { useRoute } from '../../../api/queries.ts';
import { useSay } from '../../../i18n/say.ts';

interface Offer {
  readonly value: string;
  readonly label: string;
}

interface Named {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
}

const catalogue = 'metric_catalogue';
/** Places of documents that name a metric, or a measure, of the catalogue. */
const places: Readonly<Record<string, 'metrics' | 'measures'>> = {
  metric: 'metrics',
  measure: 'measures',
};

/** What a place may be filled with besides free words: the bank's metrics and measures. */
export function useMetricOffers(): (name: string) => readonly Offer[] {
  const { locale } = useSay();
  const versions = useRoute(policyApi.listPolicyVersions, { params: { kind: catalogue } });
  const versionNo = versions.data?.rows.find((row) => row.state === 'in_force')?.versionNo;
  const version = useRoute(
    policyApi.readPolicyVersion,
    { params: { kind: catalogue, versionNo: versionNo ?? 1 } },
    { enabled: versionNo !== undefined },
  );
  const body = version.data?.body as Readonly<Record<string, readonly Named[]>> | undefined;
  return (name) => {
    const list = places[name];
    const named = list === undefined ? [] : (body?.[list] ?? []);
    return named.map((one) => ({ value: one.key, label: `${one.name[locale]} (${one.key})` }));
  };
}
