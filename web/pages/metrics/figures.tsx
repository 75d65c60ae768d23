import { CheckOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useMemo } from 'react';
import { figuresApi, metricsApi } from '../../../server/modules/metrics/contract.ts';
import type { FigureRow, MetricRow } from '../../../server/modules/metrics/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Instant } from '../../kit/figures.tsx';
import type { FilterInput } from '../../kit/filters.tsx';
import { Page } from '../../kit/page.tsx';
import { EnterFigure, UploadFigures } from './figure-entry.tsx';
import { MetricValue } from './metric-value.tsx';

const tones = { entered: 'warn', certified: 'good', returned: 'bad', withdrawn: 'calm' } as const;

/** Figures that no record gives: entered by one person, certified by another. */
export function MetricFigures() {
  const { t, locale } = useSay();
  const may = useMay();
  const catalogue = useRoute(metricsApi.readMetrics);
  const byHand = useMemo(
    () => (catalogue.data?.metrics ?? []).filter((one) => one.source.kind === 'manual'),
    [catalogue.data],
  );
  return (
    <Page
      title={t('metrics.figures')}
      actions={
        may('metrics.enter') ? (
          <>
            <UploadFigures />
            <EnterFigure metrics={byHand} />
          </>
        ) : null
      }
      note={t('metrics.two_people')}
      watermark
    >
      <ContractTable
        route={figuresApi.listFigures}
        module="metrics"
        rowKey="figureId"
        only={['name', 'metric', 'amount', 'quarter', 'state', 'evidence', 'enterer', 'ruler']}
        filters={{ metric: metricFilter(byHand, t('metrics.field.metric'), locale) }}
        columns={{
          name: {
            render: (row) => (
              <>
                {row.name} <span className="kj-quiet">{row.staffNo}</span>
                <div className="kj-quiet">{row.unitName}</div>
              </>
            ),
          },
          metric: { render: (row) => row.metricName[locale] },
          amount: { render: (row) => <MetricValue unit={row.unit} value={row.amount} /> },
          state: {
            render: (row) => (
              <>
                <Choice module="metrics" property="state" value={row.state} tones={tones} />
                {row.reason === null ? null : <div className="kj-quiet">{row.reason}</div>}
              </>
            ),
          },
          enterer: {
            render: (row) => (
              <>
                {row.enterer}
                <div className="kj-quiet">
                  <Instant at={row.enteredAt} />
                </div>
              </>
            ),
          },
          ruler: {
            render: (row) =>
              row.ruler === null ? null : (
                <>
                  {row.ruler}
                  <div className="kj-quiet">
                    <Instant at={row.ruledAt} />
                  </div>
                </>
              ),
          },
        }}
        {...(may('metrics.enter') || may('metrics.certify')
          ? {
              extra: [
                {
                  name: 'work',
                  title: t('metrics.work'),
                  render: (row: FigureRow) => <Work row={row} />,
                },
              ],
            }
          : {})}
        {...(may('metrics.certify')
          ? {
              bulk: {
                actions: [
                  {
                    key: 'certify',
                    label: t('metrics.certify'),
                    hint: t('metrics.two_people'),
                    icon: <CheckOutlined />,
                    primary: true,
                    preview: figuresApi.previewCertifications,
                    act: figuresApi.certifyMany,
                  },
                ],
              },
            }
          : {})}
        empty={{ words: t('metrics.no_figures') }}
      />
    </Page>
  );
}

/** Chooses one of the metrics entered by hand. */
function metricFilter(
  metrics: readonly MetricRow[],
  label: string,
  locale: 'zh' | 'en',
): FilterInput {
  const options = metrics.map((one) => ({ value: one.key, label: one.name[locale] }));
  return (value, change) => (
    <Select
      allowClear
      showSearch
      optionFilterProp="label"
      style={{ minWidth: 180 }}
      placeholder={label}
      aria-label={label}
      value={value ?? null}
      onChange={(next: string | null | undefined) => change(next ?? undefined)}
      options={options}
    />
  );
}

/** What the reader may do with a figure, as the server says. */
function Work({ row }: { readonly row: FigureRow }) {
  const { t } = useSay();
  const certify = useCommand(figuresApi.certifyFigures);
  const giveBack = useCommand(figuresApi.returnFigure);
  const withdraw = useCommand(figuresApi.withdrawFigure);
  const params = { figureId: row.figureId };
  return (
    <span className="kj-bar">
      {row.mayRule ? (
        <>
          <ConfirmButton
            primary
            label={t('metrics.certify')}
            title={t('metrics.certify')}
            consequence={t('metrics.certify.consequence', { figures: 1 })}
            onConfirm={() => certify.mutateAsync({ body: { figureIds: [row.figureId] } })}
          />
          <ConfirmButton
            askReason
            label={t('metrics.return')}
            title={t('metrics.return')}
            consequence={t('metrics.return.consequence')}
            onConfirm={(reason) => giveBack.mutateAsync({ params, body: { reason } })}
          />
        </>
      ) : null}
      {row.mayWithdraw ? (
        <ConfirmButton
          danger
          askReason
          label={t('metrics.withdraw')}
          title={t('metrics.withdraw')}
          consequence={t('metrics.withdraw.consequence')}
          onConfirm={(reason) => withdraw.mutateAsync({ params, body: { reason } })}
        />
      ) : null}
    </span>
  );
}
