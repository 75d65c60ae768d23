import { Button, Input, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import type { UnitRow } from '../../../server/modules/organisation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, DayText } from '../../kit/figures.tsx';
import type { Tone } from '../../kit/figures.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { foundWithParents, treeOf } from './tree.ts';
import type { Branch } from './tree.ts';

const tones: Readonly<Record<string, Tone>> = {
  head_office: 'gold',
  branch: 'strong',
  sub_branch: 'good',
  department: 'calm',
  rm_department: 'calm',
  team: 'calm',
};

/** The bank's units as a tree of any depth. */
export function Units() {
  const { t } = useSay();
  const units = useRoute(organisationApi.listUnits);
  return (
    <Page
      title={t('organisation.units.title')}
      {...(units.data === undefined
        ? {}
        : { note: t('organisation.units.count', { count: units.data.rows.length }) })}
    >
      <Section>
        <Read query={units} rows={10}>
          {(answer) => (answer.rows.length === 0 ? <NoDataYet /> : <UnitTree rows={answer.rows} />)}
        </Read>
      </Section>
    </Page>
  );
}

function UnitTree({ rows }: { readonly rows: readonly UnitRow[] }) {
  const { t } = useSay();
  const [search, setSearch] = useState('');
  const shown = useMemo(() => foundWithParents(rows, search), [rows, search]);
  const tree = useMemo(() => treeOf(shown), [shown]);
  const all = useMemo(() => shown.map((row) => row.unitId), [shown]);
  const upper = rows.filter((row) => row.level <= 2).map((row) => row.unitId);
  const [open, setOpen] = useState<readonly string[]>(upper);
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 10 }}>
      <div className="kj-bar">
        <Input.Search
          allowClear
          placeholder={t('organisation.units.search')}
          aria-label={t('organisation.units.search')}
          style={{ maxWidth: 280 }}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span className="kj-bar kj-bar-end">
          <Button onClick={() => setOpen(all)}>{t('organisation.units.unfold')}</Button>
          <Button onClick={() => setOpen(upper)}>{t('organisation.units.fold')}</Button>
        </span>
      </div>
      <Table<Branch>
        rowKey="unitId"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={useUnitColumns()}
        dataSource={tree}
        expandable={{
          expandedRowKeys: search === '' ? open : all,
          onExpandedRowsChange: (keys) => setOpen(keys.map(String)),
          indentSize: 20,
        }}
      />
    </div>
  );
}

function useUnitColumns(): TableColumnsType<Branch> {
  const { t } = useSay();
  return [
    { key: 'name', title: t('organisation.field.name'), dataIndex: 'name' },
    { key: 'code', title: t('organisation.field.code'), dataIndex: 'code', responsive: ['md'] },
    {
      key: 'kind',
      title: t('organisation.field.kind'),
      responsive: ['md'],
      render: (_value, row) => (
        <Choice module="organisation" property="kind" value={row.kind} tones={tones} />
      ),
    },
    {
      key: 'openedOn',
      title: t('organisation.field.openedOn'),
      responsive: ['md'],
      render: (_value, row) => <DayText day={row.openedOn} />,
    },
    {
      key: 'closedOn',
      title: t('organisation.field.closedOn'),
      responsive: ['md'],
      render: (_value, row) => <DayText day={row.closedOn} />,
    },
    {
      key: 'staff',
      title: <span className="kj-hidden">{t('organisation.units.staff')}</span>,
      render: (_value, row) => (
        <PageLink to={`/staff?unitId=${row.unitId}`}>{t('organisation.units.staff')}</PageLink>
      ),
    },
  ];
}
