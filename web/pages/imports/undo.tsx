import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { countWritten } from '../../kit/format.ts';
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
  const { t, tk, tp } = useSay();
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
        {({ rows, refusal }) =>
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
            <Alert
              type="warning"
              role="alert"
              title={t('imports.undo.forbidden')}
              description={tp(refusal.code, refusal.params)}
            />
          )
        }
      </Read>
    </Modal>
  );
}
