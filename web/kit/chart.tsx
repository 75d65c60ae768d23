import type { EChartsType } from 'echarts/core';
import type { EChartsOption } from 'echarts';
import { Skeleton } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../api/session.ts';
import type { Locale } from '../../core/messages.ts';
import { useSay } from '../i18n/say.ts';
import { SaveChart } from './chart-save.tsx';
import type { ChartSaving } from './chart-save.tsx';
import './chart-save.css';
import { countWritten, fenExact, fenWords, percentShort, scoreShort } from './format.ts';
import { chartColours, useShade } from './theme.ts';
import type { Shade } from './theme.ts';

/** What a chart's numbers mean; they are the wire's digits made numbers only to place a point. */
export type ChartUnit = 'fen' | 'rate' | 'score' | 'count';

/** A value on an axis or in a tooltip, in words. */
export function chartWords(
  value: unknown,
  unit: ChartUnit,
  locale: Locale,
  currency: string,
  exact = false,
): string {
  const known = value !== null && value !== undefined && value !== '';
  const number = Number(value);
  if (!known || !Number.isFinite(number)) return '—';
  const digits = BigInt(Math.round(number));
  if (unit === 'fen') return exact ? fenExact(digits) : fenWords(digits, locale, currency);
  if (unit === 'rate') return `${percentShort(digits)}%`;
  if (unit === 'score') return scoreShort(digits);
  return countWritten(digits);
}

/** Words of a round number on an axis: '6,000.00万元' as '6,000万元'. */
export function roundWords(words: string): string {
  return words.replace(/\.00(?!\d)/, '');
}

/**
 * `const words = useChartWords('fen'); words(12345600)` for labels and tooltips of an own option.
 */
export function useChartWords(unit: ChartUnit): (value: unknown) => string {
  const { locale } = useSay();
  const { currency } = useSession().bank;
  return useCallback(
    (value: unknown) => chartWords(value, unit, locale, currency),
    [unit, locale, currency],
  );
}

function frameOf(shade: Shade): EChartsOption {
  const ink = shade === 'dark' ? '#c9d6db' : '#33444c';
  const line = shade === 'dark' ? '#2b3b43' : '#e3e9eb';
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: ink },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: ink },
  };
  return {
    color: [...chartColours[shade]],
    textStyle: { color: ink, fontFamily: 'inherit' },
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    grid: { left: 8, right: 16, top: 36, bottom: 8, outerBoundsMode: 'same' },
    legend: { type: 'scroll', top: 0, textStyle: { color: ink }, icon: 'roundRect' },
    tooltip: {
      confine: true,
      backgroundColor: shade === 'dark' ? '#1d2a31' : '#ffffff',
      borderColor: line,
      textStyle: { color: ink },
    },
    aria: { enabled: true },
    darkMode: shade === 'dark',
    xAxis: axis,
    yAxis: axis,
  };
}

/** The frame's words under the page's own: nested objects are joined, lists and values replaced. */
export function joined(under: unknown, over: unknown): unknown {
  if (Array.isArray(over) && isRecord(under) && over.every(isRecord)) {
    return over.map((one) => joined(under, one));
  }
  if (!isRecord(under) || !isRecord(over)) return over === undefined ? under : over;
  const whole: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) whole[key] = joined(under[key], value);
  return whole;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const cartesian = new Set(['bar', 'line', 'scatter', 'heatmap']);

function needsAxes(option: EChartsOption): boolean {
  const series = Array.isArray(option.series) ? option.series : [option.series];
  return series.some((one) => cartesian.has(String(one?.type)));
}

function wholeOption(option: EChartsOption, shade: Shade): EChartsOption {
  const { xAxis, yAxis, ...frame } = frameOf(shade);
  const under = needsAxes(option) ? { ...frame, xAxis, yAxis } : frame;
  return joined(under, option) as EChartsOption;
}

interface ChartProps {
  /** ECharts' option; colours, grid, fonts and axes' look come from the theme. */
  readonly option: EChartsOption;
  /** What the chart says, for those who do not see it. */
  readonly alt: string;
  readonly height?: number;
  readonly onChoose?: (name: string, dataIndex: number) => void;
  /** Lets the reader take the chart away as a picture, and its figures as a table. */
  readonly save?: ChartSaving;
}

/** A chart: fetched late, in the theme's colours, resized with its place, with a text beside it. */
export function Chart({ option, alt, height = 280, onChoose, save }: ChartProps) {
  const shade = useShade();
  const { locale } = useSay();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let gone = false;
    let watcher: ResizeObserver | undefined;
    void import('./chart-core.ts').then(({ init }) => {
      if (gone || place.current === null) return;
      const made = init(place.current, null, { locale: locale === 'zh' ? 'ZH' : 'EN' });
      made.on('click', (event) => choose.current?.(event.name, event.dataIndex));
      chart.current = made;
      watcher = new ResizeObserver(() => made.resize());
      watcher.observe(place.current);
      setReady(true);
    });
    return () => {
      gone = true;
      watcher?.disconnect();
      chart.current?.dispose();
      chart.current = null;
      setReady(false);
    };
  }, [locale]);

  useEffect(() => {
    if (ready) chart.current?.setOption(wholeOption(option, shade), { notMerge: true });
  }, [ready, option, shade]);

  return (
    <>
      <div style={{ position: 'relative', height }}>
        {ready ? null : <Skeleton active paragraph={{ rows: 5 }} title={false} />}
        <div ref={place} role="img" aria-label={alt} style={{ position: 'absolute', inset: 0 }} />
      </div>
      {save === undefined ? null : <SaveChart {...save} chart={() => chart.current} />}
    </>
  );
}
