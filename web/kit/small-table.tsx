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
  const { columns, rows, keyOf, caption, renderBelow, foot, height } = props;
  const headed = columns.some((column) => column.title !== undefined);
  return (
    <Wide {...(height === undefined ? {} : { height })}>
      <table className={headed ? 'kj-plain kj-lined' : 'kj-plain'}>
        {caption === undefined ? null : <caption>{caption}</caption>}
        {headed ? (
          <thead>
            <tr>
              {columns.map((column, at) => (
                <Cell key={at} head="col" {...column}>
                  {column.title}
                </Cell>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {rows.map((row, at) => (
            <SmallRow key={keyOf(row, at)} {...{ columns, row, at, renderBelow }} />
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            {foot.map((cells, line) => (
              <tr key={line}>
                {cells.map((one, at) => (
                  <Cell key={at} {...one} {...(one.names === true ? { head: 'row' } : {})}>
                    {one.cell}
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

function SmallRow<Row>(props: {
  readonly columns: readonly SmallColumn<Row>[];
  readonly row: Row;
  readonly at: number;
  readonly renderBelow: ((row: Row) => ReactNode) | undefined;
}) {
  const { columns, row, at, renderBelow } = props;
  return (
    <>
      <tr>
        {columns.map((column, place) => (
          <Cell key={place} {...column} {...(column.names === true ? { head: 'row' } : {})}>
            {column.render(row, at)}
          </Cell>
        ))}
      </tr>
      {renderBelow === undefined ? null : (
        <tr>
          <td colSpan={columns.length}>{renderBelow(row)}</td>
        </tr>
      )}
    </>
  );
}

function Cell(props: {
  readonly head?: 'row' | 'col';
  readonly figure?: boolean;
  readonly nowrap?: boolean;
  readonly spans?: number;
  readonly children: ReactNode;
}) {
  const { head, figure, nowrap, spans, children } = props;
  const looks = {
    ...(figure === true ? { className: 'kj-figure' } : {}),
    ...(nowrap === true ? { style: { whiteSpace: 'nowrap' as const } } : {}),
    ...(spans === undefined ? {} : { colSpan: spans }),
  };
  if (head === undefined) return <td {...looks}>{children}</td>;
  return (
    <th scope={head} {...looks}>
      {children}
    </th>
  );
}
