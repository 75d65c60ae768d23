import { Skeleton } from 'antd';
import type { TableColumnsType } from 'antd';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { meansRow } from './row-click.ts';
import type { AnyRow } from './table-columns.tsx';

interface Props {
  readonly columns: TableColumnsType<AnyRow>;
  readonly rows: readonly AnyRow[];
  readonly rowKey: string;
  readonly waiting: boolean;
  readonly empty: ReactNode;
  readonly onOpen: ((row: AnyRow) => void) | undefined;
}

interface Column {
  readonly key: string;
  readonly title: string;
  readonly render: (value: unknown, row: AnyRow, at: number) => ReactNode;
}

/** A list on a phone: one card a row, its first column as the name, the others as pairs. */
export function PhoneRows({ columns, rows, rowKey, waiting, empty, onOpen }: Props) {
  const [name, ...rest] = columns as unknown as readonly Column[];
  if (rows.length === 0) return empty;
  if (waiting) return <Skeleton active paragraph={{ rows: 6 }} title={false} />;
  return (
    <ul className="kj-rows">
      {rows.map((row, at) => (
        <li
          key={String(row[rowKey])}
          className={onOpen === undefined ? '' : 'kj-row-open'}
          {...(onOpen === undefined
            ? {}
            : {
                tabIndex: 0,
                onClick: (event: MouseEvent) => (meansRow(event) ? onOpen(row) : undefined),
                onKeyDown: (event: KeyboardEvent) =>
                  event.key === 'Enter' && event.target === event.currentTarget
                    ? onOpen(row)
                    : undefined,
              })}
        >
          <div className="kj-rows-name">{name?.render(undefined, row, at)}</div>
          <dl>
            {rest.map((column) => (
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd>{column.render(undefined, row, at)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
