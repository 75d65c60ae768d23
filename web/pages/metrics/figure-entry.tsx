import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import type { MetricRow } from '../../../server/modules/metrics/contract.ts';
import { figuresApi } from '../../../server/modules/metrics/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { ProblemNote } from '../../kit/problem.tsx';

/** One figure for an RM, as people write it. */
export function EnterFigure({ metrics }: { readonly metrics: readonly MetricRow[] }) {
  const { t, locale } = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t('metrics.enter')}
      </Button>
      {open ? (
        <Modal
          open
          title={t('metrics.enter')}
          footer={null}
          onCancel={() => setOpen(false)}
          destroyOnHidden
        >
          <ContractForm
            route={figuresApi.enterFigure}
            module="metrics"
            submit={t('metrics.enter')}
            onDone={() => setOpen(false)}
            onCancel={() => setOpen(false)}
            fields={{
              metric: {
                render: (value, change, id) => (
                  <Select
                    id={id}
                    showSearch
                    optionFilterProp="label"
                    value={typeof value === 'string' && value !== '' ? value : null}
                    onChange={change}
                    options={metrics.map((one) => ({ value: one.key, label: one.name[locale] }))}
                  />
                ),
              },
              value: { help: t('metrics.help.value') },
              evidence: { lines: 2 },
            }}
          />
        </Modal>
      ) : null}
    </>
  );
}

/** A file of figures; its faults are shown by row and column. */
export function UploadFigures() {
  const { t } = useSay();
  const input = useRef<HTMLInputElement>(null);
  const upload = useCommand(figuresApi.uploadFigures);
  const [open, setOpen] = useState(false);
  const [fileName, setFileName] = useState('');
  const take = async (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined) return;
    setFileName(file.name);
    const text = textOf(await file.arrayBuffer());
    await upload.mutateAsync({ body: { fileName: file.name, text } }).catch(() => undefined);
    if (input.current !== null) input.current.value = '';
  };
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t('metrics.upload')}
      </Button>
      {open ? (
        <Modal
          open
          title={t('metrics.upload')}
          footer={null}
          onCancel={() => {
            setOpen(false);
            upload.reset();
          }}
        >
          <p>{t('metrics.upload.note')}</p>
          <pre className="kj-formula">{t('metrics.upload.example')}</pre>
          <input
            ref={input}
            type="file"
            accept=".csv,.txt,.yaml,.yml"
            className="kj-hidden"
            aria-label={t('metrics.upload.choose')}
            tabIndex={-1}
            onChange={(event) => void take(event.target.files)}
          />
          <Button type="primary" loading={upload.isPending} onClick={() => input.current?.click()}>
            {t('metrics.upload.choose')}
          </Button>
          <div style={{ marginTop: 12 }}>
            {upload.error === null ? null : <ProblemNote error={upload.error} />}
            {upload.data === undefined ? null : (
              <Alert
                type={upload.data.already ? 'info' : 'success'}
                showIcon
                title={t(upload.data.already ? 'metrics.upload.already' : 'metrics.upload.done', {
                  file: fileName,
                  figures: upload.data.figures,
                })}
              />
            )}
          </div>
        </Modal>
      ) : null}
    </>
  );
}

/** UTF-8, or what Chinese spreadsheets write. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
