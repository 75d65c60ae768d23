import { DownloadOutlined } from '@ant-design/icons';
import { Breadcrumb, Button } from 'antd';
import { useMemo } from 'react';
import { previousQuarter, quarter as quarterOfText } from '../../../core/period.ts';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { Board as BoardShape } from '../../../server/modules/desk/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Changes } from '../../kit/change.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count, Money, Score } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { QuarterSelect } from '../../kit/quarter-select.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { useUrlWords } from '../../kit/table-state.ts';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { SegmentPie } from '../desk/segment-pie.tsx';
import { RmScatter } from './rm-scatter.tsx';
import { Heat } from './heat.tsx';
import { Migration } from './migration.tsx';
import { Ranking } from './ranking.tsx';
import { UnitsBelow } from './units-below.tsx';

/** The leader's board of a unit in a closed quarter; each unit below opens its own board. */
export function Board() {
  const { t } = useSay();
  const { words, change } = useUrlWords(['quarter', 'unitId']);
  const board = useRoute(deskApi.readBoard, { query: words }, { keep: true });
  const quarter = board.data?.quarter ?? null;
  return (
    <Page
      title={board.data?.unit?.name ?? t('desk.board')}
      plainTitle={t('desk.board')}
      actions={
        quarter === null ? undefined : (
          <>
            <Button
              icon={<DownloadOutlined />}
              href={addressOf(deskApi.readBoardFile, { query: { ...words, quarter } })}
              download
            >
              {t('desk.board_file')}
            </Button>
            <QuarterSelect
              quarters={(board.data?.quarters ?? []).toReversed()}
              value={quarter}
              onChange={(next) => change({ quarter: next })}
            />
          </>
        )
      }
      watermark
    >
      <Read query={board} rows={12}>
        {(one) => (
          <>
            <Trail board={one} onUnit={(unitId) => change({ unitId })} />
            {one.unit === null ? (
              <NotClosed />
            ) : (
              <Filled board={one} onUnit={(unitId) => change({ unitId })} />
            )}
          </>
        )}
      </Read>
    </Page>
  );
}

interface Props {
  readonly board: BoardShape;
  readonly onUnit: (unitId: string) => void;
}

/** From the top of the reader's scope down to the unit shown. */
function Trail({ board, onUnit }: Props) {
  if (board.trail.length < 2) return null;
  return (
    <Breadcrumb
      items={board.trail.map((unit, at) => ({
        title:
          at === board.trail.length - 1 ? (
            unit.name
          ) : (
            <button type="button" className="kj-opens" onClick={() => onUnit(unit.unitId)}>
              {unit.name}
            </button>
          ),
      }))}
    />
  );
}

function NotClosed() {
  const { t } = useSay();
  const may = useMay();
  return (
    <Section>
      <NoDataYet
        words={t('desk.not_closed')}
        next={
          may('closing.read') ? <PageLink to="/quarters">{t('desk.to_quarters')}</PageLink> : null
        }
      />
    </Section>
  );
}

function Filled({ board, onUnit }: Props) {
  const { t } = useSay();
  const { quarter, unit } = board;
  const asked = useMemo(
    () => ({
      ...(quarter === null ? {} : { quarter }),
      ...(unit === null ? {} : { unitId: unit.unitId }),
    }),
    [quarter, unit],
  );
  return (
    <>
      <Head board={board} />
      {board.children.length === 0 ? null : <UnitsBelow units={board.children} onUnit={onUnit} />}
      <Section title={t('desk.heat')}>
        <Heat asked={asked} onUnit={onUnit} />
      </Section>
      <div className="kj-halves">
        <Section title={t('desk.trend')}>
          <Trend board={board} />
        </Section>
        <Section title={t('desk.segments')}>
          {board.segments.length === 0 ? (
            <NoDataYet />
          ) : (
            <SegmentPie segments={board.segments} height={330} />
          )}
        </Section>
        <Section title={t('desk.rm_scatter')}>
          <RmScatter rms={board.rms} rmsWhole={board.rmsWhole} />
        </Section>
        <Section title={t('desk.migration')}>
          <Migration asked={asked} />
        </Section>
        <div className="kj-wide">
          <Section title={t('desk.top_rms')}>
            <Ranking asked={asked} />
          </Section>
        </div>
      </div>
    </>
  );
}

function Head({ board }: { readonly board: BoardShape }) {
  const { t, locale } = useSay();
  const { unit, quarter } = board;
  if (unit === null) return null;
  const note = quarter === null ? '' : quarterWritten(quarter, locale);
  const changes = (figure: 'contribution' | 'depositAverage' | 'loanAverage') => {
    const before = quarter === null ? null : previousQuarter(quarterOfText(quarter));
    const year = `${BigInt(quarter?.slice(0, 4) ?? '1') - 1n}${quarter?.slice(4) ?? ''}`;
    return (
      <Changes
        now={unit[figure]}
        quarterBefore={board.trend.find((one) => one.quarter === before)?.[figure]}
        yearBefore={board.trend.find((one) => one.quarter === year)?.[figure]}
      />
    );
  };
  return (
    <Tiles>
      <Tile label={`${t('desk.field.contribution')} · ${note}`} note={changes('contribution')}>
        <Money fen={unit.contribution} />
      </Tile>
      <Tile label={`${t('desk.field.depositAverage')} · ${note}`} note={changes('depositAverage')}>
        <Money fen={unit.depositAverage} />
      </Tile>
      <Tile label={`${t('desk.field.loanAverage')} · ${note}`} note={changes('loanAverage')}>
        <Money fen={unit.loanAverage} />
      </Tile>
      <Tile label={t('desk.field.customers')}>
        <Count value={unit.customers} />
      </Tile>
      <Tile label={t('desk.field.rms')}>
        <Count value={unit.rms} />
      </Tile>
      <Tile label={t('desk.field.averageScore')} note={note}>
        <Score millionths={unit.averageScore} />
      </Tile>
    </Tiles>
  );
}

function Trend({ board }: { readonly board: BoardShape }) {
  const { t, locale } = useSay();
  const [deposits, loans] = [t('desk.field.depositAverage'), t('desk.field.loanAverage')];
  const contribution = t('desk.field.contribution');
  const { labels, averages, earned } = useMemo(
    () => ({
      labels: board.trend.map((one) => quarterWritten(one.quarter, locale)),
      averages: [
        { name: deposits, values: board.trend.map((one) => one.depositAverage) },
        { name: loans, values: board.trend.map((one) => one.loanAverage) },
      ],
      earned: [
        {
          name: contribution,
          kind: 'line' as const,
          values: board.trend.map((one) => one.contribution),
        },
      ],
    }),
    [board.trend, deposits, loans, contribution, locale],
  );
  if (labels.length === 0) return <NoDataYet words={t('desk.no_trend')} />;
  return (
    <>
      <SeriesChart
        title={`${deposits}, ${loans}`}
        unit="fen"
        height={170}
        labels={labels}
        series={averages}
      />
      <div className="kj-quiet">{contribution}</div>
      <SeriesChart title={contribution} unit="fen" height={130} labels={labels} series={earned} />
    </>
  );
}
