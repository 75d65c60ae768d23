import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { UnitTarget } from '../../../server/modules/targets/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ProblemNote } from '../../kit/problem.tsx';
import { Amount } from './amount.tsx';
import { digitsOf } from './entered.ts';
import { metricName } from './metric-name.ts';

/** Plans of a unit for several metrics at once: plan now, sum of the RMs, and the new plan. */
export function EnterPlans(props: {
  readonly unitId: string;
  readonly year: number;
  readonly rows: readonly UnitTarget[];
  readonly onClose: () => void;
}) {
  const { t, tk, locale } = useSay();
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
        <table className="kj-plain kj-lined" style={{ width: '100%' }}>
          <thead>
            <tr>
              <th scope="col">{t('targets.field.metric')}</th>
              <th scope="col" className="kj-figure">
                {t('targets.field.plan')}
              </th>
              <th scope="col" className="kj-figure">
                {t('targets.field.sum')}
              </th>
              <th scope="col">{t('targets.page.new_plan')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const name = metricName({ tk, locale }, row.metric, row.name);
              const faulty = entered.some(
                (one) => one.metric === row.metric && one.amount === null,
              );
              return (
                <tr key={row.metric}>
                  <th scope="row">{name}</th>
                  <td className="kj-figure">
                    <Amount unit={row.unit} value={row.plan} />
                  </td>
                  <td className="kj-figure">
                    <Amount unit={row.unit} value={row.sum} />
                  </td>
                  <td>
                    <Input
                      aria-label={name}
                      value={texts[row.metric] ?? ''}
                      placeholder={t(`targets.page.entry_${row.unit}`)}
                      {...(faulty ? { status: 'error' as const } : {})}
                      onChange={(event) => setTexts({ ...texts, [row.metric]: event.target.value })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Form>
    </Modal>
  );
}
