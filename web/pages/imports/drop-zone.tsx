import { InboxOutlined } from '@ant-design/icons';
import { Spin, Upload } from 'antd';
import { useRef, useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ProblemNote } from '../../kit/problem.tsx';

/** Where a file is dropped or chosen; sent once, refusals in place. */
export function DropZone(props: { readonly onKept: (uploadId: string, again: boolean) => void }) {
  const { t } = useSay();
  const keep = useCommand(importsApi.uploadFile);
  const [sent, setSent] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const sending = useRef(false);
  const send = async (file: File) => {
    if (sending.current) return;
    sending.current = true;
    setSent(file.name);
    setProblem(null);
    const body = new FormData();
    body.append('file', file, file.name);
    try {
      const { uploadId, again } = await keep.mutateAsync({ body });
      props.onKept(uploadId, again);
    } catch (error) {
      setProblem(error);
    } finally {
      sending.current = false;
      setSent(null);
    }
  };
  return (
    <>
      <Upload.Dragger
        maxCount={1}
        showUploadList={false}
        accept=".csv,.txt,.tsv,.gz,.xlsx"
        disabled={sent !== null}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <p className="kj-imports-drop">
          {sent === null ? <InboxOutlined /> : <Spin />}
          <strong>
            {sent === null ? t('imports.drop.here') : t('imports.drop.sending', { file: sent })}
          </strong>
        </p>
        <p className="kj-quiet">{t('imports.drop.note')}</p>
      </Upload.Dragger>
      {problem === null ? null : (
        <div className="kj-imports-gap">
          <ProblemNote error={problem} />
        </div>
      )}
    </>
  );
}
