import type { EChartsOption } from 'echarts';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { Migration as Shape } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Chart } from '../../kit/chart.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { countWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

type Dimension = Shape['rows'][number]['dimension'];
const dimensions = ['class', 'tier'] as const;

interface Props {
  readonly asked: { readonly quarter?: string; readonly unitId?: string };
}

/** Who rose and who fell: customers by class or tier at the end of two quarters, as flows. */
export function Migration({ asked }: Props) {
  const { t } = useSay();
  const [dimension, setDimension] = useState<Dimension>('class');
  const [asTable, setAsTable] = useState(false);
  const query = useRoute(deskApi.readMigration, { query: asked }, { keep: true });
  return (
    <Read query={query}>
      {({ from, until, rows }) => {
        const own = rows.filter((row) => row.dimension === dimension);
        if (from === null || until === null) return <NoDataYet words={t('desk.no_migration')} />;
        return (
          <>
            <div className="kj-bar">
              <span className="kj-quiet">{t('desk.migration.span', { from, until })}</span>
              <span className="kj-bar-end">
                <Segmented<Dimension>
                  size="small"
                  aria-label={t('desk.field.kind')}
                  value={dimension}
                  onChange={setDimension}
                  options={dimensions.map((one) => ({
                    value: one,
                    label: t(`desk.dimension.${one}`),
                  }))}
                />
              </span>
            </div>
            {own.length === 0 ? (
              <NoDataYet />
            ) : asTable ? (
              <Figures rows={own} />
            ) : (
              <Flows rows={own} />
            )}
            <button
              type="button"
              className="kj-quiet kj-switch"
              onClick={() => setAsTable(!asTable)}
            >
              {t(asTable ? 'web.chart.drawn' : 'web.chart.figures')}
            </button>
          </>
        );
      }}
    </Read>
  );
}

type Rows = { readonly rows: Shape['rows'] };

function Flows({ rows }: Rows) {
  const { t, tk } = useSay();
  const option = useMemo((): EChartsOption => {
    const name = (side: 'from' | 'to', value: string) =>
      `${t(`desk.field.${side}`)} ${tk(`desk.value.${value}`, value)}`;
    const names = new Set(rows.flatMap((row) => [name('from', row.before), name('to', row.after)]));
    return {
      tooltip: { trigger: 'item', valueFormatter: (value) => countWritten(Number(value)) },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: 110,
          top: 12,
          bottom: 12,
          nodeGap: 14,
          data: [...names].map((one) => ({ name: one })),
          links: rows.map((row) => ({
            source: name('from', row.before),
            target: name('to', row.after),
            value: row.customers,
          })),
          lineStyle: { color: 'gradient', opacity: 0.45 },
          emphasis: { focus: 'adjacency' },
          label: { color: 'inherit' },
        },
      ],
    };
  }, [rows, t, tk]);
  return (
    <Chart
      option={option}
      alt={t('desk.migration')}
      height={300}
      save={{ title: t('desk.migration') }}
    />
  );
}

function Figures({ rows }: Rows) {
  const { t, tk } = useSay();
  return (
    <SmallTable
      caption={<span className="kj-hidden">{t('desk.migration')}</span>}
      rows={rows}
      keyOf={(row) => `${row.before} ${row.after}`}
      columns={[
        {
          title: t('desk.field.from'),
          render: (row) => tk(`desk.value.${row.before}`, row.before),
        },
        { title: t('desk.field.to'), render: (row) => tk(`desk.value.${row.after}`, row.after) },
        {
          title: t('desk.field.customers'),
          figure: true,
          render: (row) => countWritten(row.customers),
        },
      ]}
    />
  );
}
