import type { EChartsOption } from 'echarts';
import { useMemo } from 'react';
import type { customersApi } from '../../../server/modules/customers/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Chart } from '../../kit/chart.tsx';
import { percentShort } from '../../kit/format.ts';
import { useGo } from '../../kit/page-link.tsx';
import { chartColours, useShade } from '../../kit/theme.ts';
import { layoutOf } from './graph-layout.ts';

export type Relations = AnswerOf<(typeof customersApi)['readRelations']>;

const places: Readonly<Record<string, number>> = {
  self: 0,
  corporate: 1,
  individual: 2,
  person: 3,
  firm: 4,
};

/** What a line of the graph says: a share, or what the party is. */
export function useEdgeWords(): (edge: Relations['edges'][number]) => string {
  const { t } = useSay();
  return (edge) => {
    if (edge.kind === 'shareholder') return `${percentShort(edge.share ?? '0')}%`;
    return edge.kind === 'controller'
      ? t('customers.as.controller')
      : t(`customers.role.${edge.kind}`);
  };
}

/** 关系图: owners above, what it owns below, related parties beside; a customer opens by a click. */
export function RelationGraph(props: { readonly relations: Relations; readonly name: string }) {
  const { t } = useSay();
  const go = useGo();
  const shade = useShade();
  const wordsOf = useEdgeWords();
  const { nodes, edges } = props.relations;
  const option = useMemo((): EChartsOption => {
    const placed = new Map(layoutOf(nodes, edges).map((one) => [one.key, one]));
    const colours = chartColours[shade];
    return {
      legend: { show: false },
      tooltip: { formatter: (one) => String((one as { name: string }).name) },
      series: [
        {
          type: 'graph',
          layout: 'none',
          roam: true,
          scaleLimit: { min: 0.4, max: 3 },
          edgeSymbol: ['none', 'arrow'],
          edgeSymbolSize: 8,
          label: {
            show: true,
            position: 'bottom',
            color: shade === 'dark' ? '#c9d6db' : '#33444c',
          },
          edgeLabel: {
            show: true,
            fontSize: 11,
            color: shade === 'dark' ? '#c9d6db' : '#33444c',
            formatter: (one) => String((one.data as { words?: string }).words ?? ''),
          },
          lineStyle: { color: shade === 'dark' ? '#6f858f' : '#8a9aa1', curveness: 0.08 },
          data: nodes.map((one) => ({
            id: one.key,
            name: one.name,
            x: placed.get(one.key)?.x ?? 0,
            y: placed.get(one.key)?.y ?? 0,
            symbol: one.kind === 'individual' || one.kind === 'person' ? 'circle' : 'roundRect',
            symbolSize: one.kind === 'self' ? 36 : 26,
            itemStyle: { color: colours[places[one.kind] ?? 0] ?? '#5d6e76' },
          })),
          links: edges.map((one) => ({
            source: one.from,
            target: one.to,
            words: wordsOf(one),
            lineStyle: { type: one.kind === 'shareholder' ? 'solid' : 'dashed' },
          })),
        },
      ],
    } as EChartsOption;
    // wordsOf changes only with the language, as t does.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [nodes, edges, shade, t]);
  const levels = new Set(layoutOf(nodes, edges).map((one) => one.level)).size;
  return (
    <Chart
      option={option}
      height={Math.min(560, 180 + levels * 110)}
      alt={t('customers.relations.graph_alt', {
        name: props.name,
        nodes: nodes.length,
        edges: edges.length,
      })}
      onChoose={(_name, at) => {
        const chosen = nodes[at];
        if (chosen?.customerId !== null && chosen !== undefined && chosen.kind !== 'self') {
          go(`/customers/${chosen.customerId}?tab=relations`);
        }
      }}
    />
  );
}
