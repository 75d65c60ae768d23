import { lastDay, type Quarter } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { measuresOf, metricCatalogue, timesCounted, type Measure } from '../metrics/index.ts';
import { loadSliceClaims, type CustomerClaims, type SliceClaims } from './closing-claims.ts';
import { unassigned } from './contract.ts';
import { attributionKind, type AttributionRules } from './policy.ts';
import { concerns, settleDisputes, withCorrections } from './rules/dispute.ts';
import { shadowOf } from './rules/shadow.ts';
import { splitMeasure, type Part } from './rules/split.ts';
import { insertApplied, insertShadow, type NewShadow } from './store/claims.ts';
import * as store from './store/closing.ts';
import { loadLastYear, type Counting, type CustomerSlice } from './store/facts.ts';

/** Customers whose facts are in memory at a time. */
const sliceSize = 5_000;

/**
 * Station: splits the results of every customer among persons, branches and departments (D4b), by
 * customer in order. Throws when the parts of a dimension do not add up to the whole, which is
 * summed apart: such a closing must not finish.
 */
export async function closeAttribution(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const rules = await policyInForce(tx, attributionKind, run.range.from);
  const catalogue = await metricCatalogue(tx, lastDay(run.range));
  const measures = [...measuresOf(catalogue.body).values()];
  const counting: Counting = { run, measures, lastYear: await loadLastYear(tx, run) };
  let rows = 0;
  let slice = await store.nextSlice(tx, 0n, sliceSize);
  while (slice !== null) {
    const claims = await loadSliceClaims(tx, run, slice);
    const found = await splitSlice(tx, counting, { slice, rules: rules.body, claims });
    const of = { runId: run.runId, policyVersionId: rules.versionId };
    rows += await store.insertParts(tx, of, found.parts);
    await insertShadow(tx, of, found.shadow);
    await insertApplied(tx, run.runId, claims.applied);
    slice = await store.nextSlice(tx, slice.upTo, sliceSize);
  }
  await store.insertTotals(tx, counting);
  const mismatches = await store.loadMismatches(tx, run.runId);
  if (mismatches.length > 0) {
    const words = mismatches.map(
      (one) => `${one.measure} by ${one.dimension}: ${one.parts} of ${one.whole}`,
    );
    throw new Error(`attribution of ${run.quarter} does not add up: ${words.join('; ')}`);
  }
  await store.insertPersons(tx, run.runId);
  const withoutOwner = await store.countUnassigned(tx, run.runId, unassigned);
  return {
    rows,
    digest: await store.digestParts(tx, run.runId),
    notes: [
      { code: 'attribution.note.all_agree', params: { measures: measures.length } },
      ...(withoutOwner === 0
        ? []
        : [{ code: 'attribution.note.unassigned', params: { customers: withoutOwner } }]),
    ],
  };
}

interface SliceResult {
  readonly parts: store.NewPart[];
  readonly shadow: NewShadow[];
}

async function splitSlice(
  tx: Tx,
  counting: Counting,
  given: { slice: CustomerSlice; rules: AttributionRules; claims: SliceClaims },
): Promise<SliceResult> {
  const { slice } = given;
  const facts = Map.groupBy(await store.loadFacts(tx, counting, slice), (row) => row.customerId);
  const spans = Map.groupBy(
    await store.loadSpans(tx, slice, counting.run.range),
    (row) => row.customerId,
  );
  const result: SliceResult = { parts: [], shadow: [] };
  for (const customer of await store.loadCustomers(tx, slice)) {
    const owners = spans.get(customer.customerId) ?? [];
    const booked = Map.groupBy(facts.get(customer.customerId) ?? [], (fact) => fact.basis);
    const claims = given.claims.of(customer.customerId);
    for (const measure of counting.measures) {
      const amounts = countedIn(measure, customer.kind, booked.get(measure.basis) ?? []);
      const corrected = claims.corrections.some((one) => one.measure === measure.key);
      if (amounts.length === 0 && !corrected) continue;
      const own = { customer, owners, amounts, claims };
      for (const part of splitCustomer(given.rules, measure, own)) result.parts.push(part);
      for (const line of shadowLines(given.rules, measure, own)) result.shadow.push(line);
    }
  }
  return result;
}

/** The facts of a measure's basis that count in it, as often as they do. */
function countedIn(
  measure: Measure,
  customer: 'corporate' | 'individual',
  booked: readonly store.FactRow[],
): store.FactRow[] {
  return booked.flatMap((fact) => {
    if (fact.lastYear !== measure.lastYear) return [];
    const times = timesCounted(measure, { ...fact, customer });
    if (times === 0n) return [];
    return times === 1n ? [fact] : [{ ...fact, amount: fact.amount * times }];
  });
}

interface CustomerFacts {
  readonly customer: store.CustomerRow;
  readonly owners: readonly store.SpanRow[];
  readonly amounts: readonly store.FactRow[];
  readonly claims: CustomerClaims;
}

function* splitCustomer(
  rules: AttributionRules,
  measure: Measure,
  facts: CustomerFacts,
): Generator<store.NewPart> {
  const { customer, owners, amounts, claims } = facts;
  const of = { customerId: customer.customerId, measure: measure.key };
  const { bookingPath } = customer;
  const persons = new Map([...claims.persons, ...owners.map((one) => [one.party, one] as const)]);
  const split = splitMeasure(rules, measure.basis, {
    customer: customer.kind,
    amounts,
    spans: owners,
    firstDay: customer.openedOn,
    claims: claims.terms,
  });
  for (const part of settled(measure.key, split.person, claims)) {
    const person = persons.get(part.party);
    const staffId = person?.staffId ?? null;
    const unitPath = person?.unitPath ?? bookingPath;
    yield { ...part, ...of, dimension: 'person', staffId, unitPath };
  }
  for (const part of split.branch) {
    const booked = amounts.find((one) => one.unitCode === part.party);
    const unitPath = booked?.unitPath ?? bookingPath;
    yield { ...part, ...of, dimension: 'branch', staffId: null, unitPath };
  }
  for (const part of split.department) {
    yield { ...part, ...of, dimension: 'department', staffId: null, unitPath: bookingPath };
  }
}

/** Persons' parts after the disputes of the quarter and the corrections of earlier ones. */
function settled(measure: string, parts: readonly Part[], claims: CustomerClaims): readonly Part[] {
  const disputes = claims.disputes.filter((one) => concerns(one, measure));
  const corrections = claims.corrections.filter((one) => one.measure === measure);
  return withCorrections(settleDisputes(parts, disputes), corrections);
}

/** Ledger B of one customer: nothing of it enters the parts. */
function* shadowLines(
  rules: AttributionRules,
  measure: Measure,
  facts: CustomerFacts,
): Generator<NewShadow> {
  if (rules.shadow.length === 0) return;
  const { customer, owners, amounts, claims } = facts;
  const unitOf = new Map(
    [...claims.persons, ...owners.map((one) => [one.party, one] as const)].map(
      ([party, { unitCode }]) => [party, unitCode],
    ),
  );
  const given = { customer: customer.kind, amounts, spans: owners, claims: claims.terms, unitOf };
  for (const line of shadowOf(rules, given)) {
    yield { ...line, customerId: customer.customerId, measure: measure.key };
  }
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

/** Days of last year's closed quarters: 0 while increments have no base. */
export async function closedDaysBefore(tx: Tx, run: QuarterRun): Promise<number> {
  return (await loadLastYear(tx, run)).days;
}
