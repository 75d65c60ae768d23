import type { Year } from '../../../core/period.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { unitsOf } from '../organisation/index.ts';
import { inScope } from './commands.ts';
import type { TargetMetric } from './contract.ts';
import type { MetricBook } from './rules/metric-book.ts';
import { decideGap } from './rules/plan.ts';
import { above, rightBelow, sumOrNull, within } from './rules/tree.ts';
import * as store from './store/units.ts';

interface Book {
  readonly units: readonly {
    readonly unitId: bigint;
    readonly name: string;
    readonly path: string;
  }[];
  readonly sums: readonly store.PlacedSum[];
  readonly plans: readonly store.PlacedPlan[];
}

type Unit = Book['units'][number];

/** Plan, plans below, sum of the RMs and gaps of a unit, for each metric (C2e). */
export async function readUnit(tx: Tx, unit: Unit, year: Year, wanted: MetricBook) {
  const book = await bookOf(tx, unit, year);
  return [...wanted.values()].map((metric) => {
    const {
      unitId: _unit,
      unitName: _name,
      units: _units,
      ...figures
    } = nodeOf(book, unit, metric);
    const entered = book.plans.find(
      (one) => one.unitId === unit.unitId && one.metric === metric.key,
    );
    return {
      metric: metric.key,
      additive: metric.nature !== 'level',
      ...figures,
      planEnteredAt: entered?.enteredAt ?? null,
    };
  });
}

/** One metric of a unit, of the units right below it, and of the RMs that stand right in it. */
export async function readTree(tx: Tx, unit: Unit, of: { year: Year; metric: TargetMetric }) {
  const book = await bookOf(tx, unit, of.year);
  const all = (await unitsOf(tx)).filter((one) => inScope(tx, one.path));
  return {
    unit: nodeOf(book, unit, of.metric),
    above: above(unit.path, all).map(({ unitId, name }) => ({ unitId, name })),
    units: rightBelow(unit.path, book.units).map((one) => nodeOf(book, one, of.metric)),
    rms: await store.loadUnitRms(tx, { unitPath: unit.path, year: of.year, metric: of.metric.key }),
  };
}

async function bookOf(tx: Tx, unit: Unit, year: Year): Promise<Book> {
  const units = (await unitsOf(tx)).filter((one) => one.path.startsWith(unit.path));
  return {
    units,
    sums: await store.loadSums(tx, unit.path, year),
    plans: await store.loadPlans(tx, unit.path, year),
  };
}

function nodeOf(book: Book, unit: Unit, metric: TargetMetric) {
  const sums = within(
    unit.path,
    book.sums.filter((one) => one.metric === metric.key),
  );
  const children = rightBelow(unit.path, book.units);
  const planOf = (unitId: bigint) =>
    book.plans.find((one) => one.unitId === unitId && one.metric === metric.key);
  const plan = planOf(unit.unitId);
  const below = sumOrNull(children.map((one) => planOf(one.unitId)?.plan ?? null));
  const added = (values: readonly (bigint | null)[]) =>
    metric.nature === 'level' ? highest(values) : sumOrNull(values);
  const sum = added(sums.map((one) => one.sum)) ?? 0n;
  return {
    unitId: unit.unitId,
    unitName: unit.name,
    name: metric.name,
    unit: metric.unit,
    units: children.length,
    plan: plan?.plan ?? null,
    planEntryId: plan?.entryId ?? null,
    below,
    belowGap: decideGap(metric, plan?.plan ?? null, below),
    sum,
    stretch: added(sums.map((one) => one.stretch)),
    challenge: added(sums.map((one) => one.challenge)),
    gap: decideGap(metric, plan?.plan ?? null, sum),
    rms: sums.reduce((count, one) => count + one.rms, 0),
  };
}

function highest(values: readonly (bigint | null)[]): bigint | null {
  return values.reduce(
    (most, one) => (one !== null && (most === null || one > most) ? one : most),
    null,
  );
}
