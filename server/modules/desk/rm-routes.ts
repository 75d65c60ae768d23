import { addDays, workingDaysIn, type DayRange } from '../../../core/day.ts';
import {
  lastDay,
  monthOf,
  monthRange,
  quarter,
  quarterOf,
  quarterRange,
  quarterYear,
  yearRange,
  yearToQuarterRange,
} from '../../../core/period.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { Handler } from '../../platform/module.ts';
import { metricCatalogue } from '../metrics/index.ts';
import { businessDay, workCalendar } from '../organisation/index.ts';
import type { deskApi } from './contract.ts';
import { refuse } from './messages.ts';
import { averageOf, comparedOf, trendOf } from './rules/average.ts';
import { birthDaysAround, hasBirthdayWithin, nextBirthday } from './rules/birthday.ts';
import { completionOf, isReached, paceOf } from './rules/progress.ts';
import * as store from './store/board.ts';
import { loadMaturities, loadMetrics, loadTargets } from './store/progress.ts';

/** Birthdays and maturities are shown so many days ahead, today included. */
const daysAhead = 30;

type Keys =
  | 'readDesk'
  | 'listOwnTrend'
  | 'listOwnSegments'
  | 'listArrears'
  | 'listMovers'
  | 'listBirthdays'
  | 'listMaturities'
  | 'readProgress';

/** What stands on an RM's desk: everything is about himself and the customers he leads. */
export const rmHandlers: { readonly [K in Keys]: Handler<(typeof deskApi)[K]> } = {
  readDesk: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const { staffId } = actor;
    const today = await businessDay(tx);
    const head = await store.loadStaff(tx, staffId, today);
    if (head === null) return refuse('desk.no_staff');
    const customers = await store.countLed(tx, staffId);
    const trend = trendOf(await store.loadSums(tx, { staffId }));
    return {
      today,
      ...head,
      customers,
      last: await store.loadLastResult(tx, staffId),
      figures: comparedOf(trend),
    };
  },

  listOwnTrend: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    return { rows: trendOf(await store.loadSums(tx, { staffId: actor.staffId })) };
  },

  listOwnSegments: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    return { rows: await store.countSegments(tx, { staffId: actor.staffId }) };
  },

  listArrears: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const last = (await store.loadClosedQuarters(tx)).at(-1);
    if (last === undefined) return { quarter: null, rows: [] };
    const month = monthRange(monthOf(lastDay(quarterRange(quarter(last.quarter))))).from;
    const asked = { staffId: actor.staffId, runId: last.runId, month };
    return { quarter: last.quarter, rows: await store.loadArrears(tx, asked) };
  },

  listMovers: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const [before, after] = (await store.loadClosedQuarters(tx)).slice(-2);
    if (before === undefined || after === undefined) return { before: null, after: null, rows: [] };
    const quarters = { before: before.quarter, after: after.quarter };
    const asked = { staffId: actor.staffId, beforeRun: before.runId, afterRun: after.runId };
    const rows = await store.loadMovers(tx, asked);
    return { ...quarters, rows: rows.map((row) => movedOf(row, quarters)) };
  },

  listBirthdays: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const today = await businessDay(tx);
    const born = await store.loadBirthDays(tx, actor.staffId, birthDaysAround(today, daysAhead));
    const rows = born
      .filter((one) => hasBirthdayWithin(one.birthDay, today, daysAhead))
      .map((one) => ({ ...one, birthDay: nextBirthday(one.birthDay, today) }))
      .toSorted((a, b) => (a.birthDay < b.birthDay ? -1 : 1))
      .slice(0, 20);
    return { today, rows };
  },

  listMaturities: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const today = await businessDay(tx);
    const span = { from: today, until: addDays(today, daysAhead) };
    return { today, rows: await loadMaturities(tx, { staffId: actor.staffId, ...span }) };
  },

  readProgress: async ({ tx, actor }) =>
    actor.staffId === null ? refuse('desk.no_staff') : progressOf(tx, actor.staffId),
};

/** Averages of two quarters from their products, and what changed between them. */
function movedOf(row: store.MoverRow, quarters: { before: string; after: string }) {
  const before = averageOf(row.before, quarters.before);
  const after = averageOf(row.after, quarters.after);
  return { ...row, before, after, change: after - before };
}

/**
 * How far the RM's targets are reached: the figures of the last closing that he may read, and what
 * the targets of today's quarter and year still ask for.
 */
async function progressOf(tx: Tx, staffId: bigint) {
  const today = await businessDay(tx);
  const running = quarterOf(today);
  const year = quarterYear(running);
  const values = await loadMetrics(tx, staffId);
  const of = values[0]?.quarter;
  const closed = of === undefined ? null : quarter(of);
  const targets = await loadTargets(tx, { staffId, year, quarter: running });
  const { body } = await metricCatalogue(tx, today);
  const calendar = await workCalendar(tx);
  const left = (span: DayRange) =>
    workingDaysIn({ from: addDays(today, 1), until: span.until }, calendar).days;
  const spans = { quarter: yearToQuarterRange(running), year: yearRange(year) };
  const horizons = {
    quarter: { name: running, until: lastDay(spans.quarter), workingDays: left(spans.quarter) },
    year: { name: String(year), until: lastDay(spans.year), workingDays: left(spans.year) },
  };
  // Values of another year say nothing about this year's targets.
  const thisYear = closed !== null && quarterYear(closed) === year;
  const rows = body.metrics.flatMap((metric) => {
    const target = targets.find((one) => one.metric === metric.key);
    if (target === undefined) return [];
    const found = thisYear ? values.find((one) => one.metric === metric.key) : undefined;
    const value = found?.value ?? null;
    const goal = (wanted: bigint | null, span: DayRange, workingDays: number) => {
      if (wanted === null || value === null || closed === null) return null;
      const soFar = { value, span: yearToQuarterRange(closed) };
      const horizon = { target: wanted, span, workingDays };
      return {
        target: wanted,
        completion: completionOf(metric, value, wanted),
        ...paceOf(metric, soFar, horizon),
      };
    };
    const { key, name, unit, nature, direction } = metric;
    return {
      metric: key,
      name,
      unit,
      nature,
      direction,
      value,
      closedTarget: found?.target ?? null,
      completion:
        found === undefined || found.target === null
          ? null
          : completionOf(metric, found.value, found.target),
      reached:
        found === undefined || found.target === null
          ? null
          : isReached(metric, found.value, found.target),
      quarter: goal(target.cumulative, spans.quarter, horizons.quarter.workingDays),
      year: goal(target.annual, spans.year, horizons.year.workingDays),
    };
  });
  return {
    today,
    closed: thisYear ? closed : null,
    asOf: thisYear && closed !== null ? lastDay(quarterRange(closed)) : null,
    horizons,
    rows,
  };
}
