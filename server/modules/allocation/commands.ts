import { addDays, day, laterDay } from '../../../core/day.ts';
import { previousQuarter, type DayRange } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { solveLinear } from '../../platform/optimiser/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { assignLead } from '../customers/index.ts';
import { gradeMatrix, levelOf, rmsOn } from '../people/index.ts';
import { candidatesFrom } from './candidates.ts';
import { levelName } from './levels.ts';
import { refuse } from './messages.ts';
import { allocationKind, type AllocationPolicy, type OwnershipPolicy } from './policy.ts';
import { decideOwnership } from './rules/ownership.ts';
import {
  allocationModel,
  placementsOf,
  type Candidate,
  type Cell,
  type Placement,
} from './rules/placement.ts';
import * as store from './store.ts';
import { hasBalances, lastClosing, loadBranches } from './store/ownership.ts';

const longAgo = day('0001-01-01');

/**
 * Station of an opening: customers without an RM on the quarter's first day get one from that day
 * (C2a, C2d).
 */
export function openAllocation(tx: Tx, run: QuarterRun): Promise<StationResult | Refusal> {
  return allocate(tx, run, { from: longAgo, until: addDays(run.range.from, 1) });
}

/**
 * Station of a closing: customers that came in the quarter get an RM from the day of their first
 * account.
 */
export function closeArrivals(tx: Tx, run: QuarterRun): Promise<StationResult | Refusal> {
  return allocate(tx, run, { from: longAgo, until: run.range.until });
}

async function allocate(tx: Tx, run: QuarterRun, came: DayRange): Promise<StationResult | Refusal> {
  const policy = await policyInForce(tx, allocationKind, run.range.from);
  const unled = await ownedBranches(tx, run, {
    policy: policy.body.ownership,
    unled: await store.loadUnled(tx, came),
  });
  const cells = cellsOf(unled);
  const rms = cells.length === 0 ? [] : await candidatesOf(tx, run, { policy: policy.body, cells });
  const model = allocationModel(policy.body, cells, rms);
  const answer = cells.length === 0 ? null : await solveLinear(model.linear);
  if (answer !== null && answer.status !== 'optimal') {
    return refuse('allocation.no_answer', {
      seconds: policy.body.secondsMax,
      status: answer.status,
    });
  }
  const placements = placementsOf(cells, rms, model, answer?.values ?? []);
  const results = resultsOf(placements, { unled, run, versionNo: policy.versionNo });
  await store.insertResults(tx, run.runId, results);
  await assignLead(
    tx,
    results.flatMap((one) =>
      one.staffId === null || one.fromDay === null
        ? []
        : [
            {
              customerId: one.customerId,
              staffId: one.staffId,
              fromDay: one.fromDay,
              reason: one.reason.code,
              origin: 'allocation' as const,
              runId: run.runId,
            },
          ],
    ),
  );
  return {
    rows: results.length,
    digest: await store.digestLeads(tx, came),
    notes: notesOf(placements),
  };
}

/** Customers whose facts on ownership are in memory at a time. */
const ownershipSlice = 5_000;

/**
 * The branch from which each customer's RM is sought: by the rules of ownership that are on
 * (CRM-OWN), else where he is booked. Source owners lead already, so they are never here.
 */
async function ownedBranches(
  tx: Tx,
  run: QuarterRun,
  given: { policy: OwnershipPolicy; unled: readonly store.UnledCustomer[] },
): Promise<readonly store.UnledCustomer[]> {
  const { policy, unled } = given;
  const decides = policy.rules.some(({ rule, on }) => on && rule !== 'source_owner');
  if (!decides || unled.length === 0) return unled;
  const before = await lastClosing(tx, previousQuarter(run.quarter));
  const own = (await hasBalances(tx, run.runId)) ? run.runId : before;
  const owned: store.UnledCustomer[] = [];
  for (let at = 0; at < unled.length; at += ownershipSlice) {
    const slice = unled.slice(at, at + ownershipSlice);
    const branches = await loadBranches(tx, {
      customerIds: slice.map((one) => one.customerId),
      runId: own,
      contributionRunId: before,
      basicProducts: policy.basicProducts,
    });
    const byCustomer = Map.groupBy(branches, (one) => one.customerId);
    for (const customer of slice) {
      const facts = { sourceOwner: null, branches: byCustomer.get(customer.customerId) ?? [] };
      const found = decideOwnership(policy, facts);
      owned.push(found === null ? customer : { ...customer, bookingPath: found.unitPath });
    }
  }
  return owned;
}

/** Customers that the grade matrix does not tell apart, in business order. */
function cellsOf(unled: readonly store.UnledCustomer[]): Cell[] {
  const groups = Map.groupBy(unled, (one) => `${levelName(levelOf(one))}|${one.bookingPath}`);
  return [...groups.values()].map((customers) => ({
    kind: customers[0]!.kind,
    level: levelName(levelOf(customers[0]!)),
    bookingPath: customers[0]!.bookingPath,
    customerIds: customers.map((one) => one.customerId),
  }));
}

async function candidatesOf(
  tx: Tx,
  run: QuarterRun,
  given: { policy: AllocationPolicy; cells: readonly Cell[] },
): Promise<Candidate[]> {
  const { body: matrix } = await gradeMatrix(tx, run.range.from);
  const loads = new Map(
    (await store.loadLoads(tx)).map((load) => [`${load.staffId}|${load.kind}`, load.customers]),
  );
  return candidatesFrom(await rmsOn(tx, run.range.from), {
    policy: given.policy,
    matrix,
    levels: [...new Set(given.cells.map((cell) => cell.level))],
    loadOf: (staffId) => ({
      corporate: loads.get(`${staffId}|corporate`) ?? 0,
      individual: loads.get(`${staffId}|individual`) ?? 0,
    }),
  });
}

interface Reasoned extends store.ResultRow {
  readonly reason: { readonly code: string; readonly [name: string]: string };
}

function resultsOf(
  placements: readonly Placement[],
  facts: { unled: readonly store.UnledCustomer[]; run: QuarterRun; versionNo: number },
): Reasoned[] {
  const customers = new Map(facts.unled.map((one) => [one.customerId, one]));
  return placements.map((one) => {
    const customer = customers.get(one.customerId)!;
    const fromDay = laterDay(customer.arrivedOn, facts.run.range.from);
    return {
      customerId: one.customerId,
      staffId: one.staffId,
      fitMillionths: one.fitMillionths,
      fromDay: one.staffId === null ? null : fromDay,
      reason: {
        code: `allocation.reason.${one.unplaced ?? one.mode}`,
        level: levelName(levelOf(customer)),
        shared: String(one.sharedLevels),
        fit: String(one.fitMillionths),
        version: String(facts.versionNo),
      },
    };
  });
}

function notesOf(placements: readonly Placement[]): StationResult['notes'] {
  const count = (test: (one: Placement) => boolean) => placements.filter(test).length;
  const unplaced = count((one) => one.staffId === null);
  const notes = [
    {
      code: 'allocation.note.placed',
      params: {
        placed: placements.length - unplaced,
        approval: count((one) => one.mode === 'with_approval'),
      },
    },
  ];
  if (unplaced === 0) return notes;
  return [
    ...notes,
    {
      code: 'allocation.note.unplaced',
      params: {
        unplaced,
        noGrade: count((one) => one.unplaced === 'no_grade'),
        noCapacity: count((one) => one.unplaced === 'no_capacity'),
      },
    },
  ];
}
