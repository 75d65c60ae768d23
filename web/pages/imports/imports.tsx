import { App } from 'antd';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { DropZone } from './drop-zone.tsx';
import './imports.css';
import { stateTones } from './tones.ts';
import { UploadCsv } from './upload.tsx';

/** What was brought into the bank's books, by whom, and the way in for the next file. */
export function Imports() {
  const { t, tk } = useSay();
  const go = useGo();
  const may = useMay();
  const { message } = App.useApp();
  const loads = may('imports.load');
  return (
    <Page
      title={t('imports.title')}
      actions={loads ? <UploadCsv onLoaded={(id) => go(`/imports/${id}`)} /> : null}
    >
      {loads ? (
        <Section>
          <DropZone
            onKept={(uploadId, again) => {
              if (again) void message.info(t('imports.upload.again'), 6);
              go(`/imports/files/${uploadId}`);
            }}
          />
        </Section>
      ) : null}
      <ContractTable
        route={importsApi.listImports}
        module="imports"
        rowKey="batchId"
        only={[
          'batchId',
          'adapter',
          'state',
          'rowsRead',
          'rowsAdded',
          'rowsAlreadyThere',
          'rowsFaulty',
          'rowsWarned',
          'correctsBatchId',
          'login',
          'startedAt',
        ]}
        columns={{
          adapter: { render: (row) => tk(`imports.adapter.${row.adapter}`, row.adapter) },
          state: {
            render: (row) => (
              <Choice module="imports" property="state" value={row.state} tones={stateTones} />
            ),
          },
          correctsBatchId: {
            render: ({ correctsBatchId: id }) =>
              id === null ? null : <PageLink to={`/imports/${id}`}>{id}</PageLink>,
          },
        }}
        onOpen={(row) => go(`/imports/${row.batchId}`)}
        empty={{ words: t('imports.empty') }}
      />
      {loads ? <Uploads /> : null}
    </Page>
  );
}

/** Dropped files: those not loaded yet go on from here. */
function Uploads() {
  const { t } = useSay();
  const go = useGo();
  return (
    <Section title={t('imports.uploads')}>
      <ContractTable
        route={importsApi.listUploads}
        module="imports"
        rowKey="uploadId"
        only={['name', 'form', 'encoding', 'bytes', 'login', 'uploadedAt', 'batchId', 'kept']}
        columns={{
          batchId: {
            render: ({ batchId: id }) =>
              id === null ? null : <PageLink to={`/imports/${id}`}>{id}</PageLink>,
          },
          kept: { render: (row) => t(row.kept ? 'imports.kept.true' : 'imports.kept.false') },
        }}
        onOpen={(row) => go(`/imports/files/${row.uploadId}`)}
        keepIn="here"
        empty={{ words: t('imports.uploads.empty') }}
      />
    </Section>
  );
}
