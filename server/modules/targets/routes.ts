import { quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { unitsOf } from '../organisation/index.ts';
import { enterPlans, inScope, targetsInForce, type InForce } from './commands.ts';
import { figuresApi } from './contract.ts';
import { letterHandlers } from './letter-routes.ts';
import { refuse } from './messages.ts';
import { explanationInOrder } from './rules/target.ts';
import { metricIn, type MetricBook } from './rules/metric-book.ts';
import { loadMetricBook } from './store/metrics.ts';
import * as lists from './store/target-lists.ts';
import { loadUnit } from './store/units.ts';
import { readTree, readUnit } from './unit-figures.ts';

const countCap = 1000;

export const targetsHandlers = {
  ...letterHandlers,
  ...handle(figuresApi, {
    listTargets: async ({ tx, query }) => {
      const unitPath = await pathOf(tx, query.unitId);
      if (isRefusal(unitPath)) return unitPath;
      const filter = {
        year: query.year,
        quarter: query.quarter === undefined ? null : quarter(query.quarter),
        unitPath,
        search: (query.q ?? '').trim(),
        level: query.level ?? ('target' as const),
      };
      const sort = query.sort ?? 'staffNo';
      const rows = await lists.loadTargetPage(tx, filter, {
        sort,
        descending: query.order === 'desc',
        after: cursorOf(query.cursor),
        limit: query.limit + 1,
      });
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        rows: shown,
        next:
          rows.length > query.limit && last !== undefined
            ? JSON.stringify([String(last[sort] ?? -1), last.staffNo])
            : null,
        total: capped(await lists.countTargetRows(tx, filter, countCap)),
      };
    },

    readStaffTargets: async ({ tx, params, query }) => {
      const rows = await targetsInForce(tx, BigInt(params.staffId), query.year);
      if (rows.length === 0) return refuse('targets.staff_unknown');
      const book = await loadMetricBook(tx);
      const shown = rows.map((row) => shownTarget(book, row));
      return { year: query.year, name: rows[0]!.name, rows: shown };
    },

    listTargetUnits: async ({ tx }) => {
      const units = (await unitsOf(tx)).filter((unit) => inScope(tx, unit.path));
      return { rows: units.map(({ unitId, name, level }) => ({ unitId, name, level })) };
    },

    readUnitTargets: async ({ tx, params, query }) => {
      const unit = await loadUnit(tx, BigInt(params.unitId));
      if (unit === null || !inScope(tx, unit.path)) return refuse('targets.unit_unknown');
      const rows = await readUnit(tx, unit, query.year, await loadMetricBook(tx));
      return { year: query.year, unitName: unit.name, rows };
    },

    readTargetTree: async ({ tx, params, query }) => {
      const unit = await loadUnit(tx, BigInt(params.unitId));
      if (unit === null || !inScope(tx, unit.path)) return refuse('targets.unit_unknown');
      const metric = (await loadMetricBook(tx)).get(query.metric);
      if (metric === undefined) return refuse('targets.metric_unknown', { metric: query.metric });
      return readTree(tx, unit, { year: query.year, metric });
    },

    enterPlan: async ({ tx, params, body }) =>
      enterPlans(tx, {
        unitId: BigInt(params.unitId),
        year: body.year,
        plans: body.plans.map((one) => ({
          metric: one.metric,
          amount: BigInt(one.amount),
          replaces: one.replaces === null ? null : BigInt(one.replaces),
        })),
      }),
  }),
};

function shownTarget(book: MetricBook, row: InForce) {
  const { metric, base, annual, stretch, challenge, computedAnnual, startedQuarter } = row;
  const { name, unit, nature } = metricIn(book, metric);
  const { letterId, letterNo, amendmentNo } = row;
  return {
    metric,
    name,
    unit,
    nature,
    base,
    annual,
    stretch,
    challenge,
    computedAnnual,
    startedQuarter,
    quarters: row.quarters,
    source:
      letterId === null || letterNo === null || amendmentNo === null
        ? null
        : { letterId, letterNo, amendmentNo },
    explanation: explanationInOrder(row.explanation),
  };
}

/** The path of a unit named in a filter; null when none is named. Row security keeps the scope. */
async function pathOf(tx: Tx, unitId: string | undefined): Promise<string | null | Refusal> {
  if (unitId === undefined) return null;
  const unit = await loadUnit(tx, BigInt(unitId));
  return unit?.path ?? refuse('targets.unit_unknown');
}

/** A cursor that is not ours starts the list anew. */
function cursorOf(cursor: string | undefined): lists.TargetPage['after'] {
  if (cursor === undefined) return null;
  try {
    const [value, staffNo] = JSON.parse(cursor) as unknown[];
    return typeof value === 'string' && typeof staffNo === 'string' ? { value, staffNo } : null;
  } catch {
    return null;
  }
}

function capped(found: number) {
  return { count: Math.min(found, countCap), capped: found > countCap };
}
