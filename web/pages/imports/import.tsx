import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import { addressOf } from '../../api/client.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { PhraseKey } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Count, Instant, Mark, Money } from '../../kit/figures.tsx';
import type { FilterInput } from '../../kit/filters.tsx';
import { countWritten } from '../../kit/format.ts';
import { PageLink, useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { levelTones, stateTones } from './tones.ts';
import { UploadCorrection } from './upload.tsx';
import { Wide } from '../../kit/wide.tsx';

type Detail = AnswerOf<typeof importsApi.readImport>;

/**
 * One import: what came, how it agrees with its source, what stays in quarantine, and its undo.
 */
export function Import() {
  const { t } = useSay();
  const batchId = usePathWord('batchId');
  const query = useRoute(importsApi.readImport, { params: { batchId } });
  const batch = query.data;
  return (
    <Page
      title={`${t('imports.one')} ${batchId}`}
      {...(batch === undefined ? {} : { note: batch.adapter })}
      trail={[{ title: t('imports.title'), to: '/imports' }]}
      actions={batch === undefined ? null : <Undo batch={batch} />}
      watermark
    >
      <Read query={query} rows={10}>
        {(found) => (
          <>
            <Summary batch={found} />
            <Counts batch={found} />
            <Totals batch={found} />
            <Quarantine batch={found} />
            {found.differences === 0 ? null : <Differences batch={found} />}
            <Files batch={found} />
          </>
        )}
      </Read>
    </Page>
  );
}

function Undo({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  const may = useMay();
  const undo = useCommand(importsApi.undoImport);
  const { batchId } = batch;
  if (batch.state !== 'done' || !may('imports.undo')) return null;
  return (
    <ConfirmButton
      danger
      size="medium"
      label={t('imports.undo')}
      title={t('imports.undo.title', { batch: batchId })}
      consequence={t('imports.undo.consequence', { rows: countWritten(batch.rowsAdded) })}
      askReason
      onConfirm={(reason) => undo.mutateAsync({ params: { batchId }, body: { reason } })}
    />
  );
}

function Summary({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  const { undo, correctsBatchId } = batch;
  return (
    <Section>
      {undo === null ? null : (
        <Alert
          type="warning"
          style={{ marginBottom: 12 }}
          title={t('imports.undone_by', { ...undo, rows: countWritten(undo.rowsRemoved) })}
          description={<Instant at={undo.undoneAt} />}
        />
      )}
      <span className="kj-bar" style={{ gap: 20, flexWrap: 'wrap' }}>
        <Choice module="imports" property="state" value={batch.state} tones={stateTones} />
        <span>
          {t('imports.field.login')} {batch.login}
        </span>
        <span>
          {t('imports.field.startedAt')} <Instant at={batch.startedAt} />
        </span>
        <span>
          {t('imports.field.finishedAt')} <Instant at={batch.finishedAt} />
        </span>
        {correctsBatchId === null ? null : (
          <span>
            {t('imports.field.correctsBatchId')}{' '}
            <PageLink to={`/imports/${correctsBatchId}`}>{correctsBatchId}</PageLink>
          </span>
        )}
      </span>
    </Section>
  );
}

const countHeads: readonly PhraseKey[] = [
  'imports.field.rowsRead',
  'imports.field.rowsAdded',
  'imports.field.rowsAlreadyThere',
  'imports.field.rowsFaulty',
  'imports.field.rowsCorrected',
  'imports.field.rowsWarned',
];

function Counts({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  return (
    <Section title={t('imports.counts')}>
      <Wide>
        <table className="kj-plain">
          <thead>
            <tr>
              <th>{t('imports.field.entity')}</th>
              {countHeads.map((head) => (
                <th key={head} style={{ textAlign: 'right' }}>
                  {t(head)}
                </th>
              ))}
              <th>{t('web.table.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.counts.map((row) => (
              <tr key={row.entity}>
                <td>
                  <Choice module="imports" property="entity" value={row.entity} />
                </td>
                {[
                  row.rowsRead,
                  row.rowsAdded,
                  row.rowsAlreadyThere,
                  row.rowsFaulty,
                  row.rowsCorrected,
                  row.rowsWarned,
                ].map((value, at) => (
                  <td key={countHeads[at]} style={{ textAlign: 'right' }}>
                    <Count value={value} />
                  </td>
                ))}
                <td>
                  {row.rowsFaulty === '0' ? null : <Mend batch={batch} entity={row.entity} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

/** Download of the quarantined rows of one kind, and the way back in. */
function Mend({ batch, entity }: { readonly batch: Detail; readonly entity: string }) {
  const { t } = useSay();
  const may = useMay();
  const go = useGo();
  const { batchId } = batch;
  const href = addressOf(importsApi.readQuarantineFile, { params: { batchId, entity } });
  return (
    <span className="kj-bar">
      <Button size="small" icon={<DownloadOutlined />} href={href} download>
        {t('imports.quarantine.download')}
      </Button>
      {batch.state === 'done' && may('imports.load') ? (
        <UploadCorrection
          batchId={batchId}
          entity={entity}
          onLoaded={(loaded) => go(`/imports/${loaded}`)}
        />
      ) : null}
    </span>
  );
}

function Totals({ batch }: { readonly batch: Detail }) {
  const { t, locale } = useSay();
  if (batch.totals.length === 0) {
    return (
      <Section title={t('imports.totals')}>
        <span className="kj-quiet">{t('imports.totals.none')}</span>
      </Section>
    );
  }
  return (
    <Section title={t('imports.totals')}>
      <Wide>
        <table className="kj-plain">
          <thead>
            <tr>
              <th>{t('imports.field.name')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.stated')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.ours')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.totals.map(({ name, unit, stated, ours, difference }) => (
              <tr key={name.en}>
                <td>{name[locale]}</td>
                <td style={{ textAlign: 'right' }}>
                  <Total unit={unit} value={stated} />
                </td>
                <td style={{ textAlign: 'right' }}>
                  <Total unit={unit} value={ours} />
                </td>
                <td style={{ textAlign: 'right' }}>
                  {difference === '0' ? (
                    <Mark tone="good">{t('imports.totals.equal')}</Mark>
                  ) : (
                    <Total unit={unit} value={difference} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

function Total({ unit, value }: { readonly unit: 'count' | 'fen'; readonly value: string }) {
  return unit === 'fen' ? <Money fen={value} exact /> : <Count value={value} />;
}

function Differences({ batch }: { readonly batch: Detail }) {
  const { t, locale } = useSay();
  const title = `${t('imports.differences')} (${countWritten(batch.differences)})`;
  return (
    <Section title={title}>
      <p className="kj-quiet">{t('imports.differences.note')}</p>
      <ContractTable
        route={importsApi.listImportDifferences}
        params={{ batchId: batch.batchId }}
        module="imports"
        rowKey="position"
        only={['key', 'stated', 'ours', 'difference', 'name']}
        columns={{
          stated: { render: (row) => <Money fen={row.stated} exact /> },
          ours: { render: (row) => <Money fen={row.ours} exact /> },
          difference: { render: (row) => <Money fen={row.difference} exact /> },
          name: { render: (row) => row.name[locale] },
        }}
        keepIn="here"
      />
    </Section>
  );
}

function Quarantine({ batch }: { readonly batch: Detail }) {
  const { t, tk, tp } = useSay();
  if (batch.rowsFaulty === '0' && batch.rowsWarned === '0') {
    return (
      <Section title={t('imports.quarantine')}>
        <span className="kj-quiet">{t('imports.quarantine.empty')}</span>
      </Section>
    );
  }
  const kinds = batch.counts.map(({ entity }) => ({
    value: entity,
    label: tk(`imports.entity.${entity}`, entity),
  }));
  return (
    <Section title={t('imports.quarantine')}>
      <ContractTable
        route={importsApi.listImportFaults}
        params={{ batchId: batch.batchId }}
        module="imports"
        rowKey="faultId"
        only={['entity', 'file', 'row', 'column', 'value']}
        columns={{
          entity: { render: (row) => tk(`imports.entity.${row.entity}`, row.entity) },
        }}
        extra={[
          {
            name: 'reason',
            title: t('imports.field.reason'),
            render: (row) => tp(row.code, row.params),
          },
          {
            name: 'level',
            title: t('imports.field.level'),
            render: (row) => (
              <Choice module="imports" property="level" value={row.level} tones={levelTones} />
            ),
          },
          {
            name: 'correctedBy',
            title: t('imports.field.correctedBy'),
            render: ({ correctedBy: by }) =>
              by === null ? null : (
                <PageLink to={`/imports/${by}`}>
                  {t('imports.corrected_by', { batch: by })}
                </PageLink>
              ),
          },
        ]}
        filters={{ entity: choiceOf(t('imports.field.entity'), kinds) }}
        keepIn="here"
        empty={{ words: t('imports.quarantine.empty') }}
      />
    </Section>
  );
}

/** A filter by one of the given choices. */
function choiceOf(
  title: string,
  options: readonly { readonly value: string; readonly label: string }[],
): FilterInput {
  return (value, change) => (
    <Select
      aria-label={title}
      allowClear
      style={{ minWidth: 140 }}
      placeholder={title}
      value={value}
      onChange={(next: string | undefined) => change(next)}
      options={[...options]}
    />
  );
}

function Files({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  return (
    <Section title={t('imports.files')}>
      <Wide>
        <table className="kj-plain">
          <thead>
            <tr>
              <th>{t('imports.field.name')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.bytes')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.rowsRead')}</th>
              <th>{t('imports.field.sha256')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.files.map((file) => (
              <tr key={file.name}>
                <td>{file.name}</td>
                <td style={{ textAlign: 'right' }}>
                  <Count value={file.bytes} />
                </td>
                <td style={{ textAlign: 'right' }}>
                  <Count value={file.rowsRead} />
                </td>
                <td>
                  <code title={file.sha256}>{file.sha256.slice(0, 16)}…</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}
