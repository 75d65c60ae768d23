import { Alert, Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterView, StaffTarget } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { quarterWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { Amount } from '../targets/amount.tsx';
import { digitsOf } from '../targets/entered.ts';
import { SmallTable } from '../../kit/small-table.tsx';
import { useEntryColumn, useMetricColumn } from '../targets/metric-column.tsx';

export interface WantedChanges {
  readonly fromQuarter: string;
  readonly reason: string;
  readonly changes: { metric: string; annual: string }[];
}

interface Props {
  readonly letter: LetterView;
  readonly title: string;
  readonly hint: string;
  readonly withQuarter: boolean;
  readonly onSave: (wanted: WantedChanges) => Promise<unknown>;
  readonly onClose: () => void;
}

/** New annual targets of a letter: the figure in force beside what is entered; empty stays. */
export function ChangesDialog(props: Props) {
  const { letter } = props;
  const query = useRoute(targetsApi.readStaffTargets, {
    params: { staffId: letter.staffId },
    query: { year: letter.body.year },
  });
  return (
    <Read query={query}>
      {({ rows }) => (
        <Entering
          {...props}
          rows={rows.filter((row) => letter.body.metrics.some((one) => one.metric === row.metric))}
        />
      )}
    </Read>
  );
}

function Entering(props: Props & { readonly rows: readonly StaffTarget[] }) {
  const { t, locale } = useSay();
  const metricColumn = useMetricColumn();
  const { letter, rows } = props;
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [fromQuarter, setFromQuarter] = useState(letter.openQuarters[0] ?? '');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const sending = useRef(false);
  const entered = rows.flatMap((row) => {
    const text = (texts[row.metric] ?? '').trim();
    return text === '' ? [] : [{ metric: row.metric, annual: digitsOf(row.unit, text) }];
  });
  const changes = entered.flatMap(({ metric, annual }) =>
    annual === null ? [] : [{ metric, annual }],
  );
  const isReady =
    changes.length > 0 && changes.length === entered.length && reason.trim().length >= 5;
  const save = async () => {
    if (sending.current || !isReady) return;
    sending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await props.onSave({ fromQuarter, reason: reason.trim(), changes });
      props.onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  const isFaulty = (metric: string) =>
    entered.some((one) => one.metric === metric && one.annual === null);
  const entryColumn = useEntryColumn({
    title: t('targets.letter.changed_to'),
    texts,
    isFaulty,
    onChange: setTexts,
  });
  return (
    <Modal
      open
      width={640}
      title={`${props.title} ${letter.letterNo}`}
      okText={t('targets.letter.propose')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={props.onClose}
    >
      <Alert type="info" title={props.hint} style={{ marginBottom: 12 }} />
      {problem === null ? null : <ProblemNote error={problem} />}
      <Form layout="vertical">
        {props.withQuarter ? (
          <Form.Item label={t('targets.letter.from_quarter')}>
            <Select
              aria-label={t('targets.letter.from_quarter')}
              value={fromQuarter}
              onChange={setFromQuarter}
              options={letter.openQuarters.map((value) => ({
                value,
                label: quarterWritten(value, locale),
              }))}
            />
          </Form.Item>
        ) : null}
        <SmallTable
          rows={rows}
          keyOf={(row) => row.metric}
          columns={[
            metricColumn,
            {
              title: t('targets.letter.in_force'),
              figure: true,
              render: (row) => <Amount unit={row.unit} value={row.annual} />,
            },
            entryColumn,
          ]}
        />
        <Form.Item label={t('web.reason')}>
          <Input.TextArea
            rows={3}
            maxLength={500}
            aria-label={t('web.reason')}
            value={reason}
            placeholder={t('web.reason_needed')}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
