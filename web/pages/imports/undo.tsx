import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { countWritten } from '../../kit/format.ts';
import { Instant } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import type { Detail } from './batch-detail.ts';

/** The undo of an import: first what it would take out or what forbids it, then the verb. */
export function Undo({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (batch.state !== 'done' || !may('imports.undo')) return null;
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('imports.undo')}
      </Button>
      {open ? <Preview batch={batch} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Preview({ batch, onClose }: { readonly batch: Detail; readonly onClose: () => void }) {
  const { t, tk } = useSay();
  const undo = useCommand(importsApi.undoImport);
  const params = { batchId: batch.batchId };
  const query = useRoute(importsApi.previewUndo, { params }, { staleTime: 0 });
  return (
    <Modal
      open
      footer={null}
      title={t('imports.undo.title', { batch: batch.batchId })}
      onCancel={onClose}
    >
      <Read query={query}>
        {({ rows, refusal, later }) =>
          refusal === null ? (
            <>
              <p>{rows.length === 0 ? t('imports.undo.nothing') : t('imports.undo.would')}</p>
              <ul className="kj-lines">
                {rows.map((row) => (
                  <li key={row.entity}>
                    {tk(`imports.entity.${row.entity}`, row.entity)}{' '}
                    <strong>{countWritten(row.rowsRemoved)}</strong>
                  </li>
                ))}
              </ul>
              <ConfirmButton
                danger
                size="medium"
                label={t('imports.undo')}
                title={t('imports.undo.title', { batch: batch.batchId })}
                consequence={t('imports.undo.consequence', {
                  rows: countWritten(batch.rowsAdded),
                })}
                askReason
                onConfirm={async (reason) => {
                  await undo.mutateAsync({ params, body: { reason } });
                  onClose();
                }}
              />
            </>
          ) : (
            <Forbidden refusal={refusal} later={later} />
          )
        }
      </Read>
    </Modal>
  );
}

interface ForbiddenProps {
  readonly refusal: NonNullable<AnswerOf<typeof importsApi.previewUndo>['refusal']>;
  readonly later: AnswerOf<typeof importsApi.previewUndo>['later'];
}

/** Why an undo is not possible now, and what stands in its way by name. */
function Forbidden({ refusal, later }: ForbiddenProps) {
  const { t, tk, tp } = useSay();
  const table = refusal.params['table'] ?? '';
  const room = table.split('_')[0] ?? '';
  return (
    <>
      <Alert
        type="warning"
        role="alert"
        title={t('imports.undo.forbidden')}
        description={tp(refusal.code, { ...refusal.params, table: tk(`${room}.title`, table) })}
      />
      {later.length === 0 ? null : (
        <>
          <p>{t('imports.undo.later')}</p>
          <ul className="kj-lines">
            {later.map((one) => (
              <li key={one.batchId}>
                <PageLink to={`/imports/${one.batchId}`}>
                  {t('imports.corrected_by', { batch: one.batchId })}
                </PageLink>{' '}
                {tk(`imports.adapter.${one.adapter}`, one.adapter)} · {one.login} ·{' '}
                <Instant at={one.finishedAt} /> ·{' '}
                {t('imports.progress.rows', { rows: countWritten(one.rowsAdded) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
