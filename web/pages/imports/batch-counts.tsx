import { DownloadOutlined, EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, Count } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import type { Detail } from './batch-detail.ts';
import { UploadCorrection } from './upload.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

const counted = [
  'rowsRead',
  'rowsAdded',
  'rowsAlreadyThere',
  'rowsFaulty',
  'rowsCorrected',
  'rowsDropped',
  'rowsWarned',
] as const;

/** What the import brought, by kind of record, as a table and drawn. */
export function Counts({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  return (
    <Section title={t('imports.counts')}>
      <SmallTable
        rows={batch.counts}
        keyOf={(row) => row.entity}
        columns={[
          {
            title: t('imports.field.entity'),
            names: true,
            render: (row) => <Choice module="imports" property="entity" value={row.entity} />,
          },
          ...counted.map((name) => ({
            title: t(`imports.field.${name}`),
            figure: true,
            render: (row: (typeof batch.counts)[number]) => <Count value={row[name]} />,
          })),
          {
            title: t('web.table.actions'),
            render: (row) =>
              row.rowsFaulty === '0' ? null : <Mend batch={batch} entity={row.entity} />,
          },
        ]}
      />
      <Fate batch={batch} />
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
      {batch.state === 'done' && may('imports.load') ? (
        <Button
          size="small"
          type="primary"
          icon={<EditOutlined />}
          onClick={() => go(`/imports/${batchId}/mend/${entity}`)}
        >
          {t('imports.mend')}
        </Button>
      ) : null}
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

/** What became of the rows of each kind: one lying bar a kind. */
function Fate({ batch }: { readonly batch: Detail }) {
  const { t, tk } = useSay();
  const kinds = batch.counts.filter((one) => one.rowsRead !== '0');
  const labels = kinds.map(({ entity }) => tk(`imports.entity.${entity}`, entity));
  const open = (one: Detail['counts'][number]) =>
    (BigInt(one.rowsFaulty) - BigInt(one.rowsCorrected) - BigInt(one.rowsDropped)).toString();
  const series = [
    { name: t('imports.field.rowsAdded'), values: kinds.map((one) => one.rowsAdded) },
    { name: t('imports.field.rowsAlreadyThere'), values: kinds.map((one) => one.rowsAlreadyThere) },
    { name: t('imports.field.rowsFaulty'), values: kinds.map(open) },
    { name: t('imports.field.rowsCorrected'), values: kinds.map((one) => one.rowsCorrected) },
    { name: t('imports.field.rowsDropped'), values: kinds.map((one) => one.rowsDropped) },
  ];
  if (kinds.length === 0) return null;
  return (
    <SeriesChart
      title={t('imports.result.chart')}
      labels={labels}
      series={series.filter((one) => one.values.some((value) => value !== '0'))}
      unit="count"
      stacked
      lying
      height={Math.max(140, 60 + labels.length * 30)}
    />
  );
}
