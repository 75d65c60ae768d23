import { useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { quarterWritten } from '../../kit/format.ts';

export interface QuarterChoice {
  /** Null while no quarter is closed; undefined until it is known. */
  readonly quarter: string | null | undefined;
  readonly closed: readonly string[];
  readonly choose: (quarter: string) => void;
}

/** The closed quarter a page shows: the latest unless the address or a choice names another. */
export function useClosedQuarter(): QuarterChoice {
  const states = useRoute(organisationApi.listQuarters);
  const asked = (useSearch({ strict: false }) as { readonly quarter?: unknown }).quarter;
  const [chosen, choose] = useState(typeof asked === 'string' ? asked : null);
  const closed = (states.data?.rows ?? []).filter((row) => row.closed).map((row) => row.quarter);
  const quarter = states.data === undefined ? undefined : (chosen ?? closed[0] ?? null);
  return { quarter, closed, choose };
}

export function QuarterSelect({ choice }: { readonly choice: QuarterChoice }) {
  const { t, locale } = useSay();
  const waits = choice.quarter === undefined;
  if (choice.closed.length === 0 && !waits) return null;
  return (
    <Select
      aria-label={t('attribution.field.quarter')}
      loading={waits}
      value={choice.quarter ?? ''}
      onChange={choice.choose}
      style={{ minWidth: 130 }}
      options={choice.closed.map((value) => ({ value, label: quarterWritten(value, locale) }))}
    />
  );
}
