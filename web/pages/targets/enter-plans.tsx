import { App, Form, Modal } from 'antd';
import { useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { UnitTarget } from '../../../server/modules/targets/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ProblemNote } from '../../kit/problem.tsx';
import { Amount } from './amount.tsx';
import { digitsOf } from './entered.ts';
import { SmallTable } from '../../kit/small-table.tsx';
import { useEntryColumn, useMetricColumn } from './metric-column.tsx';

/** Plans of a unit for several metrics at once: plan now, sum of the RMs, and the new plan. */
export function EnterPlans(props: {
  readonly unitId: string;
  readonly year: number;
  readonly rows: readonly UnitTarget[];
  readonly onClose: () => void;
}) {
  const { t } = useSay();
  const metricColumn = useMetricColumn();
  const { message } = App.useApp();
  const enter = useCommand(targetsApi.enterPlan);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const { unitId, year } = props;
  const rows = props.rows.filter((row) => row.additive);
  const entered = rows.flatMap((row) => {
    const text = (texts[row.metric] ?? '').trim();
    const { metric, planEntryId: replaces } = row;
    return text === '' ? [] : [{ metric, amount: digitsOf(row.unit, text), replaces }];
  });
  const plans = entered.flatMap(({ metric, amount, replaces }) =>
    amount === null ? [] : [{ metric, amount, replaces }],
  );
  const isReady = plans.length > 0 && plans.length === entered.length;
  const save = async () => {
    if (!isReady || enter.isPending) return;
    await enter
      .mutateAsync({ params: { unitId }, body: { year, plans } })
      .then(() => {
        void message.success(t('targets.page.saved'));
        props.onClose();
      })
      .catch(() => undefined);
  };
  const isFaulty = (metric: string) =>
    entered.some((one) => one.metric === metric && one.amount === null);
  const entryColumn = useEntryColumn({
    title: t('targets.page.new_plan'),
    texts,
    isFaulty,
    onChange: setTexts,
  });
  return (
    <Modal
      open
      width={640}
      title={t('targets.page.enter_plan')}
      okButtonProps={{ disabled: !isReady }}
      cancelText={t('web.cancel')}
      okText={t('targets.page.enter_plan')}
      confirmLoading={enter.isPending}
      onCancel={props.onClose}
      onOk={() => void save()}
    >
      <p className="kj-quiet">{t('targets.page.enter_hint')}</p>
      {enter.error === null ? null : <ProblemNote error={enter.error} />}
      <Form layout="vertical">
        <SmallTable
          rows={rows}
          keyOf={(row) => row.metric}
          columns={[
            metricColumn,
            {
              title: t('targets.field.plan'),
              figure: true,
              render: (row) => <Amount unit={row.unit} value={row.plan} />,
            },
            {
              title: t('targets.field.sum'),
              figure: true,
              render: (row) => <Amount unit={row.unit} value={row.sum} />,
            },
            entryColumn,
          ]}
        />
      </Form>
    </Modal>
  );
}
