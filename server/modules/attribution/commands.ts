import { monthOf, type Quarter } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { unassigned } from './contract.ts';
import { attributionKind, type AttributionRules } from './policy.ts';
import { splitMeasure } from './rules.ts';
import * as store from './store/closing.ts';

/** Customers whose facts are in memory at a time. */
const sliceSize = 5_000;

/**
 * Station: splits the results of every customer among persons, branches and departments (D4b), by
 * customer in order. Throws when the parts of a dimension do not add up to the whole, which is
 * summed apart: such a closing must not finish.
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
  const spans = Map.groupBy(await store.loadSpans(tx, slice, run.range), (row) => row.customerId);
  const parts: store.NewPart[] = [];
  for (const customer of await store.loadCustomers(tx, slice)) {
    const facts = {
      customer,
      owners: spans.get(customer.customerId) ?? [],
      booked: [...(amounts.get(customer.customerId) ?? []), ...newCustomer(run, customer)],
    };
    for (const part of splitCustomer(given.rules, facts)) parts.push(part);
  }
  return parts;
}

type Booked = Omit<store.AmountRow, 'customerId'>;

function* splitCustomer(
  rules: AttributionRules,
  facts: {
    readonly customer: store.CustomerRow;
    readonly owners: readonly store.SpanRow[];
    readonly booked: readonly Booked[];
  },
): Generator<store.NewPart> {
  const { customer, owners } = facts;
  const { customerId, bookingPath } = customer;
  const unitPaths = new Map(facts.booked.map((one) => [one.unitCode, one.unitPath]));
  for (const [measure, amounts] of Map.groupBy(facts.booked, (one) => one.measure)) {
    const split = splitMeasure(rules, measure, {
      customer: customer.kind,
      amounts,
      spans: owners,
      firstDay: customer.openedOn,
    });
    for (const part of split.person) {
      const owner = owners.find((one) => one.party === part.party);
      const staffId = owner?.staffId ?? null;
      const unitPath = owner?.unitPath ?? bookingPath;
      yield { ...part, customerId, measure, dimension: 'person', staffId, unitPath };
    }
    for (const part of split.branch) {
      const unitPath = unitPaths.get(part.party) ?? bookingPath;
      yield { ...part, customerId, measure, dimension: 'branch', staffId: null, unitPath };
    }
    for (const part of split.department) {
      const unitPath = bookingPath;
      yield { ...part, customerId, measure, dimension: 'department', staffId: null, unitPath };
    }
  }
}

/** A customer whose first day lies in the quarter counts once, where he is booked. */
function newCustomer(run: QuarterRun, customer: store.CustomerRow): Booked[] {
  const { openedOn } = customer;
  if (openedOn < run.range.from || openedOn >= run.range.until) return [];
  return [
    {
      measure: 'new_customers',
      month: monthOf(openedOn),
      amount: 1n,
      unitCode: customer.bookingCode,
      unitPath: customer.bookingPath,
      business: 'new_customer',
      productDepartment: null,
    },
  ];
}

/**
 * What each RM reached in the year to date at a quarter's end, by measure, from the valid closing
 * of each quarter of the year. A station of the same closing gives its run: it stands for its own
 * quarter though it is not finished; without a run the valid closing counts.
 */
export async function personMeasures(
  tx: Tx,
  run: { readonly quarter: Quarter; readonly runId: bigint | null },
): Promise<store.PersonMeasure[]> {
  const runs = await store.loadYearRuns(tx, run.quarter, run.runId);
  return store.loadPersonSums(
    tx,
    runs.map((one) => one.runId),
  );
}
