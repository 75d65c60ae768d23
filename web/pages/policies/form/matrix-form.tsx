import type { ReactNode } from 'react';
import { useSay } from '../../../i18n/say.ts';
import { isGroup } from '../document-shape.ts';
import { placeName } from '../../../kit/place-name.ts';
import { idOf, useFrame, type Path, type PlaceProps } from './frame.ts';
import { FaultAt } from './leaf.tsx';
import type { Matrix } from './matrix.ts';
import { SmallTable } from '../../../kit/small-table.tsx';

interface Props {
  readonly matrix: Matrix;
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: Path;
  readonly metric: string | undefined;
  readonly place: (props: PlaceProps) => ReactNode;
}

/** Groups of one shape side by side: a column a group, a line a place. */
export function MatrixForm({ matrix, value, path, metric, place }: Props) {
  const { module, faults } = useFrame();
  const say = useSay();
  const nameOf = (name: string) => placeName(say, module, name);
  return (
    <SmallTable
      className="kj-form-matrix"
      rows={matrix.rows}
      keyOf={(row) => row.names.join('.')}
      columns={[
        { title: '', names: true, render: (row) => row.names.map(nameOf).join(' · ') },
        ...matrix.columns.map((column) => ({
          title: nameOf(column),
          render: (row: Matrix['rows'][number]) => {
            const at = [...path, column, ...row.names];
            const found = inside(value, [column, ...row.names]);
            return (
              <>
                <label className="kj-hidden" htmlFor={idOf(at)}>
                  {[...row.names, column].map(nameOf).join(' · ')}
                </label>
                {place({
                  shape: row.shape,
                  value: found === undefined ? row.shape.default : found,
                  path: at,
                  name: row.names.at(-1)!,
                  metric,
                  optional: row.optional,
                })}
                <FaultAt at={at} faults={faults} />
              </>
            );
          },
        })),
      ]}
    />
  );
}

function inside(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((found, name) => (isGroup(found) ? found[name] : undefined), value);
}
