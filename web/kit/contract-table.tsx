import { DownloadOutlined, LeftOutlined, ReloadOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select, Skeleton, Table, Tooltip } from 'antd';
import type { TableColumnsType, TableProps } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Route } from '../../core/schema.ts';
import { addressOf, ProblemError } from '../api/client.ts';
import type { LooseInput } from '../api/client.ts';
import { useLooseRoute } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { ColumnSettings } from './column-settings.tsx';
import { NoDataYet, NoRight, TooTight } from './empty.tsx';
import { CappedCount } from './figures.tsx';
import { FilterBar } from './filters.tsx';
import { PhoneRows } from './phone-rows.tsx';
import { ProblemNote } from './problem.tsx';
import { filtersOf, searchable } from './shape.ts';
import {
  namesOf,
  opening,
  orderOf,
  selecting,
  useColumns,
  useFields,
  useTitle,
} from './table-columns.tsx';
import type { AnyRow, ContractTableProps } from './table-columns.tsx';
import { narrows, ordered, useLocalWords, useTaste, useUrlWords } from './table-state.ts';
import type { TableState, TableTaste, TableWords } from './table-state.ts';
import { usePhone } from './theme.ts';

export type { ColumnWish, ContractTableProps, RowOf } from './table-columns.tsx';

interface PageAnswer<R> {
  readonly rows: readonly R[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly capped: boolean };
}

const sizes = [20, 50, 100, 200];

/**
 * A server-paged list drawn from its contract. State in the URL, or in the component for inner
 * lists.
 */
export function ContractTable<D extends Route>(props: ContractTableProps<D>) {
  return props.keepIn === 'here' ? <HereTable {...props} /> : <UrlTable {...props} />;
}

function UrlTable<D extends Route>(props: ContractTableProps<D>) {
  const names = filtersOf(props.route.query).map((field) => field.property);
  const state = useUrlWords(['q', 'sort', 'order', 'cursor', 'limit', ...names]);
  return <Body {...props} state={state} />;
}

function HereTable<D extends Route>(props: ContractTableProps<D>) {
  return <Body {...props} state={useLocalWords()} />;
}

function Body<D extends Route>(props: ContractTableProps<D> & { readonly state: TableState }) {
  const { route, state } = props;
  const { words } = state;
  const { account } = useSession();
  const [taste, setTaste] = useTaste(account.login, route.path);
  const input: LooseInput = { params: props.params, query: { ...words, ...props.query } };
  const list = useLooseRoute(route, input, { keep: true });
  const page = list.data as PageAnswer<AnyRow> | undefined;
  const fields = useFields(props);
  const columns = useColumns(props, fields, taste, words);
  const titleOf = useTitle(props);
  const fixed = new Set([...Object.keys(props.query ?? {}), ...(props.hideFilters ?? [])]);

  if (list.error !== null && page === undefined) return <Failed error={list.error} list={list} />;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 10 }}>
      <FilterBar
        fields={filtersOf(route.query).filter((field) => !fixed.has(field.property))}
        module={props.module}
        words={words}
        hasSearch={searchable(route.query)}
        narrowed={narrows(words)}
        onChange={state.change}
        onClear={state.clear}
        {...(props.searchLabel === undefined ? {} : { searchLabel: props.searchLabel })}
        {...(props.filters === undefined ? {} : { inputs: props.filters })}
        end={
          <Tools {...props} input={input} list={list}>
            <ColumnSettings
              names={ordered(namesOf(props, fields), taste.order)}
              titleOf={titleOf}
              taste={taste}
              onChange={setTaste}
            />
          </Tools>
        }
      />
      {page === undefined ? (
        <div className="kj-waiting">
          <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
        </div>
      ) : (
        <>
          <Rows
            columns={columns}
            page={page}
            rowKey={props.rowKey}
            density={taste.density}
            waiting={list.isPlaceholderData}
            empty={<Nothing words={words} clear={state.clear} empty={props.empty} />}
            onOrder={state.change}
            onOpen={props.onOpen as ((row: AnyRow) => void) | undefined}
            selection={selecting(props)}
          />
          <Paging page={page} state={state} />
        </>
      )}
    </div>
  );
}

interface RowsProps {
  readonly columns: TableColumnsType<AnyRow>;
  readonly page: PageAnswer<AnyRow>;
  readonly rowKey: string;
  readonly density: TableTaste['density'];
  readonly waiting: boolean;
  readonly empty: ReactNode;
  readonly onOrder: TableState['change'];
  readonly onOpen: ((row: AnyRow) => void) | undefined;
  readonly selection: TableProps<AnyRow>;
}

/** The rows as a table, or on a phone as cards (a table stays where rows are chosen). */
function Rows(props: RowsProps) {
  const phone = usePhone();
  const { columns, page, rowKey, waiting, empty, onOpen } = props;
  if (phone && props.selection.rowSelection === undefined) {
    const shared = { columns, rowKey, waiting, empty, onOpen };
    return <PhoneRows {...shared} rows={page.rows} />;
  }
  return (
    <Table<AnyRow>
      rowKey={rowKey}
      columns={columns}
      dataSource={[...page.rows]}
      size={props.density}
      loading={waiting ? { delay: 200 } : false}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: empty }}
      onChange={(_paging, _filters, sorter) => props.onOrder(orderOf(sorter))}
      {...opening(onOpen)}
      {...props.selection}
    />
  );
}

interface ToolsProps {
  readonly exportRoute?: Pick<Route, 'path'>;
  readonly actions?: ReactNode;
  readonly input: LooseInput;
  readonly list: { readonly isFetching: boolean; readonly refetch: () => unknown };
  readonly children: ReactNode;
}

function Tools({ exportRoute, actions, input, list, children }: ToolsProps) {
  const { t } = useSay();
  return (
    <span className="kj-bar kj-bar-end">
      {exportRoute === undefined ? null : (
        <Tooltip title={t('web.table.export')}>
          <Button
            icon={<DownloadOutlined />}
            aria-label={t('web.table.export')}
            href={addressOf(exportRoute, exportInput(input))}
            download
          />
        </Tooltip>
      )}
      <Tooltip title={t('web.table.reload')}>
        <Button
          icon={<ReloadOutlined spin={list.isFetching} />}
          aria-label={t('web.table.reload')}
          onClick={() => void list.refetch()}
        />
      </Tooltip>
      {children}
      {actions}
    </span>
  );
}

function Failed(props: { readonly error: Error; readonly list: { refetch: () => unknown } }) {
  const forbidden = props.error instanceof ProblemError && props.error.problem.status === 403;
  if (forbidden) return <NoRight words={props.error.message} />;
  return <ProblemNote error={props.error} onRetry={() => void props.list.refetch()} />;
}

function Nothing(props: {
  readonly words: TableWords;
  readonly clear: () => void;
  readonly empty: { readonly words?: ReactNode; readonly next?: ReactNode } | undefined;
}) {
  return narrows(props.words) ? <TooTight onClear={props.clear} /> : <NoDataYet {...props.empty} />;
}

function exportInput(input: LooseInput): LooseInput {
  const { cursor: _cursor, limit: _limit, ...query } = input.query as Record<string, string>;
  return { ...input, query };
}

function Paging(props: { readonly page: PageAnswer<unknown>; readonly state: TableState }) {
  const { t } = useSay();
  const { page, state } = props;
  const [trail, setTrail] = useState<readonly string[]>([]);
  const cursor = state.words['cursor'];
  const forward = () => {
    setTrail(cursor === undefined ? [''] : [...trail, cursor]);
    state.change({ cursor: page.next ?? undefined });
  };
  const back = () => {
    state.change({ cursor: trail.at(-1) });
    setTrail(trail.slice(0, -1));
  };
  return (
    <div className="kj-bar">
      <span className="kj-quiet">
        {t('web.table.total')} <CappedCount total={page.total} />
      </span>
      <span className="kj-bar kj-bar-end">
        <Select
          size="small"
          aria-label={t('web.table.size')}
          value={Number(state.words['limit'] ?? 50)}
          options={sizes.map((value) => ({ value, label: t('web.table.rows', { count: value }) }))}
          onChange={(limit) => state.change({ limit: limit === 50 ? undefined : String(limit) })}
        />
        <Button
          size="small"
          icon={<LeftOutlined />}
          disabled={cursor === undefined}
          aria-label={t('web.table.previous')}
          onClick={back}
        />
        <Button
          size="small"
          icon={<RightOutlined />}
          disabled={page.next === null}
          aria-label={t('web.table.next')}
          onClick={forward}
        />
      </span>
    </div>
  );
}
