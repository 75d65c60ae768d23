import { divide } from '../../../core/money.ts';
import {
  lastDay,
  monthOf,
  monthRange,
  quarter,
  quarterRange,
  rangeDays,
} from '../../../core/period.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { approvalLimit } from '../expenses/index.ts';
import { businessDay, unitsOf, type Unit } from '../organisation/index.ts';
import { deskApi } from './contract.ts';
import { refuse } from './messages.ts';
import { hasBirthdayWithin, nextBirthday } from './rules/birthday.ts';
import { inOrder, placeOf, tasksOf } from './rules/tasks.ts';
import * as store from './store/board.ts';
import * as waiting from './store/tasks.ts';

const birthdayDays = 30;

export const deskHandlers = handle(deskApi, {
  listTasks: async ({ tx, actor }) => {
    const today = await businessDay(tx);
    const tasks = tasksOf(actor.roles);
    const approves = tasks.includes('approve_expense');
    const approvalLimitFen = approves ? await approvalLimit(tx, actor.roles) : null;
    const found = await waiting.loadWaiting(tx, { tasks, today, approvalLimitFen });
    const rows = inOrder(found).map(({ item, ...one }) => ({
      ...one,
      to: placeOf(one.task, { count: one.count, item }),
    }));
    return { today, rows };
  },

  readDesk: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const { staffId } = actor;
    const today = await businessDay(tx);
    const head = await store.loadStaff(tx, staffId, today);
    if (head === null) return refuse('desk.no_staff');
    const customers = await store.countLed(tx, staffId);
    return { today, ...head, customers, last: await store.loadLastResult(tx, staffId) };
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
    return { ...quarters, rows: rows.map((row) => averagesOf(row, quarters)) };
  },

  listBirthdays: async ({ tx, actor }) => {
    if (actor.staffId === null) return refuse('desk.no_staff');
    const today = await businessDay(tx);
    const born = await store.loadBirthDays(tx, actor.staffId);
    const rows = born
      .filter((one) => hasBirthdayWithin(one.birthDay, today, birthdayDays))
      .map((one) => ({ ...one, birthDay: nextBirthday(one.birthDay, today) }))
      .toSorted((a, b) => (a.birthDay < b.birthDay ? -1 : 1))
      .slice(0, 20);
    return { today, rows };
  },

  readBoard: async ({ tx, actor, query }) => {
    const units = await unitsOf(tx);
    const unit = query.unitId === undefined ? null : BigInt(query.unitId);
    const visible = units.filter((one) => actor.bankWide || isVisible(actor.ranges, one.path));
    const shown = unit === null ? visible[0] : visible.find((one) => one.unitId === unit);
    if (shown === undefined) return refuse('desk.unit_unknown');
    return readBoard(tx, { shown, visible, quarter: query.quarter ?? null });
  },
});

/** Averages of two quarters from their products, half-up to fen. */
function averagesOf(row: store.MoverRow, quarters: { before: string; after: string }) {
  const before = average(row.before, quarters.before);
  const after = average(row.after, quarters.after);
  return { ...row, before, after, change: after - before };
}

function average(product: bigint, of: string): bigint {
  return divide(product, BigInt(rangeDays(quarterRange(quarter(of)))), 'half_up');
}

function trendOf(sums: readonly store.QuarterSums[]) {
  return [...Map.groupBy(sums, (one) => one.quarter)].map(([of, rows]) => {
    const amount = (measure: string) => rows.find((row) => row.measure === measure)?.amount ?? 0n;
    return {
      quarter: of,
      depositAverage: average(amount('deposit_product'), of),
      loanAverage: average(amount('loan_product'), of),
      contribution: amount('contribution'),
    };
  });
}

function isVisible(ranges: readonly { from: string; until: string }[], path: string): boolean {
  return ranges.some((range) => path >= range.from && path < range.until);
}

async function readBoard(
  tx: Tx,
  given: { shown: Unit; visible: readonly Unit[]; quarter: string | null },
) {
  const { shown, visible } = given;
  const closed = (await store.loadClosedQuarters(tx)).map((one) => one.quarter);
  const asked = given.quarter ?? closed.at(-1) ?? null;
  const trail = visible
    .filter((one) => shown.path.startsWith(one.path))
    .map((one) => ({ unitId: one.unitId, name: one.name }));
  const segments = await store.countSegments(tx, { path: shown.path });
  const empty = { quarter: asked, quarters: closed, trail, segments };
  if (asked === null) return { ...empty, unit: null, children: [], trend: [], rms: [] };
  const below = visible.filter((one) => one.parentId === shown.unitId);
  const figures = await store.loadUnitFigures(tx, {
    quarter: asked,
    unitIds: [shown.unitId, ...below.map((one) => one.unitId)],
  });
  const shaped = figures.map(({ depositProduct, loanProduct, path: _path, ...rest }) => ({
    ...rest,
    depositAverage: average(depositProduct, asked),
    loanAverage: average(loanProduct, asked),
  }));
  return {
    ...empty,
    unit: shaped.find((one) => one.unitId === shown.unitId) ?? null,
    // Departments without RMs and customers have nothing to show on a board of results.
    children: shaped.filter(
      (one) => one.unitId !== shown.unitId && (one.rms > 0 || one.customers > 0),
    ),
    trend: trendOf(await store.loadSums(tx, { path: shown.path })),
    rms: await store.loadRms(tx, { quarter: asked, path: shown.path }),
  };
}
