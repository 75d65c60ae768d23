import { Select } from 'antd';
import { useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';

export interface YearChoice {
  readonly year: number;
  readonly choose: (year: number) => void;
  readonly years: readonly number[];
  /** Quarters of the chosen year that were opened, the earliest first. */
  readonly opened: readonly string[];
}

/** The year a page shows: the latest that was opened, else the bank's. */
export function useYear(): YearChoice {
  const { today } = useSession().bank;
  const states = useRoute(organisationApi.listQuarters);
  const [chosen, choose] = useState<number | null>(null);
  const opened = (states.data?.rows ?? [])
    .filter((row) => row.opened)
    .map((row) => row.quarter)
    .toSorted();
  const known = opened.map((quarter) => Number(quarter.slice(0, 4)));
  const own = Number(today.slice(0, 4));
  const years = [...new Set([...known, own])].toSorted((a, b) => b - a);
  const year = chosen ?? known.at(-1) ?? own;
  return { year, choose, years, opened: opened.filter((one) => one.startsWith(`${year}`)) };
}

export function YearSelect({ choice }: { readonly choice: YearChoice }) {
  const { t } = useSay();
  return (
    <Select
      aria-label={t('targets.page.year')}
      value={choice.year}
      onChange={choice.choose}
      options={choice.years.map((value) => ({
        value,
        label: t('targets.letter.year_state', { year: value }),
      }))}
      style={{ minWidth: 110 }}
    />
  );
}
