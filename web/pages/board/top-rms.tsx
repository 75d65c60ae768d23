import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { Board } from '../../../server/modules/desk/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Money, Score } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';

type Rm = Board['rms'][number];

/** RMs of the unit, best score first. */
export function TopRms({ rms }: { readonly rms: readonly Rm[] }) {
  const { t } = useSay();
  if (rms.length === 0) return <NoDataYet words={t('desk.no_rms')} />;
  const columns: TableColumnsType<Rm> = [
    {
      key: 'name',
      title: t('desk.field.name'),
      render: (_value, one) => (
        <>
          <PageLink to={`/sheets/${one.sheetId}`}>{one.name}</PageLink>{' '}
          <span className="kj-quiet">
            <Choice module="people" property="level" value={one.level} />
          </span>
        </>
      ),
    },
    {
      key: 'score',
      title: t('desk.field.score'),
      align: 'right',
      render: (_value, one) => <Score millionths={one.score} />,
    },
    {
      key: 'customers',
      title: t('desk.field.customers'),
      align: 'right',
      render: (_value, one) => <Count value={one.customers} />,
    },
    {
      key: 'contribution',
      title: t('desk.field.contribution'),
      align: 'right',
      render: (_value, one) => <Money fen={one.contribution} />,
    },
  ];
  return (
    <Table
      size="small"
      rowKey="sheetId"
      columns={columns}
      dataSource={[...rms]}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
    />
  );
}
