import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { Page } from '../../kit/page.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { stateTones } from './tones.ts';
import { UploadCsv } from './upload.tsx';

/** What was brought into the bank's books, by whom, and how much of it stays in quarantine. */
export function Imports() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  return (
    <Page
      title={t('imports.title')}
      actions={may('imports.load') ? <UploadCsv onLoaded={(id) => go(`/imports/${id}`)} /> : null}
    >
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
    </Page>
  );
}
