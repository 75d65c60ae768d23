import { monthOf, type Quarter } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { loadSliceClaims, type CustomerClaims, type SliceClaims } from './closing-claims.ts';
import { unassigned, type Measure } from './contract.ts';
import { attributionKind, type AttributionRules } from './policy.ts';
import { concerns, settleDisputes, withCorrections } from './rules/dispute.ts';
import { shadowOf } from './rules/shadow.ts';
import { splitMeasure, type Part } from './rules/split.ts';
import { insertApplied, insertShadow, type NewShadow } from './store/claims.ts';
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
    const claims = await loadSliceClaims(tx, run, slice);
    const found = await splitSlice(tx, run, { slice, rules: rules.body, claims });
    const of = { runId: run.runId, policyVersionId: rules.versionId };
    rows += await store.insertParts(tx, of, found.parts);
    await insertShadow(tx, of, found.shadow);
    await insertApplied(tx, run.runId, claims.applied);
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

interface SliceResult {
  readonly parts: store.NewPart[];
  readonly shadow: NewShadow[];
}

async function splitSlice(
  tx: Tx,
  run: QuarterRun,
  given: { slice: store.CustomerSlice; rules: AttributionRules; claims: SliceClaims },
): Promise<SliceResult> {
  const { slice } = given;
  const amounts = Map.groupBy(
    await store.loadAmounts(tx, run.runId, slice),
    (row) => row.customerId,
  );
  const spans = Map.groupBy(await store.loadSpans(tx, slice, run.range), (row) => row.customerId);
  const result: SliceResult = { parts: [], shadow: [] };
  for (const customer of await store.loadCustomers(tx, slice)) {
    const { customerId } = customer;
    const facts = {
      customer,
      owners: spans.get(customerId) ?? [],
      booked: [...(amounts.get(customerId) ?? []), ...newCustomer(run, customer)],
      claims: given.claims.of(customerId),
    };
    for (const part of splitCustomer(given.rules, facts)) result.parts.push(part);
    for (const line of shadowLines(given.rules, facts)) result.shadow.push(line);
  }
  return result;
}

type Booked = Omit<store.AmountRow, 'customerId'>;

interface CustomerFacts {
  readonly customer: store.CustomerRow;
  readonly owners: readonly store.SpanRow[];
  readonly booked: readonly Booked[];
  readonly claims: CustomerClaims;
}

function* splitCustomer(rules: AttributionRules, facts: CustomerFacts): Generator<store.NewPart> {
  const { customer, owners, claims } = facts;
  const { customerId, bookingPath } = customer;
  const unitPaths = new Map(facts.booked.map((one) => [one.unitCode, one.unitPath]));
  const persons = new Map([...claims.persons, ...owners.map((one) => [one.party, one] as const)]);
  const byMeasure = Map.groupBy(facts.booked, (one) => one.measure);
  for (const { measure } of claims.corrections) {
    if (!byMeasure.has(measure)) byMeasure.set(measure, []);
  }
  for (const [measure, amounts] of byMeasure) {
    const split = splitMeasure(rules, measure, {
      customer: customer.kind,
      amounts,
      spans: owners,
      firstDay: customer.openedOn,
      claims: claims.terms,
    });
    for (const part of settled(measure, split.person, claims)) {
      const person = persons.get(part.party);
      const staffId = person?.staffId ?? null;
      const unitPath = person?.unitPath ?? bookingPath;
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

/** Persons' parts after the disputes of the quarter and the corrections of earlier ones. */
function settled(
  measure: Measure,
  parts: readonly Part[],
  claims: CustomerClaims,
): readonly Part[] {
  const disputes = claims.disputes.filter((one) => concerns(one, measure));
  const corrections = claims.corrections.filter((one) => one.measure === measure);
  return withCorrections(settleDisputes(parts, disputes), corrections);
}

/** Ledger B of one customer: nothing of it enters the parts. */
function* shadowLines(rules: AttributionRules, facts: CustomerFacts): Generator<NewShadow> {
  if (rules.shadow.length === 0) return;
  const { customer, owners, claims } = facts;
  const unitOf = new Map(
    [...claims.persons, ...owners.map((one) => [one.party, one] as const)].map(
      ([party, { unitCode }]) => [party, unitCode],
    ),
  );
  for (const [measure, amounts] of Map.groupBy(facts.booked, (one) => one.measure)) {
    const given = { customer: customer.kind, amounts, spans: owners, claims: claims.terms, unitOf };
    for (const line of shadowOf(rules, given)) {
      yield { ...line, customerId: customer.customerId, measure };
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
      product: null,
      productDepartment: null,
      keptAccount: null,
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
