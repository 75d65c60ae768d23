import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { useSay } from '../../i18n/say.ts';
import { Chart, roundWords, useChartWords } from '../../kit/chart.tsx';
import { fenForDrawing } from '../../kit/format.ts';
import { usePhone, useShade } from '../../kit/theme.ts';
import type { Shade } from '../../kit/theme.ts';
import type { Fall } from './waterfall.ts';

const colours: Readonly<Record<Shade, Readonly<Record<Fall['kind'], string>>>> = {
  light: { up: '#4d76b8', down: '#d08b1d', whole: '#0f5f6b' },
  dark: { up: '#85a9e0', down: '#e5b25d', whole: '#4fb3c0' },
};

/** The waterfall as a picture: columns that stand where the one before ended. */
export function FallChart({ falls }: { readonly falls: readonly Fall[] }) {
  const { t, tk, locale } = useSay();
  const words = useChartWords('fen');
  const shade = useShade();
  const crowded = usePhone() && falls.length > 5;
  const option = useMemo((): EChartsOption => {
    const inDigits = (amount: bigint) => fenForDrawing(String(amount));
    const least = (fall: Fall) => (fall.from < fall.to ? fall.from : fall.to);
    const size = (fall: Fall) => (fall.amount < 0n ? -fall.amount : fall.amount);
    const names = falls.map((fall) => fall.name?.[locale] ?? tk(`pay.item.${fall.item}`));
    return {
      grid: { top: 28 },
      legend: { show: false },
      tooltip: {
        trigger: 'item',
        formatter: (point) => {
          const at = Array.isArray(point) ? 0 : point.dataIndex;
          return `${names[at]} ${words(falls[at]?.amount)}`;
        },
      },
      xAxis: {
        type: 'category',
        data: names,
        splitLine: { show: false },
        axisLabel: crowded
          ? { interval: 0, rotate: 60, width: 84, overflow: 'truncate' }
          : { interval: 0, width: 60, overflow: 'break' },
      },
      yAxis: {
        type: 'value',
        axisLabel: { formatter: (value: number) => roundWords(words(value)) },
      },
      series: [
        {
          type: 'bar',
          stack: 'fall',
          silent: true,
          itemStyle: { color: 'transparent' },
          data: falls.map((fall) => inDigits(least(fall))),
        },
        {
          type: 'bar',
          stack: 'fall',
          barMaxWidth: 56,
          labelLayout: { hideOverlap: true },
          label: {
            show: true,
            position: 'top',
            formatter: (point) => words(falls[point.dataIndex]?.amount),
          },
          data: falls.map((fall) => ({
            value: inDigits(size(fall)),
            itemStyle: { color: colours[shade][fall.kind] },
          })),
        },
      ],
    };
  }, [falls, shade, words, tk, locale, crowded]);
  const title = t('pay.waterfall');
  return <Chart option={option} alt={title} height={400} save={{ title }} />;
}
