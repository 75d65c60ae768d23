import { EyeOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import type { TableColumnsType, TableProps } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Route } from '../../core/schema.ts';
import { useSay } from '../i18n/say.ts';
import { BulkBar } from './bulk.tsx';
import { PhoneRows } from './phone-rows.tsx';
import { QuickView } from './quick-view.tsx';
import { useRowKeys } from './row-keys.ts';
import { orderOf } from './table-columns.tsx';
import { rowProps } from './row-props.ts';
import type { Ticks } from './row-props.ts';
import type { AnyRow } from './shape.ts';
import type { ContractTableProps } from './table-columns.tsx';
import type { TableState, TableTaste, TableWords } from './table-state.ts';
import { usePhone } from './theme.ts';

export interface PageAnswer<R> {
  readonly rows: readonly R[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly capped: boolean };
}

interface Props<D extends Route> {
  readonly list: ContractTableProps<D>;
  /** Search and filters as they stand, for "all that match". */
  readonly words: TableWords;
  readonly columns: TableColumnsType<AnyRow>;
  readonly page: PageAnswer<AnyRow>;
  readonly density: TableTaste['density'];
  readonly waiting: boolean;
  readonly empty: ReactNode;
  /** The row that was opened last from this list. */
  readonly left: string | null;
  readonly onOrder: TableState['change'];
  readonly onOpen: ((row: AnyRow) => void) | undefined;
}

/** The rows with what stands around them: the bar of many, the quick view, the keys. */
export function TableRows<D extends Route>(props: Props<D>) {
  const { list, page, onOpen } = props;
  const { rowKey } = list;
  const place = useRef<HTMLDivElement>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const ticks = useTicks(list, page, JSON.stringify(props.words));
  const row = page.rows.find((one) => String(one[rowKey]) === looked);
  const quick = list.quick as
    | { title: (row: AnyRow) => ReactNode; body: (row: AnyRow) => ReactNode }
    | undefined;
  const look = (key: string) => setLooked((now) => (now === key ? null : key));
  useRowKeys(place, {
    main: list.keepIn !== 'here',
    keys: page.rows.map((one) => String(one[rowKey])),
    onLook: quick === undefined ? undefined : look,
    onTick: ticks?.toggle,
    onMove: (key) => setLooked((now) => (now === null || now === key ? now : key)),
    left: props.left,
  });
  return (
    <div ref={place} className="kj-list">
      {list.bulk === undefined || ticks === undefined ? null : (
        <BulkBar
          {...list.bulk}
          ticked={ticks.keys}
          wholePage={ticks.wholePage && (page.next !== null || ticks.elsewhere)}
          total={page.total}
          words={props.words}
          all={ticks.all}
          onAll={ticks.setAll}
          rows={ticks.rows}
          onClear={() => ticks.set([])}
          onDone={ticks.set}
        />
      )}
      <Drawn {...props} ticks={ticks} look={quick === undefined ? undefined : look} />
      {quick === undefined || row === undefined ? null : (
        <QuickView
          title={quick.title(row)}
          onClose={() => setLooked(null)}
          {...(onOpen === undefined ? {} : { onOpen: () => onOpen(row) })}
        >
          {quick.body(row)}
        </QuickView>
      )}
    </div>
  );
}

/**
 * What is ticked: kept by the page (`select`) or here (`bulk`); undefined where nothing is. Another
 * search or filter releases what was ticked here.
 */
function useTicks<D extends Route>(
  list: ContractTableProps<D>,
  page: PageAnswer<AnyRow>,
  filter: string,
): Ticks | undefined {
  const [own, setOwn] = useState<Own>(nothing);
  const { select, bulk, rowKey } = list;
  if (select === undefined && bulk === undefined) return undefined;
  const mine = own.filter === filter ? own : nothing;
  const keys = select?.keys ?? mine.rows.map((row) => String(row[rowKey]));
  const here = page.rows.map((row) => String(row[rowKey]));
  const set = (next: readonly string[]) => {
    const known = [...mine.rows, ...page.rows];
    const rows = known.filter(
      (row, at) =>
        next.includes(String(row[rowKey])) &&
        known.findIndex((one) => one[rowKey] === row[rowKey]) === at,
    );
    if (select === undefined) setOwn({ filter, rows, all: false });
    else select.onChange(next, rows as never);
  };
  return {
    keys,
    rows: mine.rows,
    all: mine.all,
    wholePage: here.length > 0 && here.every((key) => keys.includes(key)),
    elsewhere: !page.total.capped && page.total.count > here.length,
    set,
    setAll: (all) => setOwn({ ...mine, filter, all }),
    toggle: (key) => set(keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key]),
  };
}

interface Own {
  readonly filter: string;
  readonly rows: readonly AnyRow[];
  readonly all: boolean;
}
const nothing: Own = { filter: '', rows: [], all: false };

interface DrawnProps<D extends Route> extends Props<D> {
  readonly ticks: Ticks | undefined;
  readonly look: ((key: string) => void) | undefined;
}

/** The rows as a table, or on a phone as cards. */
function Drawn<D extends Route>(props: DrawnProps<D>) {
  const phone = usePhone();
  const { t } = useSay();
  const { list, columns, page, waiting, empty, onOpen, ticks, look } = props;
  const { rowKey } = list;
  const nameOf = (row: AnyRow) => rowNameOf(list, row);
  if (phone) {
    const shared = { columns, rowKey, waiting, empty, onOpen, ticks, look, nameOf };
    return <PhoneRows {...shared} rows={page.rows} />;
  }
  return (
    <Table<AnyRow>
      rowKey={rowKey}
      columns={look === undefined ? columns : [...columns, lookColumn(rowKey, look, nameOf, t)]}
      dataSource={[...page.rows]}
      size={props.density}
      loading={waiting ? { delay: 200 } : false}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: empty }}
      showSorterTooltip={{ target: 'sorter-icon' }}
      onChange={(_paging, _filters, sorter) => props.onOrder(orderOf(sorter))}
      onRow={(row) => rowProps(row, String(row[rowKey]), onOpen)}
      {...(onOpen === undefined ? {} : { rowClassName: 'kj-row-open' })}
      {...ticking(ticks, nameOf, t)}
    />
  );
}

/** What a row is called: the page's word, its name, else its first readable value. */
function rowNameOf<D extends Route>(list: ContractTableProps<D>, row: AnyRow): string {
  const own = list.rowName as ((row: AnyRow) => string) | undefined;
  if (own !== undefined) return own(row);
  const first = (list.only ?? []).map((name) => row[name]).find((one) => typeof one === 'string');
  return String(row['name'] ?? first ?? row[list.rowKey]);
}

type T = ReturnType<typeof useSay>['t'];

function ticking(
  ticks: Ticks | undefined,
  nameOf: (row: AnyRow) => string,
  t: T,
): TableProps<AnyRow> {
  if (ticks === undefined) return {};
  return {
    rowSelection: {
      selectedRowKeys: [...ticks.keys],
      preserveSelectedRowKeys: true,
      columnWidth: 40,
      getTitleCheckboxProps: () => ({ 'aria-label': t('web.bulk.tick_page') }),
      getCheckboxProps: (row) => ({
        'aria-label': t('web.bulk.tick', { name: nameOf(row) }),
        disabled: ticks.all,
      }),
      onChange: (keys: readonly unknown[]) => ticks.set(keys.map(String)),
    },
  };
}

function lookColumn(
  rowKey: string,
  look: (key: string) => void,
  nameOf: (row: AnyRow) => string,
  t: T,
): TableColumnsType<AnyRow>[number] {
  return {
    key: 'kj-look',
    title: <span className="kj-hidden">{t('web.quick')}</span>,
    width: 44,
    fixed: 'right',
    render: (_value: unknown, row: AnyRow) => (
      <Button
        type="text"
        size="small"
        tabIndex={-1}
        icon={<EyeOutlined />}
        aria-label={t('web.quick.of', { name: nameOf(row) })}
        onClick={() => look(String(row[rowKey]))}
      />
    ),
  };
}
