import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import type { Board } from '../../../server/modules/desk/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Chart, roundWords, useChartWords } from '../../kit/chart.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { fenForDrawing, scoreShort } from '../../kit/format.ts';
import { useGo } from '../../kit/page-link.tsx';

/** Each RM as a point: customers led across, contribution up; a point opens the sheet. */
export function RmScatter({ rms, rmsWhole }: Pick<Board, 'rms' | 'rmsWhole'>) {
  const { t, tk } = useSay();
  const go = useGo();
  const words = useChartWords('fen');
  const levels = useMemo(() => [...Map.groupBy(rms, (one) => one.level)], [rms]);
  const option = useMemo(
    (): EChartsOption => ({
      tooltip: {
        trigger: 'item',
        formatter: (point) => {
          const one = Array.isArray(point) ? undefined : levels[point.seriesIndex ?? 0]?.[1];
          const rm = Array.isArray(point) ? undefined : one?.[point.dataIndex];
          if (rm === undefined) return '';
          const parts = [
            `${t('desk.field.customers')} ${rm.customers}`,
            `${t('desk.field.contribution')} ${words(rm.contribution)}`,
            `${t('desk.field.score')} ${scoreShort(rm.score)}`,
          ];
          return `${escaped(rm.name)} ${escaped(rm.staffNo)}<br>${parts.join('<br>')}`;
        },
      },
      xAxis: {
        type: 'value',
        name: t('desk.field.customers'),
        nameLocation: 'middle',
        nameGap: 24,
      },
      yAxis: {
        type: 'value',
        axisLabel: { formatter: (value: number) => roundWords(words(value)) },
      },
      series: levels.map(([level, of]) => ({
        type: 'scatter',
        name: tk(`people.level.${level}`, level),
        symbolSize: 11,
        data: of.map((one) => ({
          name: one.sheetId,
          value: [one.customers, fenForDrawing(one.contribution)],
        })),
      })),
    }),
    [levels, words, t, tk],
  );
  if (rms.length === 0) return <NoDataYet words={t('desk.no_rms')} />;
  return (
    <>
      <Chart
        option={option}
        alt={t('desk.rm_scatter')}
        height={300}
        save={{ title: t('desk.rm_scatter') }}
        onChoose={(sheetId) => go(`/sheets/${sheetId}`)}
      />
      <p className="kj-quiet">
        {t('desk.scatter_help')}
        {rmsWhole > rms.length ? (
          <> · {t('desk.scatter_some', { whole: rmsWhole, drawn: rms.length })}</>
        ) : null}
      </p>
    </>
  );
}

/** Names stand in the tooltip's HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
