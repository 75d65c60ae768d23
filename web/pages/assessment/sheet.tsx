import { useMemo } from 'react';
import { addDays, day } from '../../../core/day.ts';
import { assessmentApi } from '../../../server/modules/assessment/contract.ts';
import type { Sheet as SheetShape } from '../../../server/modules/assessment/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Mark, SchemeName, Score } from '../../kit/figures.tsx';
import { dayWritten, percentShort, quarterWritten, scoreShort } from '../../kit/format.ts';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { PreviousNext } from '../../kit/previous-next.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { PublicationOfSheet } from '../cycle/sheet-publication.tsx';
import { useMetricName } from './line-words.tsx';
import { JudgedLines } from './lines.tsx';
import { OtherParts } from './other-parts.tsx';
import { changeBefore, failedGates } from './sheet-line.ts';

/** One RM's sheet: every figure opens to its formula, and on to the customers behind it. */
export function Sheet() {
  const { t, locale } = useSay();
  const sheet = useRoute(assessmentApi.readSheet, { params: { sheetId: usePathWord('sheetId') } });
  return (
    <Read query={sheet} rows={10}>
      {(one) => (
        <Page
          title={`${one.name} · ${quarterWritten(one.quarter, locale)}`}
          trail={[{ title: t('assessment.title'), to: '/sheets' }]}
          note={
            <>
              {one.staffNo} · {one.unitName} ·{' '}
              <Choice module="people" property="sequence" value={one.sequence} />{' '}
              <Choice module="people" property="level" value={one.level} />
            </>
          }
          actions={
            <>
              {one.sealed ? <Mark tone="good">{t('closing.sealed_mark')}</Mark> : null}
              <PreviousNext rowKey="sheetId" at={one.sheetId} to={(key) => `/sheets/${key}`} />
            </>
          }
          watermark
        >
          <Head sheet={one} />
          <Section
            title={t('assessment.lines')}
            extra={
              <span className="kj-quiet">
                {t('assessment.period', {
                  from: dayWritten(`${one.quarter.slice(0, 4)}-01-01`, locale),
                  until: dayWritten(addDays(day(one.until), -1), locale),
                })}
              </span>
            }
          >
            <JudgedLines sheet={one} />
          </Section>
          <OtherParts sheet={one} />
          <PublicationOfSheet sheet={one} />
          <History sheet={one} />
        </Page>
      )}
    </Read>
  );
}

function Head({ sheet }: { readonly sheet: SheetShape }) {
  const { t, tk } = useSay();
  const gates = useGateWords(sheet);
  const metricName = useMetricName();
  const { points = '', dimensionsBelow, ...others } = sheet.explanation.inputs;
  const below = (dimensionsBelow ?? '').split('; ').flatMap((metric) => {
    const line = sheet.lines.find((one) => one.metric === metric);
    return line === undefined ? [] : [metricName(line)];
  });
  const inputs = {
    sum: points,
    ...others,
    ...(dimensionsBelow === undefined ? {} : { dimensionsBelow: below.join('; ') || '—' }),
    gates: gates.length === 0 ? '—' : gates.join('; '),
  };
  const explanation = { ...sheet.explanation, inputs, policyVersion: `v${sheet.policyVersionNo}` };
  const change = changeBefore(sheet);
  const title = sheet.earnedLevel === null ? '' : tk(`people.level.${sheet.earnedLevel}`);
  const hasSteps = sheet.earnedStep !== null || sheet.belowFloor;
  return (
    <Tiles>
      <Tile
        label={t('assessment.field.total')}
        {...(change === null
          ? {}
          : { note: t('assessment.before', { difference: signedScore(change) }) })}
      >
        <Explained module="assessment" explanation={explanation}>
          <Score millionths={sheet.total} />
        </Explained>
      </Tile>
      <Tile
        label={t('assessment.field.band')}
        {...(sheet.bonusVoid ? { note: t('assessment.bonus_void') } : {})}
      >
        <SchemeName name={sheet.band} />
      </Tile>
      {hasSteps ? (
        <Tile
          label={t('assessment.field.earnedStep')}
          {...(sheet.belowFloor ? { note: t('assessment.below_floor') } : {})}
        >
          {sheet.earnedStep === null
            ? t('assessment.earned_none')
            : t('assessment.earned', { level: title, step: sheet.earnedStep })}
        </Tile>
      ) : null}
      <Tile
        label={t('assessment.field.points')}
        {...(gates.length === 0 ? {} : { note: gates.join('; ') })}
      >
        <Score millionths={sheet.points} />
      </Tile>
      {sheet.deducted === '0' ? null : (
        <Tile label={t('assessment.field.deducted')}>
          <Score millionths={`-${sheet.deducted}`} />
        </Tile>
      )}
      <Tile
        label={t('web.explained.policy')}
        {...(sheet.track === null ? {} : { note: sheet.track })}
      >
        <PageLink to="/policies/scoring_scheme">v{sheet.policyVersionNo}</PageLink>
      </Tile>
      {sheet.letter === null ? null : (
        <Tile
          label={t('assessment.baseline')}
          {...(sheet.letter.amendmentNo === 0
            ? {}
            : { note: t('assessment.amendment', { no: sheet.letter.amendmentNo }) })}
        >
          <PageLink to={`/letters/${sheet.letter.letterId}`}>{sheet.letter.letterNo}</PageLink>
        </Tile>
      )}
    </Tiles>
  );
}

/** The gates not passed, in words. */
function useGateWords(sheet: SheetShape): readonly string[] {
  const { tk, tp } = useSay();
  const metricName = useMetricName();
  return failedGates(sheet.explanation).map(({ metric, pass, bound }) => {
    const line = sheet.lines.find((one) => one.metric === metric);
    return tp(`assessment.gate.${pass}`, {
      metric: line === undefined ? tk(`assessment.metric.${metric}`) : metricName(line),
      bound: line?.unit === 'rate' ? `${percentShort(bound)}%` : bound,
    });
  });
}

function History({ sheet }: { readonly sheet: SheetShape }) {
  const { t } = useSay();
  const name = t('assessment.field.total');
  const { labels, series } = useMemo(
    () => ({
      labels: sheet.history.map((one) => one.quarter),
      series: [{ name, kind: 'line' as const, values: sheet.history.map((one) => one.total) }],
    }),
    [sheet.history, name],
  );
  if (sheet.history.length < 2) return null;
  return (
    <Section title={t('assessment.history')}>
      <SeriesChart
        title={t('assessment.history')}
        unit="score"
        height={200}
        labels={labels}
        series={series}
      />
    </Section>
  );
}

function signedScore(millionths: string): string {
  return millionths.startsWith('-') ? scoreShort(millionths) : `+${scoreShort(millionths)}`;
}
