import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { exportProgressKey, exportsApi } from '../../../server/platform/exports/contract.ts';
import type { ExportRow } from '../../../server/platform/exports/contract.ts';
import { jobsApi } from '../../../server/platform/jobs/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { useExportToast } from '../../kit/export-button.tsx';
import { Choice, Missing } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { Page, Section } from '../../kit/page.tsx';
import { sizeWritten } from './size.ts';

const tones = {
  ready: 'good',
  failed: 'bad',
  running: 'calm',
  waiting: 'calm',
  expired: 'warn',
} as const;

/** The reader's own files: in the making, ready, failed, over. */
export function Exports() {
  const { t } = useSay();
  const list = useRoute(exportsApi.listExports, {}, { every: looksAgain });
  const limits = list.data?.limits;
  return (
    <Page title={t('exports.title')} note={t('exports.note')}>
      <Section>
        <ContractTable
          route={exportsApi.listExports}
          module="exports"
          rowKey="exportId"
          only={[
            'name',
            'format',
            'state',
            'rows',
            'sizeBytes',
            'askedAt',
            'keepUntil',
            'fileDigest',
          ]}
          columns={{
            state: { render: (row) => <State row={row} /> },
            sizeBytes: {
              render: (row) => (row.sizeBytes === null ? <Missing /> : sizeWritten(row.sizeBytes)),
            },
            fileDigest: {
              render: (row) =>
                row.fileDigest === null ? (
                  <Missing />
                ) : (
                  <span className="kj-figure">{row.fileDigest.slice(0, 12)}…</span>
                ),
            },
            name: { render: (row) => <Name row={row} /> },
          }}
          extra={[
            {
              name: 'actions',
              title: t('exports.field.actions'),
              render: (row) => <Deeds row={row} />,
            },
          ]}
          empty={{ words: t('web.export.empty'), next: t('web.export.empty_next') }}
        />
        {limits === undefined ? null : (
          <p className="kj-quiet">
            {t('web.export.limits', {
              days: limits.keepDays,
              running: limits.runningMax,
              today: limits.today,
              max: limits.dayMax,
            })}
          </p>
        )}
      </Section>
    </Page>
  );
}

function isOpen(row: Pick<ExportRow, 'state'>): boolean {
  return row.state === 'waiting' || row.state === 'running';
}

/** Asked again while something is in the making. */
function looksAgain(answer: unknown): number | false {
  const rows = (answer as { rows: readonly ExportRow[] } | undefined)?.rows ?? [];
  return rows.some(isOpen) ? 1500 : false;
}

/** The name, and with the pointer on it what the file holds and its digests. */
function Name({ row }: { readonly row: ExportRow }) {
  const { t } = useSay();
  const conditions = Object.entries({ ...row.wish.params, ...row.wish.query });
  return (
    <Tooltip
      title={
        <span style={{ overflowWrap: 'anywhere' }}>
          {conditions.length === 0 ? null : (
            <>
              {t('web.export.conditions')}: {conditions.map((one) => one.join('=')).join(', ')}
              <br />
            </>
          )}
          {row.fileDigest === null ? null : (
            <>
              {t('web.export.digest')}: {row.fileDigest}
              <br />
              {t('web.export.rows_digest')}: {row.rowsDigest}
            </>
          )}
        </span>
      }
    >
      <span>{row.name}</span>
    </Tooltip>
  );
}

/** The state in words; while it is made, how many rows; when it failed, why and what to do. */
function State({ row }: { readonly row: ExportRow }) {
  const { t, tp, tk } = useSay();
  const open = isOpen(row);
  const progress = useRoute(
    jobsApi.readProgress,
    { params: { key: exportProgressKey(row.exportId) } },
    { enabled: row.state === 'running', ...(open ? { every: 1000 } : {}) },
  );
  const next = row.reason === null ? '' : tk(`${row.reason.code}.next`, 'web.none');
  return (
    <div>
      <Choice module="exports" property="state" value={row.state} tones={tones} />
      {row.state === 'running' && progress.data !== undefined ? (
        <div className="kj-quiet">
          {t('web.export.rows_so_far', { rows: countWritten(progress.data.done) })}
        </div>
      ) : null}
      {row.reason === null ? null : (
        <div className="kj-quiet" style={{ maxWidth: 360, whiteSpace: 'normal' }}>
          {tp(row.reason.code, row.reason.params)}
          {next === 'web.none' ? null : ` ${next}`}
        </div>
      )}
    </div>
  );
}

function Deeds({ row }: { readonly row: ExportRow }) {
  const { t } = useSay();
  const { message } = App.useApp();
  const remove = useCommand(exportsApi.deleteExport);
  const create = useCommand(exportsApi.createExport);
  const toast = useExportToast();
  const { exportId, name, format, wish } = row;
  const again = async () => {
    const body = { ...wish, name, format, requestKey: crypto.randomUUID() };
    try {
      toast(await create.mutateAsync({ body }));
      void message.success(t('web.export.asked', { name }));
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <span className="kj-bar">
      {row.state === 'ready' ? (
        <Button
          size="small"
          type="primary"
          icon={<DownloadOutlined />}
          href={addressOf(exportsApi.downloadExport, { params: { exportId } })}
          download
        >
          {t('web.export.download')}
        </Button>
      ) : null}
      {isOpen(row) ? null : (
        <Button size="small" loading={create.isPending} onClick={() => void again()}>
          {t('web.export.again')}
        </Button>
      )}
      <ConfirmButton
        label={t('web.export.delete')}
        title={t('web.export.delete_title', { name })}
        consequence={t('web.export.delete_means')}
        danger
        onConfirm={() => remove.mutateAsync({ params: { exportId } })}
      />
    </span>
  );
}
