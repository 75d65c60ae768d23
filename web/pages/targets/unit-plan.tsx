import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { metricKeys, metrics, targetsApi } from '../../../server/modules/targets/contract.ts';
import type { MetricKey, UnitTarget } from '../../../server/modules/targets/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { fenFromEntry } from '../../kit/entry.ts';
import { Count, Mark } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Amount } from './amount.tsx';

/** Top-down plan of a unit beside the sum of its RMs, with the gap (C2e). */
export function UnitPlan({ year }: { readonly year: number }) {
  const { t } = useSay();
  const units = useRoute(targetsApi.listTargetUnits);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Read query={units}>
      {({ rows }) => {
        const unitId = chosen ?? rows[0]?.unitId;
        if (unitId === undefined) return null;
        const top = rows[0]!.level;
        return (
          <OfUnit
            unitId={unitId}
            year={year}
            picker={
              <Select
                aria-label={t('targets.page.unit')}
                showSearch={{ optionFilterProp: 'label' }}
                value={unitId}
                onChange={setChosen}
                style={{ minWidth: 220 }}
                options={rows.map((row) => ({
                  value: row.unitId,
                  label: `${'　'.repeat(row.level - top)}${row.name}`,
                }))}
              />
            }
          />
        );
      }}
    </Read>
  );
}

function OfUnit(props: {
  readonly unitId: string;
  readonly year: number;
  readonly picker: React.ReactNode;
}) {
  const { t, tk } = useSay();
  const may = useMay();
  const { unitId, year } = props;
  const [entering, setEntering] = useState(false);
  const query = useRoute(targetsApi.readUnitTargets, { params: { unitId }, query: { year } });
  const drawn = (query.data?.rows ?? []).filter((row) => row.unit === 'fen');
  return (
    <Section
      title={t('targets.page.plan_title')}
      extra={
        <>
          {props.picker}
          {may('targets.enter_plan') ? (
            <Button onClick={() => setEntering(true)}>{t('targets.page.enter_plan')}</Button>
          ) : null}
        </>
      }
    >
      <Read query={query}>
        {({ rows }) => (
          <div className="kj-grid">
            <div style={{ overflowX: 'auto' }}>
              <PlanTable rows={rows} />
            </div>
            <SeriesChart
              title={t('targets.page.plan_title')}
              labels={drawn.map((row) => tk(`targets.metric.${row.metric}`))}
              unit="fen"
              height={240}
              series={[
                { name: t('targets.field.plan'), values: drawn.map((row) => row.plan) },
                { name: t('targets.field.sum'), values: drawn.map((row) => row.sum) },
              ]}
            />
          </div>
        )}
      </Read>
      {entering ? (
        <EnterPlan unitId={unitId} year={year} onClose={() => setEntering(false)} />
      ) : null}
    </Section>
  );
}

function PlanTable({ rows }: { readonly rows: readonly UnitTarget[] }) {
  const { t, tk } = useSay();
  const heads = ['metric', 'plan', 'sum', 'gap', 'rms'] as const;
  return (
    <table className="kj-plain kj-lined" style={{ width: '100%' }}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={head === 'metric' ? '' : 'kj-figure'}>
              {t(`targets.field.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.metric}>
            <th scope="row">{tk(`targets.metric.${row.metric}`)}</th>
            <td className="kj-figure">
              <Amount unit={row.unit} value={row.plan} />
            </td>
            <td className="kj-figure">
              <Amount unit={row.unit} value={row.sum} />
            </td>
            <td className="kj-figure">
              {row.gap !== null && BigInt(row.gap) <= 0n ? (
                <Mark tone="good">{t('targets.page.covered')}</Mark>
              ) : (
                <Amount unit={row.unit} value={row.gap} />
              )}
            </td>
            <td className="kj-figure">
              <Count value={row.rms} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EnterPlan(props: {
  readonly unitId: string;
  readonly year: number;
  readonly onClose: () => void;
}) {
  const { t, tk } = useSay();
  const { message } = App.useApp();
  const enter = useCommand(targetsApi.enterPlan);
  const [metric, setMetric] = useState<MetricKey>('deposit_average');
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const save = async () => {
    const digits = digitsOf(metric, text);
    if (digits === null) {
      setFault(t('targets.page.amount_unreadable'));
      return;
    }
    setFault(null);
    const { unitId, year } = props;
    await enter
      .mutateAsync({ params: { unitId }, body: { year, metric, amount: digits } })
      .then(() => {
        void message.success(t('targets.page.saved'));
        props.onClose();
      })
      .catch(() => undefined);
  };
  return (
    <Modal
      open
      title={t('targets.page.enter_plan')}
      onCancel={props.onClose}
      onOk={() => void save()}
      confirmLoading={enter.isPending}
    >
      {enter.error === null ? null : <ProblemNote error={enter.error} />}
      <Form layout="vertical">
        <Form.Item label={t('targets.field.metric')}>
          <Select
            value={metric}
            onChange={setMetric}
            options={metricKeys
              .filter((key) => metrics[key].nature !== 'level')
              .map((value) => ({ value, label: tk(`targets.metric.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          label={t('targets.page.plan_amount')}
          {...(fault === null ? {} : { validateStatus: 'error' as const, help: fault })}
        >
          <Input
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={() => void save()}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function digitsOf(metric: MetricKey, text: string): string | null {
  if (metrics[metric].unit === 'count') return /^\d{1,9}$/.test(text.trim()) ? text.trim() : null;
  const entry = fenFromEntry(text);
  return 'digits' in entry ? entry.digits : null;
}
