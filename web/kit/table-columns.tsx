import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Route } from '../../core/schema.ts';
import type { AnswerOf } from '../api/client.ts';
import { fieldKeys, useSay } from '../i18n/say.ts';
import type { BulkWish } from './bulk.tsx';
import { ValueOf } from './figures.tsx';
import type { FilterInput, FilterWords } from './filters.tsx';
import { fieldsOf, isFigure, rowShapeOf, sortableOf } from './shape.ts';
import type { AnyRow, Field } from './shape.ts';
import { ordered } from './table-state.ts';
import type { TableTaste, TableWords } from './table-state.ts';
import { usePhone } from './theme.ts';

/** A row of a list route's answer. */
export type RowOf<D> = AnswerOf<D> extends { rows: readonly (infer R)[] } ? R : never;

export interface ColumnWish<R> {
  readonly title?: string;
  readonly width?: number;
  readonly fixed?: boolean;
  readonly render?: (row: R) => ReactNode;
}

export interface ContractTableProps<D extends Route, R = RowOf<D>> {
  readonly route: D;
  /** The module whose phrases name the columns. */
  readonly module: string;
  readonly rowKey: keyof R & string;
  readonly params?: Readonly<Record<string, string>>;
  /** Filters set by the page and not shown. */
  readonly query?: TableWords;
  /** Only these columns, in this order; without it all of the contract. */
  readonly only?: readonly (keyof R & string)[];
  readonly hide?: readonly (keyof R & string)[];
  readonly columns?: { readonly [K in keyof R]?: ColumnWish<R> };
  /** Columns the contract does not have: actions, composed cells. */
  readonly extra?: readonly (ColumnWish<R> & { readonly name: string })[];
  readonly filters?: Readonly<Record<string, FilterInput>>;
  /** How a filter of the page's own input is said on its chip: a unit's name for its code. */
  readonly filterWords?: FilterWords;
  readonly hideFilters?: readonly string[];
  readonly searchLabel?: string;
  readonly onOpen?: (row: R) => void;
  readonly empty?: { readonly words?: ReactNode; readonly next?: ReactNode };
  readonly actions?: ReactNode;
  /** 'url' (default): one main list of a page; 'here': a list in a tab or drawer. */
  readonly keepIn?: 'url' | 'here';
  readonly select?: {
    readonly keys: readonly string[];
    readonly onChange: (keys: readonly string[], rows: readonly R[]) => void;
  };
  /** Verbs for ticked rows or all that match, each with its preview; not together with `select`. */
  readonly bulk?: BulkWish;
  /** A record's main facts beside the list: Space, or the eye in its row. */
  readonly quick?: { readonly title: (row: R) => ReactNode; readonly body: (row: R) => ReactNode };
  /** The row's name for readers who hear the page; else its `name` or first column. */
  readonly rowName?: (row: R) => string;
}

export function useFields<D extends Route>(props: ContractTableProps<D>): readonly Field[] {
  const { route } = props;
  return useMemo(() => fieldsOf(rowShapeOf(route.response) ?? route.response), [route]);
}

/** The columns a reader may choose from, in the page's order. */
export function namesOf<D extends Route>(
  props: ContractTableProps<D>,
  fields: readonly Field[],
): readonly string[] {
  const hide = new Set<string>(props.hide ?? []);
  const known: readonly string[] = props.only ?? fields.map((field) => field.property);
  const own = known.filter((name) => !hide.has(name));
  return [...own, ...(props.extra ?? []).map((column) => column.name)];
}

export function useTitle<D extends Route>(props: ContractTableProps<D>): (name: string) => string {
  const { tk } = useSay();
  const wishes = props.columns as Readonly<Record<string, ColumnWish<unknown>>> | undefined;
  return (name) => {
    const own = props.extra?.find((column) => column.name === name)?.title;
    return wishes?.[name]?.title ?? own ?? tk(...fieldKeys(props.module, name));
  };
}

export function useColumns<D extends Route>(
  props: ContractTableProps<D>,
  fields: readonly Field[],
  taste: Pick<TableTaste, 'hidden' | 'order'>,
  words: TableWords,
): TableColumnsType<AnyRow> {
  type R = RowOf<D>;
  const phone = usePhone();
  const titleOf = useTitle(props);
  const sortable = sortableOf(props.route.query);
  const order = words['order'] === 'desc' ? ('descend' as const) : ('ascend' as const);
  const wishes = props.columns as Readonly<Record<string, ColumnWish<R>>> | undefined;
  const names = ordered(namesOf(props, fields), taste.order);
  return names
    .filter((name) => !taste.hidden.includes(name))
    .map((name, at) => {
      const field = fields.find((one) => one.property === name);
      const wish = wishes?.[name] ?? props.extra?.find((column) => column.name === name);
      return {
        key: name,
        title: titleOf(name),
        align:
          field !== undefined && isFigure(field) && name !== 'year'
            ? ('right' as const)
            : ('left' as const),
        ...(wish?.width === undefined ? {} : { width: wish.width }),
        ...((wish?.fixed ?? (at === 0 && !phone)) ? { fixed: 'left' as const } : {}),
        ...(sortable.includes(name)
          ? { sorter: true, sortOrder: words['sort'] === name ? order : null }
          : {}),
        render: (_value: unknown, row: AnyRow) =>
          wish?.render?.(row as R) ??
          (field === undefined ? null : (
            <ValueOf field={field} module={props.module} value={row[name]} />
          )),
      };
    });
}

/** The order a click on a column's head asks for. */
export function orderOf(sorter: unknown): Record<string, string | undefined> {
  const one = (Array.isArray(sorter) ? sorter[0] : sorter) as
    | { columnKey?: unknown; order?: string | null }
    | undefined;
  if (one?.order === undefined || one.order === null) return { sort: undefined, order: undefined };
  return { sort: String(one.columnKey), order: one.order === 'descend' ? 'desc' : 'asc' };
}
