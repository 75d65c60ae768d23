import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Wide } from './wide.tsx';

/** One column: what stands over it and what a row shows in it. */
export interface SmallColumn<Row> {
  /** Without any title the table has no head. */
  readonly title?: ReactNode;
  /** Right aligned, digits of one width. */
  readonly figure?: boolean;
  /** The cell that names its row to those who listen to the page. */
  readonly names?: boolean;
  /** Stays on one line. */
  readonly nowrap?: boolean;
  /** Said beside the facts: quieter. */
  readonly quiet?: boolean;
  /** At least this wide, in pixels. */
  readonly least?: number;
  /** A class of the cell, from its row. */
  readonly look?: (row: Row) => string;
  /** How many rows the cell stands for; 0: the one above stands for it. */
  readonly joins?: (row: Row) => number;
  readonly render: (row: Row, at: number) => ReactNode;
}

/** A cell of the row under the others; it may span columns. */
export interface SmallFoot {
  readonly spans?: number;
  readonly figure?: boolean;
  readonly names?: boolean;
  readonly cell?: ReactNode;
}

interface Props<Row> {
  readonly columns: readonly SmallColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, at: number) => string | number;
  readonly caption?: ReactNode;
  /** The page's own class beside the kit's. */
  readonly className?: string;
  /** Rows of one group follow each other, under a heading of their own. */
  readonly groupOf?: (row: Row) => string;
  readonly renderGroup?: (group: string) => ReactNode;
  /** A second line under each row, over the whole width. */
  readonly renderBelow?: (row: Row) => ReactNode;
  /** Rows at the end, such as a sum. */
  readonly foot?: readonly (readonly SmallFoot[])[];
  /** Also scrolls downwards beyond this height in pixels. */
  readonly height?: number;
}

/**
 * A table of a few rows that are all here already: a breakdown, a proof, a preview. It scrolls by
 * itself where it is too wide. A list that pages, sorts or filters is a `ContractTable`.
 */
export function SmallTable<Row>(props: Props<Row>) {
  const { columns, rows, keyOf, caption, className = '', foot, height } = props;
  const { groupOf, renderGroup, renderBelow } = props;
  const headed = columns.some((column) => column.title !== undefined);
  return (
    <Wide {...(height === undefined ? {} : { height })}>
      <table className={`kj-plain ${headed ? 'kj-lined' : ''} ${className}`.trim()}>
        {caption === undefined ? null : <caption>{caption}</caption>}
        {headed ? (
          <thead>
            <tr>
              {columns.map(({ title, figure, nowrap, least }, at) => (
                <Cell key={at} head="col" {...given({ figure, nowrap, least })}>
                  {title}
                </Cell>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {rows.map((row, at) => {
            const group = groupOf?.(row);
            const before = rows[at - 1];
            const opens =
              group !== undefined && (before === undefined || groupOf?.(before) !== group);
            return (
              <Fragment key={keyOf(row, at)}>
                {opens ? (
                  <tr>
                    <th scope="rowgroup" colSpan={columns.length}>
                      {renderGroup?.(group)}
                    </th>
                  </tr>
                ) : null}
                <Line columns={columns} row={row} at={at} />
                {renderBelow === undefined ? null : (
                  <tr>
                    <td colSpan={columns.length}>{renderBelow(row)}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            {foot.map((cells, line) => (
              <tr key={line}>
                {cells.map(({ names, cell, ...looks }, at) => (
                  <Cell key={at} {...looks} {...(names === true ? { head: 'row' } : {})}>
                    {cell}
                  </Cell>
                ))}
              </tr>
            ))}
          </tfoot>
        )}
      </table>
    </Wide>
  );
}

function Line<Row>(props: {
  readonly columns: readonly SmallColumn<Row>[];
  readonly row: Row;
  readonly at: number;
}) {
  const { columns, row, at } = props;
  return (
    <tr>
      {columns.map(({ names, figure, nowrap, quiet, least, look, joins, render }, place) => {
        const rowSpan = joins?.(row);
        if (rowSpan === 0) return null;
        const looks = given({ figure, nowrap, quiet, least, rowSpan, look: look?.(row) });
        return (
          <Cell key={place} {...looks} {...(names === true ? { head: 'row' } : {})}>
            {render(row, at)}
          </Cell>
        );
      })}
    </tr>
  );
}

interface Looks {
  readonly figure?: boolean;
  readonly nowrap?: boolean;
  readonly quiet?: boolean;
  readonly least?: number;
  readonly look?: string;
  readonly rowSpan?: number;
  readonly spans?: number;
}

/** Only what was given: an absent look is not an undefined one. */
function given(looks: { readonly [Name in keyof Looks]: Looks[Name] | undefined }): Looks {
  return Object.fromEntries(Object.entries(looks).filter(([, value]) => value !== undefined));
}

function Cell(props: Looks & { readonly head?: 'row' | 'col'; readonly children?: ReactNode }) {
  const { head, figure, nowrap, quiet, least, look = '', rowSpan, spans, children } = props;
  const classes = [figure === true ? 'kj-figure' : '', quiet === true ? 'kj-quiet' : '', look];
  const looks = {
    className: classes.filter((one) => one !== '').join(' '),
    style: {
      ...(nowrap === true ? { whiteSpace: 'nowrap' as const } : {}),
      ...(least === undefined ? {} : { minWidth: least }),
    },
    ...(rowSpan === undefined ? {} : { rowSpan }),
    ...(spans === undefined ? {} : { colSpan: spans }),
  };
  if (head === undefined) return <td {...looks}>{children}</td>;
  return (
    <th scope={head} {...looks}>
      {children}
    </th>
  );
}
