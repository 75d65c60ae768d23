import { EyeOutlined } from '@ant-design/icons';
import { Button, Checkbox, Skeleton } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';
import { rowProps } from './row-props.ts';
import type { Ticks } from './row-props.ts';
import type { AnyRow } from './shape.ts';

interface Props {
  readonly columns: TableColumnsType<AnyRow>;
  readonly rows: readonly AnyRow[];
  readonly rowKey: string;
  readonly waiting: boolean;
  readonly empty: ReactNode;
  readonly onOpen: ((row: AnyRow) => void) | undefined;
  readonly ticks: Ticks | undefined;
  readonly look: ((key: string) => void) | undefined;
  readonly nameOf: (row: AnyRow) => string;
}

interface Column {
  readonly key: string;
  readonly title: string;
  readonly render: (value: unknown, row: AnyRow, at: number) => ReactNode;
}

/** Columns that name a row, and first columns that only number or date it. */
const names = new Set(['name', 'customerName', 'staffName']);
const numbers = /(?:No|Number|Id|quarter|year|period)$/;

/** The column a card is headed by: the first, unless it is a number and a name stands beside it. */
function headed(columns: readonly Column[]): readonly Column[] {
  const [first, ...others] = columns;
  if (first === undefined || !numbers.test(first.key)) return columns;
  const name = others.find((column) => names.has(column.key));
  return name === undefined
    ? columns
    : [name, first, ...others.filter((column) => column !== name)];
}

/**
 * A list on a phone: one card a row, its name above, the others as pairs. What a row does not have
 * takes no place.
 */
export function PhoneRows(props: Props) {
  const { t } = useSay();
  const { columns, rows, rowKey, waiting, empty, onOpen, ticks, look, nameOf } = props;
  const [name, ...rest] = headed(columns as unknown as readonly Column[]);
  if (rows.length === 0) return empty;
  if (waiting) return <Skeleton active paragraph={{ rows: 6 }} title={false} />;
  return (
    <ul className="kj-rows">
      {rows.map((row, at) => {
        const key = String(row[rowKey]);
        return (
          <li
            key={key}
            className={onOpen === undefined ? '' : 'kj-row-open'}
            {...rowProps(row, key, onOpen)}
          >
            <div className="kj-rows-name">
              {ticks === undefined ? null : (
                <Checkbox
                  checked={ticks.all || ticks.keys.includes(key)}
                  disabled={ticks.all}
                  aria-label={t('web.bulk.tick', { name: nameOf(row) })}
                  onChange={() => ticks.toggle(key)}
                />
              )}
              <span>{name?.render(undefined, row, at)}</span>
              {look === undefined ? null : (
                <Button
                  type="text"
                  size="small"
                  icon={<EyeOutlined />}
                  aria-label={t('web.quick.of', { name: nameOf(row) })}
                  onClick={() => look(key)}
                />
              )}
            </div>
            <dl>
              {rest
                .filter((column) => row[column.key] !== null && row[column.key] !== '')
                .map((column) => (
                  <div key={column.key}>
                    <dt>{column.title}</dt>
                    <dd>{column.render(undefined, row, at)}</dd>
                  </div>
                ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
