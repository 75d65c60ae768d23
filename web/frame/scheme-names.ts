import { useEffect } from 'react';
import { policyApi } from '../../server/platform/policy/contract.ts';
import { useRoute } from '../api/queries.ts';
import { learnSchemeNames, useSay } from '../i18n/say.ts';

/** Asks once for the English names of what the bank's schemes name, when English is read. */
export function useSchemeNames(): void {
  const { locale } = useSay();
  const { data } = useRoute(
    policyApi.readSchemeNames,
    {},
    { enabled: locale === 'en', staleTime: Infinity },
  );
  useEffect(() => {
    if (data !== undefined) learnSchemeNames(data.names);
  }, [data]);
}
