import { Button, Select } from 'antd';
import { useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { UnitTarget } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Count } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Amount } from './amount.tsx';
import { EnterPlans } from './enter-plans.tsx';
import { UnitTree } from './unit-tree.tsx';
import { metricName } from './metric-name.ts';
import { Gap } from './gap.tsx';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';
import { useMetricColumn } from './metric-column.tsx';

/** Top-down plan of a unit beside the sum of its RMs, with the gaps, down to the RMs (C2e). */
export function UnitPlan({ year }: { readonly year: number }) {
  const units = useRoute(targetsApi.listTargetUnits);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Read query={units}>
      {({ rows }) => {
        const unitId = chosen ?? rows[0]?.unitId;
        if (unitId === undefined) return null;
        return <OfUnit unitId={unitId} year={year} units={rows} choose={setChosen} />;
      }}
    </Read>
  );
}

function OfUnit(props: {
  readonly unitId: string;
  readonly year: number;
  readonly units: readonly { unitId: string; name: string; level: number }[];
  readonly choose: (unitId: string) => void;
}) {
  const { t, tk, locale } = useSay();
  const may = useMay();
  const { unitId, year, units } = props;
  const top = units[0]!.level;
  const [entering, setEntering] = useState(false);
  const [metric, setMetric] = useState('deposit_average');
  const query = useRoute(targetsApi.readUnitTargets, { params: { unitId }, query: { year } });
  const drawn = (query.data?.rows ?? []).filter((row) => row.unit === 'fen');
  return (
    <>
      <Section
        title={t('targets.page.plan_title')}
        extra={
          <>
            <Select
              aria-label={t('targets.page.unit')}
              showSearch={{ optionFilterProp: 'label' }}
              value={unitId}
              onChange={props.choose}
              style={{ minWidth: 220 }}
              options={units.map((row) => ({
                value: row.unitId,
                label: `${'　'.repeat(row.level - top)}${row.name}`,
              }))}
            />
            {may('targets.enter_plan') ? (
              <Button onClick={() => setEntering(true)}>{t('targets.page.enter_plan')}</Button>
            ) : null}
          </>
        }
      >
        <Read query={query}>
          {({ rows }) => (
            <>
              <Wide>
                <PlanTable rows={rows} />
              </Wide>
              <SeriesChart
                title={t('targets.page.plan_title')}
                labels={drawn.map((row) => metricName({ tk, locale }, row.metric, row.name))}
                unit="fen"
                height={220}
                series={(['plan', 'sum', 'stretch', 'challenge'] as const).map((name) => ({
                  name: t(`targets.field.${name}`),
                  values: drawn.map((row) => row[name]),
                }))}
              />
              {entering ? (
                <EnterPlans
                  unitId={unitId}
                  year={year}
                  rows={rows}
                  onClose={() => setEntering(false)}
                />
              ) : null}
            </>
          )}
        </Read>
      </Section>
      <Section
        title={t('targets.page.tree_title')}
        extra={
          <Select
            aria-label={t('targets.field.metric')}
            value={metric}
            onChange={setMetric}
            style={{ minWidth: 160 }}
            options={(query.data?.rows ?? []).map((row) => ({
              value: row.metric,
              label: metricName({ tk, locale }, row.metric, row.name),
            }))}
          />
        }
      >
        <UnitTree unitId={unitId} year={year} metric={metric} choose={props.choose} />
      </Section>
    </>
  );
}

const heads = ['plan', 'below', 'belowGap', 'sum', 'stretch', 'challenge', 'gap', 'rms'] as const;

function PlanTable({ rows }: { readonly rows: readonly UnitTarget[] }) {
  const { t } = useSay();
  const metricColumn = useMetricColumn();
  return (
    <SmallTable
      rows={rows}
      keyOf={(row) => row.metric}
      columns={[
        metricColumn,
        ...heads.map((head) => ({
          title: t(`targets.field.${head}`),
          figure: true,
          render: (row: UnitTarget) => <PlanFigure row={row} head={head} />,
        })),
      ]}
    />
  );
}

function PlanFigure(props: { readonly row: UnitTarget; readonly head: (typeof heads)[number] }) {
  const { row, head } = props;
  if (head === 'rms') return <Count value={row.rms} />;
  if (head === 'gap') return <Gap unit={row.unit} gap={row.gap} />;
  return <Amount unit={row.unit} value={row[head]} />;
}
