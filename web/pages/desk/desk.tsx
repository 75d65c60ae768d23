import { useMemo } from 'react';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { Desk as DeskShape } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Missing, Money, Score } from '../../kit/figures.tsx';
import { dayWritten, quarterWritten } from '../../kit/format.ts';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { Arrears, Birthdays, Movers } from './lists.tsx';
import { SegmentPie } from './segment-pie.tsx';

interface Props {
  readonly desk: DeskShape;
}

/** The RM's desk: where he stands, what needs him today. */
export function Desk() {
  const { t, locale } = useSay();
  const desk = useRoute(deskApi.readDesk);
  const { data } = desk;
  return (
    <Page
      title={t('desk.title')}
      watermark
      note={
        data === undefined ? undefined : (
          <>
            {data.name} · {data.staffNo} ·{' '}
            {data.level === null ? null : (
              <>
                <Choice module="people" property="level" value={data.level} /> ·{' '}
              </>
            )}
            {dayWritten(data.today, locale)}
          </>
        )
      }
    >
      <Read query={desk} rows={10}>
        {(one) => (
          <>
            <Head desk={one} />
            <div className="kj-halves">
              <Section title={t('desk.trend')}>
                <Trend desk={one} />
              </Section>
              <Section title={t('desk.segments')}>
                {one.customers === 0 ? (
                  <NoDataYet words={t('desk.no_customers')} />
                ) : (
                  <SegmentPie segments={one.segments} />
                )}
              </Section>
              <div className="kj-stack">
                <Section title={t('desk.arrears')}>
                  <Arrears rows={one.arrears} />
                </Section>
                <Section title={t('desk.birthdays')}>
                  <Birthdays rows={one.birthdays} today={one.today} />
                </Section>
              </div>
              <Section title={t('desk.movers')}>
                <Movers rows={one.movers} />
              </Section>
            </div>
          </>
        )}
      </Read>
    </Page>
  );
}

function Head({ desk }: Props) {
  const { t, locale } = useSay();
  const { staffId } = useSession();
  const { last } = desk;
  const period = last === null ? t('desk.no_result') : quarterWritten(last.quarter, locale);
  return (
    <Tiles>
      <Tile
        label={t('desk.customers')}
        link={{ to: `/customers?lead=${staffId ?? ''}`, label: t('desk.open_customers') }}
      >
        <Count value={desk.customers} />
      </Tile>
      <Tile
        label={t('desk.last_result')}
        note={last === null ? period : `${period} · ${last.band}`}
        {...(last === null
          ? {}
          : { link: { to: `/sheets/${last.sheetId}`, label: t('desk.open_sheet') } })}
      >
        {last === null ? <Missing /> : <Score millionths={last.total} />}
      </Tile>
      <Tile
        label={t('desk.field.paidNow')}
        note={period}
        {...(last === null || last.slipId === null
          ? {}
          : { link: { to: `/slips/${last.slipId}`, label: t('desk.open_slip') } })}
      >
        <Money fen={last?.paidNow ?? null} />
      </Tile>
      <Tile label={t('desk.arrears')}>
        <Count value={desk.arrears.length} />
      </Tile>
    </Tiles>
  );
}

function Trend({ desk }: Props) {
  const { t } = useSay();
  const [deposits, contribution] = [t('desk.field.depositAverage'), t('desk.field.contribution')];
  const { labels, average, earned } = useMemo(
    () => ({
      labels: desk.trend.map((one) => one.quarter),
      average: [{ name: deposits, values: desk.trend.map((one) => one.depositAverage) }],
      earned: [
        {
          name: contribution,
          kind: 'line' as const,
          values: desk.trend.map((one) => one.contribution),
        },
      ],
    }),
    [desk.trend, deposits, contribution],
  );
  if (labels.length === 0) return <NoDataYet words={t('desk.no_trend')} />;
  return (
    <div className="kj-grid">
      <div>
        <div className="kj-quiet">{deposits}</div>
        <SeriesChart title={deposits} unit="fen" height={220} labels={labels} series={average} />
      </div>
      <div>
        <div className="kj-quiet">{contribution}</div>
        <SeriesChart title={contribution} unit="fen" height={220} labels={labels} series={earned} />
      </div>
    </div>
  );
}
