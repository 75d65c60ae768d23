import { Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { metricsApi } from '../../../server/modules/metrics/contract.ts';
import type { MeasureRow, MetricRow } from '../../../server/modules/metrics/contract.ts';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, DayText, Money } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { usePhone } from '../../kit/theme.ts';
import { MetricValue } from './metric-value.tsx';
import { sourceWords } from './source-words.ts';
import { SmallTable } from '../../kit/small-table.tsx';

type Shown = 'computed' | 'manual' | 'measures';

/** The catalogue: what is judged, how each figure comes about, and which schemes use it. */
export function MetricCatalogue() {
  const { t } = useSay();
  const may = useMay();
  const query = useRoute(metricsApi.readMetrics);
  const [shown, setShown] = useState<Shown>('computed');
  const [words, setWords] = useState('');
  const { data } = query;
  return (
    <Page
      title={t('metrics.title')}
      note={
        data === undefined ? null : (
          <>
            {t('metrics.version', { no: data.versionNo })} · <DayText day={data.on} />
          </>
        )
      }
      actions={
        <>
          {may('policy.read') ? (
            <PageLink to="/policies/metric_catalogue">{t('metrics.document')}</PageLink>
          ) : null}
          <PageLink to="/metric-figures">{t('metrics.figures')}</PageLink>
        </>
      }
    >
      <Section
        title={
          <Segmented<Shown>
            value={shown}
            onChange={setShown}
            options={(['computed', 'manual', 'measures'] as const).map((value) => ({
              value,
              label: t(`metrics.shown.${value}`),
            }))}
          />
        }
        extra={
          <Input.Search
            allowClear
            size="small"
            style={{ maxWidth: 220 }}
            aria-label={t('metrics.search')}
            placeholder={t('metrics.search')}
            onChange={(event) => setWords(event.target.value.trim())}
          />
        }
      >
        <Read query={query} rows={12}>
          {({ metrics, measures }) =>
            shown === 'measures' ? (
              <Measures rows={measures.filter((row) => fits(row, words))} />
            ) : (
              <Metrics
                rows={metrics.filter(
                  (row) =>
                    fits(row, words) && (row.source.kind === 'manual') === (shown === 'manual'),
                )}
                measures={measures}
              />
            )
          }
        </Read>
      </Section>
    </Page>
  );
}

function fits(row: Pick<MetricRow, 'key' | 'name'>, words: string): boolean {
  const text = words.toLowerCase();
  return [row.key, row.name.zh, row.name.en].some((one) => one.toLowerCase().includes(text));
}

function Metrics(props: {
  readonly rows: readonly MetricRow[];
  readonly measures: readonly MeasureRow[];
}) {
  const say = useSay();
  const { t, locale } = say;
  const measures = useMemo(
    () => new Map(props.measures.map((one) => [one.key, one])),
    [props.measures],
  );
  const titleOf = useSchemeTitles();
  const phone = usePhone();
  if (props.rows.length === 0) return <p className="kj-quiet">{t('metrics.none_found')}</p>;
  if (phone) {
    return props.rows.map((row) => (
      <div key={row.key} style={{ padding: '10px 0', borderTop: '1px solid var(--kj-strip)' }}>
        <strong>{row.name[locale]}</strong>
        <Kind row={row} />
        <div>{row.definition[locale]}</div>
        <div>{sourceWords(row, measures, say)}</div>
        <Bounds row={row} />
        {row.usedBy.length === 0 ? null : (
          <div className="kj-quiet">
            {t('metrics.field.usedBy')} {row.usedBy.map(titleOf).join('、')}
          </div>
        )}
      </div>
    ));
  }
  return (
    <SmallTable
      rows={props.rows}
      keyOf={(row) => row.key}
      columns={[
        {
          title: t('metrics.field.metric'),
          names: true,
          least: 130,
          render: (row) => (
            <>
              {row.name[locale]}
              <Kind row={row} />
            </>
          ),
        },
        {
          title: t('metrics.field.definition'),
          least: 200,
          render: (row) => row.definition[locale],
        },
        {
          title: t('metrics.field.source'),
          least: 200,
          render: (row) => (
            <>
              {sourceWords(row, measures, say)}
              <Bounds row={row} />
            </>
          ),
        },
        {
          title: t('metrics.field.usedBy'),
          render: (row) => (row.usedBy.length === 0 ? '—' : row.usedBy.map(titleOf).join('、')),
        },
      ]}
    />
  );
}

/** What it is counted in, when it is better, and its key in schemes. */
function Kind({ row }: { readonly row: MetricRow }) {
  return (
    <div className="kj-quiet">
      <Choice module="metrics" property="unit" value={row.unit} /> ·{' '}
      <Choice module="metrics" property="direction" value={row.direction} />
      <br />
      <code>{row.key}</code>
    </div>
  );
}

/** What an entry by hand may be, and what counts while there is none. */
function Bounds({ row }: { readonly row: MetricRow }) {
  const { t } = useSay();
  const { least, most, over, whenEmpty } = row.source;
  if (whenEmpty === null) return null;
  const value = (digits: string) => <MetricValue unit={row.unit} value={digits} />;
  return (
    <div className="kj-quiet">
      {least === null || most === null || over === null ? null : (
        <>
          {t('metrics.bounds')} {value(least)} – {value(most)} · {t(`metrics.over.${over}`)} ·{' '}
        </>
      )}
      {t('metrics.when_empty')} {value(whenEmpty)}
    </div>
  );
}

/** Titles of the kinds of schemes; their keys for who may not read schemes. */
function useSchemeTitles(): (kind: string) => string {
  const { locale } = useSay();
  const may = useMay()('policy.read');
  const kinds = useRoute(policyApi.listPolicyKinds, {}, { enabled: may });
  return (kind) => kinds.data?.rows.find((row) => row.kind === kind)?.title[locale] ?? kind;
}

function Measures({ rows }: { readonly rows: readonly MeasureRow[] }) {
  const { t, locale } = useSay();
  return (
    <SmallTable
      rows={rows}
      keyOf={(row) => row.key}
      columns={[
        {
          title: t('metrics.field.measure'),
          names: true,
          render: (row) => (
            <>
              {row.name[locale]} <code className="kj-quiet">{row.key}</code>
            </>
          ),
        },
        {
          title: t('metrics.field.basis'),
          render: (row) => <Choice module="metrics" property="basis" value={row.basis} />,
        },
        { title: t('metrics.field.filters'), render: (row) => <Filters row={row} /> },
      ]}
    />
  );
}

function Filters({ row }: { readonly row: MeasureRow }) {
  const { t } = useSay();
  return (
    <>
      {row.customers === 'any' ? null : (
        <Choice module="metrics" property="customers" value={row.customers} />
      )}
      {row.products.length === 0 ? null : (
        <div>{t('metrics.only_products', { products: row.products.join('、') })}</div>
      )}
      {row.without.length === 0 ? null : (
        <div>{t('metrics.without_products', { products: row.without.join('、') })}</div>
      )}
      {row.sizes.map((size) => (
        <div key={size.fromFen}>
          {t('metrics.policy.fromFen')} <Money fen={size.fromFen} exact /> →{' '}
          {t('metrics.counts_as', { counts: size.counts })}
        </div>
      ))}
      {row.lastYear ? <div>{t('metrics.of_last_year')}</div> : null}
    </>
  );
}
