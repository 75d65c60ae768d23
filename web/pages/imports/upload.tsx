import { UploadOutlined } from '@ant-design/icons';
import { Button, Modal, Select, Upload } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { choiceKeys, useSay } from '../../i18n/say.ts';
import { Read } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';

/** Loads a CSV file of one kind of record. */
export function UploadCsv({ onLoaded }: { readonly onLoaded: (batchId: string) => void }) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t('imports.upload')}
      </Button>
      {open ? <ChooseKind onLoaded={onLoaded} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ChooseKind(props: {
  readonly onLoaded: (batchId: string) => void;
  readonly onClose: () => void;
}) {
  const { t, tk } = useSay();
  const entities = useRoute(importsApi.listImportEntities);
  const load = useCommand(importsApi.loadCsv);
  const [entity, setEntity] = useState<string | null>(null);
  const fields = entities.data?.rows.find((row) => row.entity === entity)?.fields ?? [];
  return (
    <FileQuestion
      title={t('imports.upload')}
      ready={entity !== null}
      onClose={props.onClose}
      onFile={async (body) => {
        const row = await load.mutateAsync({ params: { entity: entity! }, body });
        props.onLoaded(row.batchId);
      }}
    >
      <Read query={entities} rows={1}>
        {({ rows }) => (
          <label style={{ display: 'block' }}>
            <span className="kj-quiet">{t('imports.field.entity')}</span>
            <Select
              style={{ width: '100%' }}
              value={entity}
              onChange={setEntity}
              options={rows.map((row) => ({
                value: row.entity,
                label: tk(...choiceKeys('imports', 'entity', row.entity)),
              }))}
            />
          </label>
        )}
      </Read>
      {entity === null ? null : (
        <p className="kj-quiet">{t('imports.upload.note', { fields: fields.join(', ') })}</p>
      )}
    </FileQuestion>
  );
}

/** Loads the corrected quarantine file of one kind of record. */
export function UploadCorrection(props: {
  readonly batchId: string;
  readonly entity: string;
  readonly onLoaded: (batchId: string) => void;
}) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  const load = useCommand(importsApi.loadCorrection);
  const { batchId, entity } = props;
  return (
    <>
      <Button size="small" icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t('imports.correct')}
      </Button>
      {open ? (
        <FileQuestion
          title={t('imports.correct')}
          ready
          onClose={() => setOpen(false)}
          onFile={async (body) => {
            const row = await load.mutateAsync({ params: { batchId, entity }, body });
            props.onLoaded(row.batchId);
          }}
        >
          <p>{t('imports.correct.note')}</p>
        </FileQuestion>
      ) : null}
    </>
  );
}

/** Asks for one file, sends it once, and shows a refusal in place. */
function FileQuestion(props: {
  readonly title: string;
  readonly ready: boolean;
  readonly onClose: () => void;
  readonly onFile: (body: FormData) => Promise<void>;
  readonly children: ReactNode;
}) {
  const { t } = useSay();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const sending = useRef(false);
  const send = async () => {
    if (sending.current || file === null) return;
    sending.current = true;
    setBusy(true);
    setProblem(null);
    const body = new FormData();
    body.append('file', file, file.name);
    try {
      await props.onFile(body);
      props.onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={props.title}
      okText={t('imports.load')}
      cancelText={t('web.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: file === null || !props.ready }}
      mask={{ closable: !busy }}
      onOk={() => void send()}
      onCancel={() => (busy ? undefined : props.onClose())}
    >
      <div style={{ marginBottom: 12 }}>{props.children}</div>
      <Upload
        maxCount={1}
        accept=".csv,.txt,.tsv,.gz"
        beforeUpload={(chosen) => {
          setFile(chosen);
          return false;
        }}
        onRemove={() => setFile(null)}
      >
        <Button icon={<UploadOutlined />}>{t('imports.choose_file')}</Button>
      </Upload>
      {problem === null ? null : <ProblemNote error={problem} />}
    </Modal>
  );
}
