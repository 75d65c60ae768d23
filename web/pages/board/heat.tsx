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
            <div className="kj-heat" role="region" aria-label={t('desk.heat')} tabIndex={0}>
              <table className="kj-plain">
                <thead>
                  <tr>
                    <th scope="col">{t('desk.field.name')}</th>
                    {metrics.map((metric) => (
                      <th key={metric.key} scope="col" className="kj-figure">
                        {metric.name[locale]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, at) => (
                    <tr key={row.unitId}>
                      <th scope="row">
                        {at === 0 ? (
                          <strong>{row.name}</strong>
                        ) : (
                          <button
                            type="button"
                            className="kj-opens"
                            onClick={() => onUnit(row.unitId)}
                          >
                            {row.name}
                          </button>
                        )}
                      </th>
                      {row.cells.map((cell, place) => (
                        <HeatCell
                          key={metrics[place]?.key ?? place}
                          cell={cell}
                          unit={metrics[place]?.unit ?? 'fen'}
                        />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
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

function HeatCell(props: { readonly cell: Cell; readonly unit: Shape['metrics'][number]['unit'] }) {
  const { t } = useSay();
  const { cell, unit } = props;
  if (cell.value === null) {
    return (
      <td className="kj-figure">
        <Missing />
      </td>
    );
  }
  const step = cell.completion === null ? null : stepOf(cell.completion);
  return (
    <td className={step === null ? 'kj-figure' : `kj-figure kj-heat-${step}`}>
      <strong>{cell.completion === null ? '—' : `${percentShort(cell.completion)}%`}</strong>{' '}
      {step === null ? null : t(step === 5 ? 'desk.reached' : 'desk.not_reached')}
      <div className="kj-heat-small">
        <MetricAmount unit={unit} value={cell.value} /> /{' '}
        <MetricAmount unit={unit} value={cell.target} />
      </div>
    </td>
  );
}
