import { Pagination, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { allocationApi, type loadRow } from '../../../server/modules/allocation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Missing } from '../../kit/figures.tsx';
import { Meter } from '../../kit/meter.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { PhoneRows } from '../../kit/phone-rows.tsx';
import type { AnyRow } from '../../kit/shape.ts';
import { usePhone } from '../../kit/theme.ts';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { loadOf, roomOf } from './load.ts';

type LoadRow = z.infer<typeof loadRow>;

/** How full each RM is against the capacity of his grade. */
export function Loads() {
  const { t } = useSay();
  const loads = useRoute(allocationApi.listLoads);
  return (
    <Read query={loads} rows={8}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet words={t('allocation.loads_none')} />
        ) : (
          <div className="kj-stack">
            <Sums rows={rows} />
            <Section>
              <LoadTable rows={rows} />
            </Section>
          </div>
        )
      }
    </Read>
  );
}

function Sums({ rows }: { readonly rows: readonly LoadRow[] }) {
  const { t } = useSay();
  const room = roomOf(rows);
  return (
    <Tiles>
      <Tile label={t('allocation.rms')}>
        <Count value={rows.length} />
      </Tile>
      <Tile label={`${t('allocation.room')} · ${t('allocation.field.corporate')}`}>
        <Count value={room.corporate} />
      </Tile>
      <Tile label={`${t('allocation.room')} · ${t('allocation.field.individual')}`}>
        <Count value={room.individual} />
      </Tile>
      <Tile label={t('allocation.full_rms')}>
        <Count value={room.full} />
      </Tile>
    </Tiles>
  );
}

const onePage = 50;

function LoadTable({ rows }: { readonly rows: readonly LoadRow[] }) {
  const { t } = useSay();
  const phone = usePhone();
  const columns: TableColumnsType<LoadRow> = [
    {
      key: 'name',
      title: t('allocation.field.name'),
      render: (_value, row) => (
        <>
          {row.name} <span className="kj-quiet">{row.staffNo}</span>
        </>
      ),
    },
    {
      key: 'unitName',
      title: t('allocation.field.unitName'),
      render: (_value, row) => row.unitName,
    },
    {
      key: 'level',
      title: t('allocation.field.level'),
      render: (_value, row) =>
        row.level === null ? (
          <Missing />
        ) : (
          <Choice module="people" property="level" value={row.level} />
        ),
    },
    {
      key: 'corporate',
      title: t('allocation.field.corporate'),
      sorter: (a, b) => a.corporate - b.corporate,
      render: (_value, row) => <Fullness held={row.corporate} most={row.corporateMax} />,
    },
    {
      key: 'individual',
      title: t('allocation.field.individual'),
      sorter: (a, b) => a.individual - b.individual,
      render: (_value, row) => <Fullness held={row.individual} most={row.individualMax} />,
    },
  ];
  if (phone) return <LoadCards rows={rows} columns={columns} />;
  return (
    <Table
      size="middle"
      rowKey="staffId"
      columns={columns}
      dataSource={[...rows]}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: onePage, hideOnSinglePage: true }}
    />
  );
}

/** The same on a phone: a card an RM, nothing scrolls sideways. */
function LoadCards(props: {
  readonly rows: readonly LoadRow[];
  readonly columns: TableColumnsType<LoadRow>;
}) {
  const { rows, columns } = props;
  const [page, setPage] = useState(1);
  const shown = rows.slice((page - 1) * onePage, page * onePage);
  return (
    <>
      <PhoneRows
        columns={columns as unknown as TableColumnsType<AnyRow>}
        rows={shown as unknown as readonly AnyRow[]}
        rowKey="staffId"
        waiting={false}
        empty={null}
        onOpen={undefined}
        ticks={undefined}
        look={undefined}
        nameOf={(row) => String(row['name'])}
      />
      <Pagination
        simple
        align="center"
        current={page}
        pageSize={onePage}
        total={rows.length}
        hideOnSinglePage
        onChange={setPage}
      />
    </>
  );
}

function Fullness({ held, most }: { readonly held: number; readonly most: number }) {
  const { t } = useSay();
  const load = loadOf(held, most);
  if (load === null) return <span className="kj-quiet">{t('allocation.not_allowed')}</span>;
  return (
    <Meter
      percent={load.percent}
      tone={load.tone}
      figure={`${held} / ${most}`}
      words={t(`allocation.${load.state}`)}
    />
  );
}
