import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { Heat as Shape } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Missing } from '../../kit/figures.tsx';
import { percentShort } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { MetricAmount } from '../desk/metric-amount.tsx';
import './board.css';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly asked: { readonly quarter?: string; readonly unitId?: string };
  readonly onUnit: (unitId: string) => void;
}

/** Completion by unit and metric: words and shade say the same; the first row is the unit shown. */
export function Heat({ asked, onUnit }: Props) {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.readBoardTargets, { query: asked }, { keep: true });
  return (
    <Read query={query}>
      {({ metrics, rows }) =>
        rows.length === 0 ? (
          <NoDataYet />
        ) : (
          <>
            <div className="kj-heat">
              <SmallTable
                rows={rows}
                keyOf={(row) => row.unitId}
                columns={[
                  {
                    title: t('desk.field.name'),
                    names: true,
                    render: (row, at) =>
                      at === 0 ? (
                        <strong>{row.name}</strong>
                      ) : (
                        <button
                          type="button"
                          className="kj-opens"
                          onClick={() => onUnit(row.unitId)}
                        >
                          {row.name}
                        </button>
                      ),
                  },
                  ...metrics.map((metric, place) => ({
                    title: metric.name[locale],
                    figure: true,
                    look: (row: (typeof rows)[number]) => shadeOf(row.cells[place]),
                    render: (row: (typeof rows)[number]) => (
                      <HeatCell cell={row.cells[place]} unit={metric.unit} />
                    ),
                  })),
                ]}
              />
            </div>
            <p className="kj-quiet">{t('desk.heat.help')}</p>
          </>
        )
      }
    </Read>
  );
}

type Cell = Shape['rows'][number]['cells'][number];

/** Shades from the figure itself: five steps up to the target, one beyond it. */
function stepOf(completion: string): number {
  const fifths = BigInt(completion) / 200_000n;
  return fifths < 0n ? 0 : fifths > 5n ? 5 : Number.parseInt(String(fifths), 10);
}

function shadeOf(cell: Cell | undefined): string {
  if (cell === undefined || cell.value === null || cell.completion === null) return '';
  return `kj-heat-${stepOf(cell.completion)}`;
}

function HeatCell(props: {
  readonly cell: Cell | undefined;
  readonly unit: Shape['metrics'][number]['unit'];
}) {
  const { t } = useSay();
  const { cell, unit } = props;
  if (cell === undefined || cell.value === null) return <Missing />;
  const reached = cell.completion !== null && stepOf(cell.completion) === 5;
  return (
    <>
      <strong>{cell.completion === null ? '—' : `${percentShort(cell.completion)}%`}</strong>{' '}
      {cell.completion === null ? null : t(reached ? 'desk.reached' : 'desk.not_reached')}
      <div className="kj-heat-small">
        <MetricAmount unit={unit} value={cell.value} /> /{' '}
        <MetricAmount unit={unit} value={cell.target} />
      </div>
    </>
  );
}
