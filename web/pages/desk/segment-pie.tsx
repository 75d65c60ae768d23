import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import { useSay } from '../../i18n/say.ts';
import { Chart } from '../../kit/chart.tsx';
import { countWritten } from '../../kit/format.ts';
import { chartColours, usePhone, useShade } from '../../kit/theme.ts';

interface SegmentCount {
  readonly kind: string;
  readonly value: string;
  readonly customers: number;
}

/** The two last hex digits of a colour: whole for the first of a kind, paler for each next. */
function paler(place: number, of: number): string {
  return Math.round(255 - (place * 180) / of)
    .toString(16)
    .padStart(2, '0');
}

interface Props {
  readonly segments: readonly SegmentCount[];
  readonly height?: number;
}

/** Customers by kind (inner ring) and class or tier (outer ring). */
export function SegmentPie({ segments, height = 260 }: Props) {
  const { t, tk } = useSay();
  const colours = chartColours[useShade()];
  const phone = usePhone();
  const option = useMemo((): EChartsOption => {
    const kinds = Map.groupBy(segments, (one) => one.kind);
    const kindOf = (kind: string) => tk(`customers.kind.${kind}`, kind);
    const inner = [...kinds].map(([kind, of]) => ({
      name: kindOf(kind),
      value: of.reduce((sum, one) => sum + one.customers, 0),
    }));
    const outer = [...kinds].flatMap(([kind, of], at) =>
      of.map((one, place) => ({
        name: `${kindOf(kind)} · ${tk(`desk.value.${one.value}`, one.value)}`,
        value: one.customers,
        itemStyle: { color: `${colours[at] ?? ''}${paler(place, of.length)}` },
      })),
    );
    return {
      legend: phone
        ? { type: 'plain', bottom: 0, top: 'auto', data: outer.map((one) => one.name) }
        : { show: false },
      tooltip: { trigger: 'item', valueFormatter: (value) => countWritten(Number(value)) },
      series: [
        {
          type: 'pie',
          center: ['50%', phone ? '38%' : '50%'],
          radius: [0, phone ? '30%' : '38%'],
          data: inner,
          label: {
            position: 'inner',
            color: '#ffffff',
            textBorderColor: '#17242b',
            textBorderWidth: 2,
            fontSize: 11,
          },
          labelLine: { show: false },
        },
        {
          type: 'pie',
          center: ['50%', phone ? '38%' : '50%'],
          radius: phone ? ['40%', '58%'] : ['50%', '68%'],
          data: outer,
          label: { show: !phone, formatter: '{b} {c}', overflow: 'break', width: 110 },
          labelLayout: { hideOverlap: true },
        },
      ],
    };
  }, [segments, colours, phone, tk]);
  const title = t('desk.segments');
  return <Chart option={option} alt={title} height={height} save={{ title }} />;
}
