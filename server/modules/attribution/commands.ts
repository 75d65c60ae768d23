import {
  monthOf,
  quarterRange,
  rangeDays,
  type Quarter,
} from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { dimensions, measures, unassigned, type Measure } from './contract.ts';
import { attributionKind, type AttributionRules } from './policy.ts';
import { splitMeasure, type BookedAmount } from './rules.ts';
import * as store from './store/closing.ts';

/** Customers whose facts are in memory at a time. */
const sliceSize = 5_000;

/**
 * Station: splits the results of every customer among persons, branches and departments (D4b), by customer in order.
 * Throws when the parts of a dimension do not add up to the whole, which is summed apart: such a closing must not
 * finish.
 */
export async function closeAttribution(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const rules = await policyInForce(tx, attributionKind, run.range.from);
  let rows = 0;
  let slice = await store.nextSlice(tx, 0n, sliceSize);
  while (slice !== null) {
    const parts = await splitSlice(tx, run, { slice, rules: rules.body });
    rows += await store.insertParts(
      tx,
      { runId: run.runId, policyVersionId: rules.versionId },
      parts,
    );
    slice = await store.nextSlice(tx, slice.upTo, sliceSize);
  }
  await store.insertTotals(tx, run);
  const mismatches = await store.loadMismatches(tx, run.runId);
  if (mismatches.length > 0) {
    const words = mismatches.map(
      (one) => `${one.measure} by ${one.dimension}: ${one.parts} of ${one.whole}`,
    );
    throw new Error(`attribution of ${run.quarter} does not add up: ${words.join('; ')}`);
  }
  const withoutOwner = await store.countUnassigned(tx, run.runId, unassigned);
  return {
    rows,
    digest: await store.digestParts(tx, run.runId),
    notes: [
      { code: 'attribution.note.agrees', params: {} },
      ...(withoutOwner === 0
        ? []
        : [{ code: 'attribution.note.unassigned', params: { customers: withoutOwner } }]),
    ],
  };
}

async function splitSlice(
  tx: Tx,
  run: QuarterRun,
  given: { slice: store.CustomerSlice; rules: AttributionRules },
): Promise<store.NewPart[]> {
  const { slice } = given;
  const amounts = Map.groupBy(
    await store.loadAmounts(tx, run.runId, slice),
    (row) => row.customerId,
  );
  const spans = Map.groupBy(
    await store.loadSpans(tx, slice, run.range),
    (row) => row.customerId,
  );
  const parts: store.NewPart[] = [];
  for (const customer of await store.loadCustomers(tx, slice)) {
    const owners = spans.get(customer.customerId) ?? [];
    const byMeasure = Map.groupBy<Measure, BookedAmount & { measure: Measure }>(
      [...(amounts.get(customer.customerId) ?? []), ...newCustomer(run, customer)],
      (row) => row.measure,
    );
    for (const measure of measures) {
      const booked = byMeasure.get(measure);
      if (booked === undefined) continue;
      const split = splitMeasure(given.rules, measure, {
        customer: customer.kind,
        amounts: booked,
        spans: owners,
        firstDay: customer.openedOn,
      });
      for (const dimension of dimensions) {
        for (const part of split[dimension]) {
          const owner =
            dimension === 'person' ? owners.find((one) => one.party === part.party) : undefined;
          parts.push({
            ...part,
            customerId: customer.customerId,
            measure,
            dimension,
            staffId: owner?.staffId ?? null,
            unitPath: owner?.unitPath ?? customer.bookingPath,
          });
        }
      }
    }
  }
  return parts;
}

/** A customer whose first day lies in the quarter counts once, where he is booked. */
function newCustomer(
  run: QuarterRun,
  customer: store.CustomerRow,
): (BookedAmount & { measure: Measure })[] {
  const { openedOn } = customer;
  if (openedOn < run.range.from || openedOn >= run.range.until) return [];
  return [
    {
      measure: 'new_customers',
      month: monthOf(openedOn),
      amount: 1n,
      unitCode: customer.bookingCode,
      business: 'new_customer',
      productDepartment: null,
    },
  ];
}

export interface PersonMeasures {
  /** Closed quarters of the year up to the wanted one, whose results are in it. */
  readonly quarters: readonly Quarter[];
  /** Their days: a product divided by them is the average of the year to date. */
  readonly days: number;
  readonly rows: readonly store.PersonMeasure[];
}

/**
 * What each RM reached in the year to date, by measure, from the valid closing of each quarter. A station of the same
 * closing gives its `runId`: that run stands for its own quarter though it is not finished.
 */
export async function personMeasures(
  tx: Tx,
  quarter: Quarter,
  runId: bigint | null = null,
): Promise<PersonMeasures> {
  const runs = await store.loadYearRuns(tx, quarter, runId);
  return {
    quarters: runs.map((one) => one.quarter),
    days: runs.reduce((days, one) => days + rangeDays(quarterRange(one.quarter)), 0),
    rows: await store.loadPersonSums(
      tx,
      runs.map((one) => one.runId),
    ),
  };
}
