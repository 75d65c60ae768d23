import type { EChartsOption } from 'echarts';
import { useMemo, useState } from 'react';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { Chart, chartWords, roundWords } from './chart.tsx';
import type { ChartUnit } from './chart.tsx';
import { periodWritten } from './format.ts';
import { SmallTable } from './small-table.tsx';

export interface Series {
  readonly name: string;
  /** The wire's digits, one for each label; null is a gap. */
  readonly values: readonly (string | null)[];
  readonly kind?: 'bar' | 'line';
}

interface SeriesChartProps {
  readonly title: string;
  /** Periods of the wire and names of schemes are written for the reader. */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly unit: ChartUnit;
  readonly stacked?: boolean;
  /** Bars lie: long names, ranked lists. */
  readonly lying?: boolean;
  readonly height?: number;
  readonly onChoose?: (label: string, index: number) => void;
}

/**
 * Bars and lines over labels, straight from the wire's digits, with the same figures as a table.
 */
export function SeriesChart(props: SeriesChartProps) {
  const { title, series, unit, stacked = false, lying = false } = props;
  const { t, named, locale } = useSay();
  const { currency } = useSession().bank;
  const [asTable, setAsTable] = useState(false);
  const labels = useMemo(
    () => props.labels.map((one) => named(periodWritten(one, locale))),
    [props.labels, named, locale],
  );
  const option = useMemo((): EChartsOption => {
    const words = (value: unknown, exact = false) =>
      chartWords(value, unit, locale, currency, exact);
    const names = { type: 'category' as const, data: [...labels], inverse: lying };
    const axisLabel = {
      formatter: (value: number) => roundWords(words(value)),
      hideOverlap: true,
    };
    // Counted things come whole: an axis of 0, 0, 0, 1, 1 says nothing.
    const steps = unit === 'count' ? { minInterval: 1 } : {};
    const amounts = { type: 'value' as const, axisLabel, ...steps };
    return {
      xAxis: lying ? amounts : { ...names, splitLine: { show: false } },
      yAxis: lying ? { ...names, splitLine: { show: false } } : amounts,
      legend: { show: series.length > 1 },
      grid: { top: series.length > 1 ? 36 : 12 },
      tooltip: { trigger: 'axis', valueFormatter: (value) => words(value, unit === 'fen') },
      series: series.map((one) => ({
        type: one.kind ?? 'bar',
        name: one.name,
        data: one.values.map((value) => (value === null ? null : Number(value))),
        barMaxWidth: 28,
        ...(stacked ? { stack: 'whole' } : {}),
        ...(one.kind === 'line' ? { symbolSize: 6, smooth: false } : {}),
      })),
    };
  }, [labels, series, unit, locale, currency, lying, stacked]);
  const table = (
    <SmallTable
      caption={<span className="kj-hidden">{title}</span>}
      height={props.height ?? 280}
      rows={labels}
      keyOf={(label) => label}
      columns={[
        { title: '', names: true, render: (label) => label },
        ...series.map((one) => ({
          title: one.name,
          figure: true,
          render: (_label: string, at: number) =>
            chartWords(one.values[at], unit, locale, currency, unit === 'fen'),
        })),
      ]}
    />
  );
  const figures = {
    head: ['', ...series.map((one) => one.name)],
    rows: labels.map((label, at) => [
      label,
      ...series.map((one) =>
        chartWords(one.values[at], unit, locale, currency, true).replaceAll(',', ''),
      ),
    ]),
  };
  const about = `${title}: ${series.map((one) => one.name).join(', ')}`;
  return (
    <div className="kj-series">
      {asTable ? (
        table
      ) : (
        <Chart
          option={option}
          alt={about}
          save={{ title, table: figures }}
          {...(props.height === undefined ? {} : { height: props.height })}
          {...(props.onChoose === undefined ? {} : { onChoose: props.onChoose })}
        />
      )}
      <button type="button" className="kj-quiet kj-switch" onClick={() => setAsTable(!asTable)}>
        {t(asTable ? 'web.chart.drawn' : 'web.chart.figures')}
      </button>
    </div>
  );
}
