import type { Actor } from '../../../core/actor.ts';
import { addDays } from '../../../core/day.ts';
import {
  lastDay,
  monthOf,
  monthRange,
  previousQuarter,
  quarter,
  quarterRange,
} from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { rowsBefore, shortPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { localeOf } from '../../platform/http/problem.ts';
import type { Handler } from '../../platform/module.ts';
import { metricCatalogue } from '../metrics/index.ts';
import { businessDay, unitsOf, type Unit } from '../organisation/index.ts';
import { boardFile } from './board-file.ts';
import type { deskApi } from './contract.ts';
import { refuse } from './messages.ts';
import { averageOf, comparedOf, trendOf } from './rules/average.ts';
import { heatOf } from './rules/heat.ts';
import * as store from './store/board.ts';
import * as ranking from './store/ranking.ts';

/** More points than these nobody tells apart in the board's scatter. */
const pointsMost = 500;

type Keys =
  | 'readUnitHead'
  | 'listArrearsClasses'
  | 'readBoard'
  | 'readBoardTargets'
  | 'readMigration'
  | 'listRanking'
  | 'readBoardFile';

interface Asked {
  readonly unitId?: string | undefined;
  readonly quarter?: string | undefined;
}

/** The leader's board and the leaders' cards: of a unit in the caller's scope, at a closing. */
export const boardHandlers: { readonly [K in Keys]: Handler<(typeof deskApi)[K]> } = {
  readUnitHead: async ({ tx, actor }) => {
    const place = await placeOf(tx, actor, {});
    if (isRefusal(place)) return place;
    const { shown, asked } = place;
    if (asked === null) return { quarter: null, unit: null, figures: [] };
    const figures = await store.loadUnitFigures(tx, {
      quarter: asked,
      path: shown.path,
      unitIds: [shown.unitId],
      today: await businessDay(tx),
    });
    const trend = trendOf(await store.loadSums(tx, { path: shown.path }));
    return {
      quarter: asked,
      unit: shapedOf(figures, asked)[0] ?? null,
      figures: comparedOf(trend),
    };
  },

  listArrearsClasses: async ({ tx }) => {
    const last = (await store.loadClosedQuarters(tx)).at(-1);
    if (last === undefined) return { quarter: null, rows: [] };
    const month = monthRange(monthOf(lastDay(quarterRange(quarter(last.quarter))))).from;
    return { quarter: last.quarter, rows: await ranking.loadClasses(tx, last.runId, month) };
  },

  readBoard: async ({ tx, actor, query }) => {
    const place = await placeOf(tx, actor, query);
    return isRefusal(place) ? place : readBoard(tx, place);
  },

  readBoardTargets: async ({ tx, actor, query }) => {
    const place = await placeOf(tx, actor, query);
    return isRefusal(place) ? place : readHeat(tx, place);
  },

  readMigration: async ({ tx, actor, query }) => {
    const place = await placeOf(tx, actor, query);
    return isRefusal(place) ? place : readMigration(tx, place, query.from);
  },

  listRanking: async ({ tx, actor, query }) => {
    const place = await placeOf(tx, actor, query);
    if (isRefusal(place)) return place;
    if (place.asked === null) return shortPage([], query);
    const rows = await ranking.loadRanking(tx, {
      ...quartersOf(place.asked),
      path: place.shown.path,
      sort: query.sort ?? 'score',
      ascending: query.order === 'asc',
      skip: rowsBefore(query),
      limit: query.limit + 1,
    });
    return shortPage(rows, query);
  },

  readBoardFile: async ({ database, actor, query, request }) =>
    database.transaction(actor, async (tx) => {
      const place = await placeOf(tx, actor, query);
      if (isRefusal(place)) return place;
      const { shown, asked } = place;
      if (asked === null) return refuse('desk.not_closed');
      return boardFile(
        tx,
        {
          unit: shown.name,
          quarter: asked,
          board: await readBoard(tx, place),
          heat: await readHeat(tx, place),
          migration: await readMigration(tx, place),
          ranking: (from) =>
            ranking.loadRanking(tx, {
              ...quartersOf(asked),
              path: shown.path,
              sort: 'score',
              ascending: false,
              skip: from,
              limit: 1000,
            }),
        },
        localeOf(request),
      );
    }),
};

/** The quarter asked for, the one before it, and the same one a year earlier. */
function quartersOf(asked: string) {
  const of = quarter(asked);
  const year = BigInt(of.slice(0, 4)) - 1n;
  return { quarter: of, before: previousQuarter(of), yearAgo: `${year}${of.slice(4)}` };
}

interface Place {
  readonly shown: Unit;
  readonly visible: readonly Unit[];
  readonly closed: readonly string[];
  readonly asked: string | null;
}

/** Which unit and closed quarter a call is about; a unit outside the caller's scope is refused. */
async function placeOf(tx: Tx, actor: Actor, given: Asked) {
  const units = await unitsOf(tx);
  const unit = given.unitId === undefined ? null : BigInt(given.unitId);
  const visible = units.filter((one) => actor.bankWide || isVisible(actor.ranges, one.path));
  const shown = unit === null ? visible[0] : visible.find((one) => one.unitId === unit);
  if (shown === undefined) return refuse('desk.unit_unknown');
  const closed = (await store.loadClosedQuarters(tx)).map((one) => one.quarter);
  return { shown, visible, closed, asked: given.quarter ?? closed.at(-1) ?? null };
}

function isVisible(ranges: readonly { from: string; until: string }[], path: string): boolean {
  return ranges.some((range) => path >= range.from && path < range.until);
}

function shapedOf(figures: readonly store.UnitFigures[], of: string) {
  return figures.map(({ depositProduct, loanProduct, path: _path, ...rest }) => ({
    ...rest,
    depositAverage: averageOf(depositProduct, of),
    loanAverage: averageOf(loanProduct, of),
  }));
}

async function readBoard(tx: Tx, { shown, visible, closed, asked }: Place) {
  const trail = visible
    .filter((one) => shown.path.startsWith(one.path))
    .map((one) => ({ unitId: one.unitId, name: one.name }));
  const segments = await store.countSegments(tx, { path: shown.path });
  const empty = { quarter: asked, quarters: [...closed], trail, segments };
  if (asked === null) {
    return { ...empty, unit: null, children: [], trend: [], rms: [], rmsWhole: 0 };
  }
  const below = visible.filter((one) => one.parentId === shown.unitId);
  const figures = await store.loadUnitFigures(tx, {
    quarter: asked,
    path: shown.path,
    unitIds: [shown.unitId, ...below.map((one) => one.unitId)],
    today: await businessDay(tx),
  });
  const shaped = shapedOf(figures, asked);
  const rms = await store.loadRms(tx, { quarter: asked, path: shown.path, most: pointsMost });
  return {
    ...empty,
    unit: shaped.find((one) => one.unitId === shown.unitId) ?? null,
    // Departments without RMs and customers have nothing to show on a board of results.
    children: shaped.filter(
      (one) => one.unitId !== shown.unitId && (one.rms > 0 || one.customers > 0),
    ),
    trend: trendOf(await store.loadSums(tx, { path: shown.path })),
    rms: rms.map(({ whole: _whole, ...row }) => row),
    rmsWhole: rms[0]?.whole ?? 0,
  };
}

/** Completion by metric and unit: sums of the RMs' values and targets, where sums have a sense. */
async function readHeat(tx: Tx, { shown, visible, asked }: Place) {
  if (asked === null) return { quarter: null, metrics: [], rows: [] };
  const { body } = await metricCatalogue(tx, lastDay(quarterRange(quarter(asked))));
  const below = visible.filter((one) => one.parentId === shown.unitId);
  const units = below.length === 0 ? [shown] : below;
  const sums = await ranking.loadCompletion(tx, {
    quarter: asked,
    unitIds: [shown.unitId, ...units.map((one) => one.unitId)],
  });
  return { quarter: asked, ...heatOf(body.metrics, [shown, ...below], sums) };
}

/** How many customers went from which class or tier to which, between two quarters' ends. */
async function readMigration(tx: Tx, { shown, closed, asked }: Place, since?: string) {
  const from = since ?? closed.filter((one) => asked !== null && one < asked).at(-1);
  if (asked === null || from === undefined) return { from: null, until: null, rows: [] };
  const end = (of: string) => addDays(lastDay(quarterRange(quarter(of))), 1);
  const span = { path: shown.path, from: end(from), until: end(asked) };
  return { from, until: asked, rows: await ranking.loadMigration(tx, span) };
}
