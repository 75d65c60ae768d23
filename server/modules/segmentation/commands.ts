import { addDays, laterDay, type Day } from '../../../core/day.ts';
import { monthRange, monthsOf, type Month } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { markSegments } from '../customers/index.ts';
import { runsOf } from '../organisation/index.ts';
import type { Dimension } from './contract.ts';
import { segmentsKind, type Segments } from './policy.ts';
import {
  decideClass,
  decideCorporateType,
  decideMonth,
  lastOfDay,
  newcomer,
  stateOf,
  type KnownTier,
} from './rules.ts';
import * as store from './store/facts.ts';

type Kind = 'open' | 'close';

/** Customers held in memory at once. */
const sliceSize = 20_000;

/**
 * Station of the opening: type, class and tier of every customer as known on the first day of the
 * quarter. Rows are written for changes only; who has no tier yet is a newcomer. Paper clauses B3,
 * C3b–C3d.
 */
export function openSegmentation(tx: Tx, run: QuarterRun): Promise<StationResult> {
  return segment(tx, run, 'open');
}

/**
 * Station of the closing: ratings that came within the quarter, customers that came, and for
 * persons the tiers month by month from the average deposits that the closing computed (holdings),
 * with hysteresis; a level reached in the last month counts from the first day of the next
 * quarter.
 */
export function closeSegmentation(tx: Tx, run: QuarterRun): Promise<StationResult> {
  return segment(tx, run, 'close');
}

async function segment(tx: Tx, run: QuarterRun, kind: Kind): Promise<StationResult> {
  const { versionId, body: policy } = await policyInForce(tx, segmentsKind, run.range.from);
  const earlier = await store.loadEarlierRuns(tx, run.quarter, kind);
  const openedBefore = kind === 'open' ? addDays(run.range.from, 1) : run.range.until;
  const writer = { runId: run.runId, policyVersionId: versionId };
  let [after, customers, changes, unknown] = [0n, 0, 0, 0];
  for (;;) {
    const facts = await store.loadCustomerFacts(tx, { after, openedBefore, limit: sliceSize });
    const last = facts.at(-1);
    if (last === undefined) break;
    const slice = { after, upTo: last.customerId };
    const rows = await decideSlice(tx, { run, kind, policy, earlier, facts, slice, openedBefore });
    changes += await store.insertStatuses(tx, writer, rows);
    customers += facts.length;
    unknown += rows.filter((row) => row.reason.rule === 'unknown_grade').length;
    after = last.customerId;
  }
  await refreshMarks(tx, run, kind);
  const notes = [{ code: 'segmentation.note.changes', params: { customers, changes } }];
  return {
    rows: changes,
    digest: await store.digestOfRun(tx, run.runId),
    notes:
      unknown === 0
        ? notes
        : [...notes, { code: 'segmentation.note.unknown_grades', params: { count: unknown } }],
  };
}

interface Work {
  readonly run: QuarterRun;
  readonly kind: Kind;
  readonly policy: Segments;
  readonly earlier: readonly bigint[];
  readonly facts: readonly store.CustomerFact[];
  readonly slice: store.Slice;
  readonly openedBefore: Day;
}

async function decideSlice(tx: Tx, work: Work): Promise<store.StatusRow[]> {
  const { run, kind, slice } = work;
  const known = groupBy(await store.loadStatuses(tx, work.earlier, run.range.from, slice));
  const ratings = groupBy(await store.loadRatings(tx, work.openedBefore, slice));
  const months = groupBy(
    kind === 'close' ? await store.loadDepositMonths(tx, run.runId, slice) : [],
  );
  return work.facts.flatMap((customer) => {
    const before = new Map(
      known.get(customer.customerId)?.map((status) => [status.dimension, status]),
    );
    const from = laterDay(run.range.from, customer.openedOn);
    return customer.kind === 'corporate'
      ? decideFirm(work, customer, before, ratings.get(customer.customerId) ?? [], from)
      : decidePerson(work, customer, before, months.get(customer.customerId) ?? [], from);
  });
}

type Known = ReadonlyMap<Dimension, store.StatusFact>;

/**
 * A firm's type on its first day in the quarter, and its class then and on each day a rating came.
 */
function decideFirm(
  { policy }: Work,
  customer: store.CustomerFact,
  before: Known,
  ratings: readonly store.RatingFact[],
  from: Day,
): store.StatusRow[] {
  const { customerId, head, members } = customer;
  const rows: store.StatusRow[] = [];
  const type = decideCorporateType(
    policy,
    head === null || members === null ? null : { head, members },
  );
  if (before.get('corporate_type')?.value !== type.value) {
    rows.push({ customerId, dimension: 'corporate_type', fromDay: from, ...type });
  }
  let held = keyOf(before.get('class'));
  const days = [from, ...ratings.map((one) => one.fromDay).filter((day) => day > from)];
  for (const fromDay of new Set(days)) {
    const rating = ratings.findLast((one) => one.fromDay <= fromDay) ?? null;
    const decided = decideClass(policy, rating);
    const row = { customerId, dimension: 'class', fromDay, ...decided } as const;
    if (keyOf(row) !== held) rows.push(row);
    held = keyOf(row);
  }
  return rows;
}

/** A class is the same while value, grade and the way it was found are. */
function keyOf(status: Pick<store.StatusFact, 'value' | 'reason'> | undefined): string | null {
  if (status === undefined) return null;
  const { rule, scale, grade } = status.reason;
  return [status.value, rule, scale, grade].join('|');
}

/** A person's tier: a newcomer's on the first day, then month by month. */
function decidePerson(
  { policy, run, kind }: Work,
  customer: store.CustomerFact,
  before: Known,
  facts: readonly store.AverageFact[],
  from: Day,
): store.StatusRow[] {
  const { customerId } = customer;
  const rows: store.StatusRow[] = [];
  const first = monthsOf(run.quarter)[0]!;
  const tier = before.get('tier');
  if (tier === undefined) rows.push({ customerId, ...newcomer(policy, from) });
  if (kind === 'open') return rows;
  let state = stateOf(policy, knownTier(tier, before.get('watch'), run.range.from), first);
  const products = new Map<Month, bigint>(facts.map((one) => [one.month, one.productFenDays]));
  for (const month of monthsOf(run.quarter)) {
    if (monthRange(month).until <= customer.openedOn) continue;
    const productFenDays = products.get(month) ?? 0n;
    const decided = decideMonth(policy, state, { month, productFenDays });
    rows.push(...decided.changes.map((change) => ({ customerId, ...change })));
    state = decided.state;
  }
  return lastOfDay(rows);
}

function knownTier(
  tier: store.StatusFact | undefined,
  watch: store.StatusFact | undefined,
  from: Day,
): KnownTier {
  return {
    value: tier?.value ?? 'small',
    levelName: tier?.reason['level'] ?? null,
    isNew: tier === undefined || (tier.reason.rule === 'new' && tier.fromDay >= from),
    watchedSince: watch?.value === 'watch' ? watch.fromDay : null,
  };
}

/** Lists show what holds now: the valid runs of other quarters and this one. */
async function refreshMarks(tx: Tx, run: QuarterRun, kind: Kind): Promise<void> {
  const others = await store.loadValidRuns(tx, { quarter: run.quarter, kind });
  const ofQuarter = await runsOf(tx, run.quarter);
  const touched = ofQuarter.filter((one) => one.kind === kind).map((one) => one.runId);
  await markSegments(
    tx,
    await store.loadStaleMarks(tx, [...touched, run.runId], [...others, run.runId]),
  );
}

export interface SegmentsOfDay {
  readonly corporateType: string | null;
  readonly class: string | null;
  readonly tier: string | null;
  /** Firms only: no rating, or a grade that the map does not know. */
  readonly unrated: boolean;
}

/**
 * Type, class and tier of every customer on a day, by key, as earlier runs and the given
 * unfinished one found them: for stations of the same run, which must not wait for it to finish.
 */
export async function segmentsOn(
  tx: Tx,
  run: Pick<QuarterRun, 'runId' | 'quarter'>,
  kind: Kind,
  on: Day,
): Promise<ReadonlyMap<bigint, SegmentsOfDay>> {
  const runIds = [...(await store.loadEarlierRuns(tx, run.quarter, kind)), run.runId];
  const everyone = { after: 0n, upTo: 9_223_372_036_854_775_807n };
  const statuses = groupBy(await store.loadStatuses(tx, runIds, on, everyone));
  return new Map(
    [...statuses].map(([customerId, list]) => {
      const of = (dimension: Dimension) => list.find((one) => one.dimension === dimension);
      const classed = of('class');
      return [
        customerId,
        {
          corporateType: of('corporate_type')?.value ?? null,
          class: classed?.value ?? null,
          tier: of('tier')?.value ?? null,
          unrated: ['unrated', 'unknown_grade'].includes(classed?.reason.rule ?? ''),
        },
      ];
    }),
  );
}

function groupBy<T extends { readonly customerId: bigint }>(
  rows: readonly T[],
): ReadonlyMap<bigint, T[]> {
  return Map.groupBy(rows, (row) => row.customerId);
}
