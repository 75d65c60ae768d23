import { AutoComplete, Modal } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { OpenRule } from '../../../server/platform/imports/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly params: { readonly batchId: string; readonly entity: string };
  readonly rule: OpenRule;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const shownMax = 100;

/** One wrong value after the other with its rows, and what it should be: written at once. */
export function MendMany({ params, rule, onClose, onDone }: Props) {
  const { t, tk, tp } = useSay();
  const { code, column } = rule;
  const values = useRoute(
    importsApi.listFaultValues,
    { params, query: { code, column } },
    { staleTime: 0 },
  );
  const fields = useRoute(importsApi.listQuarantined, { params, query: { limit: 1 } });
  const mend = useCommand(importsApi.mendMany);
  const [wanted, setWanted] = useState<Readonly<Record<string, string>>>({});
  const changes = (values.data?.values ?? []).flatMap(({ value, rows }) => {
    const to = (wanted[value] ?? '').trim();
    return to === '' || to === value ? [] : [{ from: value, to, rows }];
  });
  const total = changes.reduce((sum, one) => sum + BigInt(one.rows), 0n);
  const field = tk(`imports.field_of.${column}`, column);
  const choices = fields.data?.fields.find((one) => one.field === column)?.choices ?? [];
  const send = async () => {
    await mend.mutateAsync({ params, body: { code, column, changes } });
    onDone();
  };
  return (
    <Modal
      open
      width={720}
      title={t('imports.mend.many.title', { field })}
      okText={t('imports.mend.many.do', { rows: countWritten(total.toString()) })}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: changes.length === 0 }}
      confirmLoading={mend.isPending}
      onOk={() => void send().catch(() => undefined)}
      onCancel={onClose}
    >
      <p>{tp(code, rule.params)}</p>
      <p className="kj-quiet">{t('imports.mend.many.note')}</p>
      <Read query={values} rows={4}>
        {(found) => (
          <Wide height={360}>
            <SmallTable
              rows={found.values}
              keyOf={({ value }) => value}
              columns={[
                {
                  title: t('imports.mend.many.from'),
                  render: ({ value }) =>
                    value === '' ? t('imports.mend.was_empty') : <code>{value}</code>,
                },
                {
                  title: t('imports.mend.many.rows'),
                  figure: true,
                  render: ({ rows }) => <Count value={rows} />,
                },
                {
                  title: t('imports.mend.many.to'),
                  render: ({ value }) => (
                    <AutoComplete
                      aria-label={t('imports.mend.many.to_of', { value })}
                      style={{ width: 220 }}
                      value={wanted[value] ?? ''}
                      onChange={(to: string) => setWanted({ ...wanted, [value]: to })}
                      options={choices.map((one) => ({
                        value: one,
                        label: `${one} · ${tk(`imports.word.${one}`, one)}`,
                      }))}
                    />
                  ),
                },
              ]}
            />
          </Wide>
        )}
      </Read>
      {values.data?.values.length === shownMax ? (
        <p className="kj-quiet">{t('imports.mend.many.capped')}</p>
      ) : null}
      {mend.error === null ? null : (
        <ProblemNote error={mend.error} onRetry={() => void values.refetch()} />
      )}
    </Modal>
  );
}
