import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import type { PolicyKindRow } from '../../../server/platform/policy/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { FirstDay } from './first-day.tsx';
import './policies.css';

/** Every scheme of the bank with the version in force. */
export function Policies() {
  const { t } = useSay();
  const kinds = useRoute(policyApi.listPolicyKinds);
  return (
    <Page title={t('policy.title')}>
      <Section>
        <Read query={kinds} rows={10}>
          {({ rows }) => <Kinds rows={rows} />}
        </Read>
      </Section>
    </Page>
  );
}

function Kinds({ rows }: { readonly rows: readonly PolicyKindRow[] }) {
  const { t, locale } = useSay();
  const go = useGo();
  const columns: TableColumnsType<PolicyKindRow> = [
    {
      key: 'title',
      title: t('policy.field.title'),
      render: (_value, row) => (
        <>
          <PageLink to={`/policies/${row.kind}`}>{row.title[locale]}</PageLink>
          <div className="kj-quiet kj-code">{row.kind}</div>
        </>
      ),
    },
    {
      key: 'versionNo',
      title: t('policy.state.in_force'),
      className: 'kj-figure',
      render: (_value, row) => t('policy.version', { no: row.versionNo }),
    },
    {
      key: 'validFrom',
      title: t('policy.field.validFrom'),
      responsive: ['md'],
      render: (_value, row) => <FirstDay day={row.validFrom} />,
    },
    {
      key: 'versions',
      title: t('policy.field.versions'),
      dataIndex: 'versions',
      align: 'right',
      responsive: ['md'],
    },
    {
      key: 'drafts',
      title: t('policy.field.drafts'),
      align: 'right',
      render: (_value, row) =>
        row.drafts === 0 ? 0 : <Mark tone="warn">{String(row.drafts)}</Mark>,
    },
    {
      key: 'source',
      title: t('policy.field.source'),
      responsive: ['md'],
      render: (_value, row) => <span className="kj-quiet">{row.source}</span>,
    },
  ];
  return (
    <Table<PolicyKindRow>
      rowKey="kind"
      size="small"
      pagination={false}
      columns={columns}
      dataSource={[...rows]}
      onRow={(row) => ({ onDoubleClick: () => go(`/policies/${row.kind}`) })}
    />
  );
}
