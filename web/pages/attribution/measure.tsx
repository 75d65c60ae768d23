import { Select } from 'antd';
import { useCallback, useMemo } from 'react';
import type { MeasureUnit } from '../../../server/modules/attribution/contract.ts';
import { metricsApi } from '../../../server/modules/metrics/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Missing, Money } from '../../kit/figures.tsx';
import { isProduct, shownAmount, unitOf } from './measure-figures.ts';

interface Named {
  readonly measure: string;
  readonly measureName: { readonly zh: string; readonly en: string };
  readonly unit: MeasureUnit;
}

/** The name of a measure as shown: products appear as daily averages. */
export function useMeasureName(): (row: Named) => string {
  const { t, locale } = useSay();
  return useCallback(
    (row) =>
      isProduct(row.unit)
        ? `${row.measureName[locale]} · ${t('attribution.page.daily_average')}`
        : row.measureName[locale],
    [t, locale],
  );
}

/** The measures of the catalogue of a quarter, in its order; empty until they are there. */
export function useMeasures(quarter: string): readonly Named[] {
  const { data } = useRoute(metricsApi.readMetrics, { query: { on: lastDayOf(quarter) } });
  return useMemo(
    () =>
      (data?.measures ?? []).map(({ key, name, unit }) => ({
        measure: key,
        measureName: name,
        unit,
      })),
    [data],
  );
}

function lastDayOf(quarter: string): string {
  const end = Date.UTC(Number(quarter.slice(0, 4)), Number(quarter.slice(5)) * 3, 0);
  return new Date(end).toISOString().slice(0, 10);
}

/** Which measure to show. */
export function MeasureChoice(props: {
  readonly measures: readonly Named[];
  readonly value: string;
  readonly onChange: (measure: string) => void;
}) {
  const { t, locale } = useSay();
  return (
    <Select
      size="small"
      showSearch
      optionFilterProp="label"
      aria-label={t('attribution.field.measure')}
      style={{ minWidth: 180 }}
      value={props.value}
      onChange={props.onChange}
      options={props.measures.map((one) => ({
        value: one.measure,
        label: one.measureName[locale],
      }))}
    />
  );
}

/** An amount of a measure in its unit; products as daily averages of the quarter. */
export function MeasureAmount(props: {
  readonly unit: MeasureUnit;
  readonly amount: string | null;
  readonly quarter: string;
}) {
  if (props.amount === null) return <Missing />;
  const shown = shownAmount(props.unit, props.amount, props.quarter);
  return unitOf(props.unit) === 'count' ? <Count value={shown} /> : <Money fen={shown} />;
}
