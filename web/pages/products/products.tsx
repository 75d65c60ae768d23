import { Table, Tabs } from 'antd';
import type { TableColumnsType } from 'antd';
import { productsApi } from '../../../server/modules/products/contract.ts';
import type { ProductRow } from '../../../server/modules/products/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, DayText, Mark, Missing, Money, Rate } from '../../kit/figures.tsx';
import type { Tone } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { FtpCurves } from './ftp-curves.tsx';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

const tones: Readonly<Record<string, Tone>> = { deposit: 'good', loan: 'strong', fee: 'calm' };

/** Catalogue, transfer-pricing curves and unit costs: what the bank prices inside. */
export function Products() {
  const { t } = useSay();
  return (
    <Page
      title={t('products.title')}
      actions={<PageLink to="/policies/pricing">{t('policy.document')}</PageLink>}
    >
      <Section>
        <Tabs
          destroyOnHidden
          items={[
            { key: 'catalogue', label: t('products.catalogue'), children: <Catalogue /> },
            { key: 'ftp', label: t('products.ftp'), children: <FtpCurves /> },
            { key: 'costs', label: t('products.unit_costs'), children: <UnitCosts /> },
          ]}
        />
      </Section>
    </Page>
  );
}

function Catalogue() {
  const { t, named } = useSay();
  const products = useRoute(productsApi.listProducts);
  const columns: TableColumnsType<ProductRow> = [
    { key: 'code', title: t('products.field.code'), dataIndex: 'code' },
    { key: 'name', title: t('products.field.name'), render: (_v, row) => named(row.name) },
    {
      key: 'kind',
      title: t('products.field.kind'),
      render: (_value, row) => (
        <Choice module="products" property="kind" value={row.kind} tones={tones} />
      ),
    },
    {
      key: 'rate',
      title: t('products.field.rate'),
      align: 'right',
      render: (_value, row) => (row.kind === 'fee' ? <Missing /> : <Rate millionths={row.rate} />),
    },
    {
      key: 'ftp',
      title: t('products.field.ftpCurve'),
      render: (_value, row) =>
        row.ftpCurve === null
          ? '—'
          : `${row.ftpCurve} · ${t('products.days', { days: row.ftpTenorDays ?? 0 })}`,
    },
    {
      key: 'ftpBy',
      title: t('products.field.ftpBy'),
      render: (_value, row) => <Choice module="products" property="ftpBy" value={row.ftpBy} />,
    },
    {
      key: 'department',
      title: t('products.field.department'),
      render: (_value, row) => named(row.department),
    },
    {
      key: 'withdrawn',
      title: '',
      render: (_value, row) =>
        row.withdrawn ? <Mark tone="calm">{t('products.withdrawn_mark')}</Mark> : null,
    },
  ];
  return (
    <Read query={products} rows={10}>
      {({ rows }) => (
        <Wide>
          <Table<ProductRow>
            rowKey="productId"
            size="small"
            pagination={false}
            style={{ minWidth: 'max-content' }}
            columns={columns}
            dataSource={rows.toSorted((a, b) => (a.withdrawn ? 1 : 0) - (b.withdrawn ? 1 : 0))}
          />
        </Wide>
      )}
    </Read>
  );
}

function UnitCosts() {
  const { t, tk } = useSay();
  const costs = useRoute(productsApi.listUnitCosts);
  return (
    <Read query={costs}>
      {({ rows }) => (
        <SmallTable
          rows={rows}
          keyOf={(row) => `${row.activity} ${row.fromDay}`}
          columns={[
            {
              title: t('products.field.activity'),
              render: (row) => tk(`products.activity.${row.activity}`, row.activity),
            },
            {
              title: t('products.field.costFen'),
              figure: true,
              render: (row) => <Money fen={row.costFen} exact />,
            },
            { title: t('products.field.fromDay'), render: (row) => <DayText day={row.fromDay} /> },
            {
              title: t('products.field.untilDay'),
              render: (row) => <DayText day={row.untilDay} />,
            },
            { title: t('products.field.source'), render: (row) => row.source },
          ]}
        />
      )}
    </Read>
  );
}
