import { ReloadOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { Button, Skeleton, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Route } from '../../core/schema.ts';
import { ProblemError } from '../api/client.ts';
import type { LooseInput } from '../api/client.ts';
import { useLooseRoute } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { ColumnSettings } from './column-settings.tsx';
import { NoDataYet, NoRight, TooTight } from './empty.tsx';
import { ExportButton } from './export-button.tsx';
import { FilterBar } from './filters.tsx';
import { cursorBefore, noteOpened, notePage, rowLeft } from './list-place.ts';
import { ProblemNote } from './problem.tsx';
import { filtersOf, searchable, sortableOf } from './shape.ts';
import { namesOf, useColumns, useFields, useTitle } from './table-columns.tsx';
import type { AnyRow } from './shape.ts';
import type { ContractTableProps } from './table-columns.tsx';
import { narrows, ordered, useLocalWords, useTaste, useUrlWords } from './table-state.ts';
import { Paging } from './table-paging.tsx';
import { TableRows } from './table-rows.tsx';
import type { PageAnswer } from './table-rows.tsx';
import type { TableState, TableWords } from './table-state.ts';
import { useView } from './use-view.ts';
import { stateOf, tasteOf } from './view-difference.ts';
import { ViewMenu } from './view-menu.tsx';

export type { ColumnWish, ContractTableProps, RowOf } from './table-columns.tsx';

/**
 * A server-paged list drawn from its contract. State in the URL, or in the component for inner
 * lists.
 */
export function ContractTable<D extends Route>(props: ContractTableProps<D>) {
  return props.keepIn === 'here' ? <HereTable {...props} /> : <UrlTable {...props} />;
}

function UrlTable<D extends Route>(props: ContractTableProps<D>) {
  const names = filtersOf(props.route.query).map((field) => field.property);
  const state = useUrlWords(['q', 'sort', 'order', 'cursor', 'limit', 'view', ...names]);
  return <Body {...props} state={state} />;
}

function HereTable<D extends Route>(props: ContractTableProps<D>) {
  return <Body {...props} state={useLocalWords()} />;
}

function Body<D extends Route>(props: ContractTableProps<D> & { readonly state: TableState }) {
  const { route, state } = props;
  const { view: _view, ...words } = state.words as Record<string, string>;
  const { account } = useSession();
  const keepsViews = props.keepIn !== 'here' && (searchable(route.query) || hasChoices(route));
  const of = useView(route.path, state, keepsViews);
  const base = of.current === null ? null : tasteOf(of.current);
  const viewId = of.current?.viewId ?? '';
  const [taste, setTaste] = useTaste(
    account.login,
    route.path,
    base === null ? null : { viewId, base },
  );
  const input: LooseInput = { params: props.params, query: { ...words, ...props.query } };
  const list = useLooseRoute(route, input, { keep: true, enabled: !of.waiting });
  const page = list.data as PageAnswer<AnyRow> | undefined;
  const fields = useFields(props);
  const columns = useColumns(props, fields, taste, words);
  const titleOf = useTitle(props);
  const fixed = new Set([...Object.keys(props.query ?? {}), ...(props.hideFilters ?? [])]);
  const place = usePlace(props, words, list.isPlaceholderData ? undefined : page);
  const names = ordered(namesOf(props, fields), taste.order);

  if (list.error !== null && page === undefined) return <Failed error={list.error} list={list} />;
  return (
    <div className="kj-list">
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
        {...(props.filterWords === undefined ? {} : { inputWords: props.filterWords })}
        end={
          <Tools {...props} list={list}>
            {keepsViews ? (
              <ViewMenu of={of} now={stateOf(words, taste)} onRevert={() => setTaste(null)} />
            ) : null}
            <ExportButton
              route={route}
              input={input}
              names={names}
              hidden={taste.hidden}
              titleOf={titleOf}
            />
            <ColumnSettings names={names} titleOf={titleOf} taste={taste} onChange={setTaste} />
          </Tools>
        }
      />
      {page === undefined ? (
        <div className="kj-waiting">
          <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
        </div>
      ) : (
        <>
          <TableRows
            list={props}
            words={filterWords({ ...words, ...props.query })}
            columns={columns}
            page={page}
            density={taste.density}
            waiting={list.isPlaceholderData}
            left={place.left}
            empty={<Nothing words={words} clear={state.clear} empty={props.empty} />}
            onOrder={state.change}
            onOpen={place.onOpen}
          />
          <Paging page={page} state={state} before={place.before} />
        </>
      )}
    </div>
  );
}

/** Whether the list can be narrowed or ordered, so that a view of it means something. */
function hasChoices(route: Route): boolean {
  return filtersOf(route.query).length > 0 || sortableOf(route.query).length > 0;
}

/** Search and filters alone: what "all that match" means. */
function filterWords(words: TableWords): TableWords {
  const kept = Object.entries(words).filter(([name]) => name === 'q' || narrows({ [name]: 'set' }));
  return Object.fromEntries(kept);
}

/** Notes the page shown and the record opened, for the way back and for the neighbours. */
function usePlace<D extends Route>(
  props: ContractTableProps<D>,
  words: TableWords,
  page: PageAnswer<AnyRow> | undefined,
) {
  const { account } = useSession();
  const { href } = useLocation();
  const { route, rowKey } = props;
  const params = props.params ?? {};
  const query = { ...words, ...props.query };
  const name = { route, params, words: query };
  const cursor = words['cursor'] ?? '';
  const [left] = useState(() => rowLeft({ ...name, rowKey, login: account.login }));
  useEffect(() => {
    if (page === undefined) return;
    const keys = page.rows.map((row) => String(row[rowKey]));
    notePage(name, { cursor, keys, next: page.next });
  });
  const open = props.onOpen as ((row: AnyRow) => void) | undefined;
  const { cursor: _cursor, ...without } = query as Record<string, string>;
  const onOpen = (row: AnyRow) => {
    const { method, path } = route;
    const { login } = account;
    const at = String(row[rowKey]);
    const list = { route: { method, path }, params, words: without, rowKey, login };
    noteOpened({ ...list, address: href, at });
    open?.(row);
  };
  return {
    left,
    before: () => cursorBefore(name, cursor),
    onOpen: open === undefined ? undefined : onOpen,
  };
}

interface ToolsProps {
  readonly actions?: ReactNode;
  readonly list: { readonly isFetching: boolean; readonly refetch: () => unknown };
  readonly children: ReactNode;
}

function Tools({ actions, list, children }: ToolsProps) {
  const { t } = useSay();
  return (
    <span className="kj-bar kj-bar-end">
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
