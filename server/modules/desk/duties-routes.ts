import { may } from '../../../core/actor.ts';
import { addDays, eachDay, isWorkingDay } from '../../../core/day.ts';
import {
  lastDay,
  monthOf,
  monthRange,
  quarter,
  quarterOf,
  quarterRange,
  quarterYear,
} from '../../../core/period.ts';
import { ratio } from '../../../core/rate.ts';
import { auditTimeZone } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { Handler } from '../../platform/module.ts';
import { assessmentRights } from '../assessment/index.ts';
import { metricCatalogue } from '../metrics/index.ts';
import { businessDay, unitsOf, workCalendar } from '../organisation/index.ts';
import type { deskApi } from './contract.ts';
import type { dutiesApi } from './contract/duties.ts';
import { refuse } from './messages.ts';
import { averageOf } from './rules/average.ts';
import { allWatched, groupOf } from './rules/exceptions.ts';
import { redLinesShown } from './rules/red-lines.ts';
import { loadClosedQuarters } from './store/board.ts';
import * as closing from './store/closing.ts';
import * as duties from './store/duties.ts';

type Keys = keyof typeof dutiesApi;

/** Leavers are shown so many days back; deeds for the auditor so many days back, today included. */
const leaversDays = 183;
const exceptionDays = 30;

/** What the duties of each role ask for in the morning. Row security decides what is counted. */
export const dutyHandlers: { readonly [K in Keys]: Handler<(typeof deskApi)[K]> } = {
  listAnswers: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const { body } = await metricCatalogue(tx, await businessDay(tx));
    const names = new Map(body.metrics.map((one) => [one.key, one.name]));
    const rows = await duties.loadAnswers(tx, actor.staffId);
    return {
      rows: rows.map(({ metric, ...row }) => ({
        ...row,
        line: metric === null ? null : (names.get(metric) ?? null),
      })),
    };
  },

  listProductBalances: async ({ tx }) => {
    const [before, last] = await lastTwo(tx);
    if (last === undefined) return { quarter: null, before: null, rows: [] };
    const rows = await closing.loadProductBalances(tx, {
      runId: last.runId,
      beforeRunId: before?.runId ?? null,
    });
    return {
      quarter: last.quarter,
      before: before?.quarter ?? null,
      rows: rows.map(({ now, before: earlier, ...row }) => ({
        ...row,
        average: averageOf(now, last.quarter),
        averageBefore: before === undefined ? null : averageOf(earlier, before.quarter),
      })),
    };
  },

  listFigureProgress: async ({ tx }) => {
    const today = await businessDay(tx);
    const running = quarterOf(today);
    const { body } = await metricCatalogue(tx, lastDay(quarterRange(running)));
    const found = new Map(
      (await duties.countFigures(tx, running)).map((row) => [row.metric, row] as const),
    );
    const manual = body.metrics.filter((one) => one.source.kind === 'manual');
    return {
      quarter: running,
      rms: await duties.countRms(tx, today),
      rows: manual.flatMap((one) => {
        const row = found.get(one.key);
        return row === undefined ? [] : [{ ...row, name: one.name }];
      }),
    };
  },

  listLeavers: async ({ tx, actor }) => {
    const today = await businessDay(tx);
    const rows = await duties.loadLeavers(tx, {
      from: addDays(today, -leaversDays),
      bankWide: actor.bankWide,
      paths: actor.ranges,
    });
    return { today, rows };
  },

  readCoverage: async ({ tx }) => {
    const today = await businessDay(tx);
    const last = (await loadClosedQuarters(tx)).at(-1);
    const month = last === undefined ? null : lastMonth(last.quarter);
    const products = await closing.loadPricing(tx, { today, runId: last?.runId ?? null, month });
    const computed =
      last === undefined || month === null
        ? { customers: 0, computed: 0 }
        : await closing.countComputed(tx, { ...last, month });
    const priced = products.filter((one) => one.priced);
    const sum = (of: typeof products) => of.reduce((total, one) => total + one.balance, 0n);
    return {
      quarter: last?.quarter ?? null,
      products: products.length,
      priced: priced.length,
      balance: sum(products),
      balancePriced: sum(priced),
      ...computed,
      missing: products
        .filter((one) => !one.priced)
        .slice(0, 5)
        .map(({ code, name, balance }) => ({ code, name, balance })),
    };
  },

  listBudgets: async ({ tx, actor }) => {
    const year = quarterYear(quarterOf(await businessDay(tx)));
    const units = await unitsOf(tx);
    const visible = units.filter(
      (one) =>
        actor.bankWide ||
        actor.ranges.some(({ from, until }) => one.path >= from && one.path < until),
    );
    const top = visible[0];
    const below = visible.filter((one) => one.parentId === top?.unitId);
    const unitIds = (below.length === 0 ? visible.slice(0, 1) : below).map((one) => one.unitId);
    return { year, rows: await duties.loadBudgets(tx, { year, unitIds }) };
  },

  listDeferrals: async ({ tx }) => ({
    year: quarterYear(quarterOf(await businessDay(tx))),
    rows: await duties.loadDeferrals(tx),
  }),

  listNonPerforming: async ({ tx }) => {
    const last = (await loadClosedQuarters(tx)).at(-1);
    if (last === undefined) return { quarter: null, rows: [] };
    const month = lastMonth(last.quarter);
    const rows = await closing.loadNonPerforming(tx, { runId: last.runId, month });
    return {
      quarter: last.quarter,
      rows: rows.map((row) => ({
        ...row,
        rate: row.balance === 0n ? null : ratio(row.nonPerforming, row.balance, 'half_up'),
      })),
    };
  },

  listRedLines: async ({ tx, actor }) => {
    const last = (await loadClosedQuarters(tx)).at(-1);
    if (last === undefined) return { quarter: null, rms: 0, unnamed: 0, rows: [] };
    const { rms, rows } = await closing.loadRedLines(tx, last.quarter);
    const mayReadSheets = may(actor, assessmentRights, 'assessment.read');
    return { quarter: last.quarter, rms, ...redLinesShown(rows, mayReadSheets) };
  },

  listExceptions: async ({ tx }) => {
    const until = await businessDay(tx);
    const from = addDays(until, 1 - exceptionDays);
    const calendar = await workCalendar(tx);
    const days = [...eachDay({ from, until: addDays(until, 1) })];
    const rows = await duties.countDeeds(tx, {
      verbs: allWatched,
      from,
      until,
      offDays: days.filter((one) => !isWorkingDay(one, calendar)),
      timeZone: auditTimeZone,
    });
    return { from, until, rows: rows.map((row) => ({ group: groupOf(row.verb), ...row })) };
  },
};

/** The closing before the last and the last; undefined where there is none. */
async function lastTwo(tx: Tx) {
  const closed = await loadClosedQuarters(tx);
  return [closed.at(-2), closed.at(-1)] as const;
}

/** First day of a quarter's last month. */
function lastMonth(of: string) {
  return monthRange(monthOf(lastDay(quarterRange(quarter(of))))).from;
}
