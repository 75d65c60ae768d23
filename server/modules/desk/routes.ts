import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { approvalLimit } from '../expenses/index.ts';
import { businessDay, unitsOf, type Unit } from '../organisation/index.ts';
import { deskApi } from './contract.ts';
import { refuse } from './messages.ts';
import { rmHandlers } from './rm-routes.ts';
import { averageOf, trendOf } from './rules/average.ts';
import { inOrder, placeOf, tasksOf } from './rules/tasks.ts';
import * as store from './store/board.ts';
import * as waiting from './store/tasks.ts';

export const deskHandlers = handle(deskApi, {
  ...rmHandlers,

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

  readBoard: async ({ tx, actor, query }) => {
    const units = await unitsOf(tx);
    const unit = query.unitId === undefined ? null : BigInt(query.unitId);
    const visible = units.filter((one) => actor.bankWide || isVisible(actor.ranges, one.path));
    const shown = unit === null ? visible[0] : visible.find((one) => one.unitId === unit);
    if (shown === undefined) return refuse('desk.unit_unknown');
    return readBoard(tx, { shown, visible, quarter: query.quarter ?? null });
  },
});

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
    depositAverage: averageOf(depositProduct, asked),
    loanAverage: averageOf(loanProduct, asked),
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
