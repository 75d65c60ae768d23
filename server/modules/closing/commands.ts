import type { Actor } from '../../../core/actor.ts';
import { quarterRange, quarterYear, yearRange, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { loadCycle } from '../assessment/index.ts';
import {
  bankOf,
  businessDay,
  finishRun,
  insertSeal,
  quarterStates,
  runsOf,
  startRun,
  type RunRow,
} from '../organisation/index.ts';
import { refuse } from './messages.ts';
import { decideClose, decideOpen, decideSeal, type QuarterFacts } from './rules.ts';
import * as store from './store.ts';

/** One part of an opening or closing: facts → decisions → rows, all in one transaction. */
export interface Station {
  readonly name: string;
  readonly run: (tx: Tx, run: QuarterRun) => Promise<StationResult | Refusal>;
}

export interface RunOptions {
  /** Compute everything and roll back: what would it write? */
  readonly dryRun?: boolean;
  readonly onStation?: (progress: StationProgress) => void;
}

export interface StationProgress {
  readonly station: string;
  readonly position: number;
  readonly of: number;
  readonly state: 'began' | 'done' | 'resumed';
  readonly result?: StationResult;
}

export interface RunOutcome {
  readonly runId: bigint;
  readonly quarter: Quarter;
  readonly kind: 'open' | 'close';
  readonly digest: string;
  readonly resumedAt: number;
  readonly steps: readonly { station: string; rows: number; digest: string }[];
}

/**
 * Runs the stations of an opening or closing, resuming an interrupted run whose inputs did not
 * change.
 */
export async function runQuarter(
  database: Database,
  actor: Actor,
  what: { quarter: Quarter; kind: 'open' | 'close'; stations: readonly Station[] },
  options: RunOptions = {},
): Promise<RunOutcome | Refusal> {
  const keeper = await database.pool.connect();
  let held = false;
  try {
    held = await store.tryRunLock({ client: keeper });
    if (!held) return refuse('closing.busy');
    return options.dryRun
      ? await database.transaction(actor, (tx) => rehearse(tx, what, options), { rollBack: true })
      : await perform(database, actor, what, options);
  } finally {
    if (held) await store.releaseRunLock({ client: keeper }).catch(() => undefined);
    keeper.release();
  }
}

type Ordered = Parameters<typeof runQuarter>[2];

async function perform(
  database: Database,
  actor: Actor,
  what: Ordered,
  options: RunOptions,
): Promise<RunOutcome | Refusal> {
  const begun = await database.transaction(actor, (tx) => begin(tx, what));
  if (isRefusal(begun)) return begun;
  const done = new Map(begun.done.map((step) => [step.position, step]));
  for (const [index, station] of what.stations.entries()) {
    const position = index + 1;
    if (done.has(position)) {
      options.onStation?.(progressOf(what, position, 'resumed'));
      continue;
    }
    options.onStation?.(progressOf(what, position, 'began'));
    const result = await database.transaction(actor, (tx) =>
      runStation(tx, begun.run, { station, position }),
    );
    if (isRefusal(result)) return result;
    options.onStation?.({ ...progressOf(what, position, 'done'), result });
  }
  return database.transaction(actor, (tx) => finish(tx, begun.run, what, begun.done.length));
}

async function rehearse(tx: Tx, what: Ordered, options: RunOptions): Promise<RunOutcome | Refusal> {
  const begun = await begin(tx, what, { fresh: true });
  if (isRefusal(begun)) return begun;
  for (const [index, station] of what.stations.entries()) {
    const position = index + 1;
    options.onStation?.(progressOf(what, position, 'began'));
    const result = await runStation(tx, begun.run, { station, position });
    if (isRefusal(result)) return result;
    options.onStation?.({ ...progressOf(what, position, 'done'), result });
  }
  return finish(tx, begun.run, what, 0);
}

function progressOf(
  what: Ordered,
  position: number,
  state: StationProgress['state'],
): StationProgress {
  const station = what.stations[position - 1]!.name;
  return { station, position, of: what.stations.length, state };
}

async function begin(
  tx: Tx,
  what: Ordered,
  options: { fresh?: boolean } = {},
): Promise<Refusal | { run: QuarterRun; done: store.Step[] }> {
  if ((await bankOf(tx)) === null) return refuse('closing.bank_empty');
  const facts = await loadFacts(tx, what.quarter);
  const decided = what.kind === 'open' ? decideOpen(facts) : decideClose(facts);
  if (isRefusal(decided)) return decided;
  const backdated =
    what.kind === 'open'
      ? facts.today > quarterRange(what.quarter).from
      : await wasBackdated(tx, what.quarter);
  const interrupted = options.fresh ? null : await resumable(tx, what);
  const runId =
    interrupted?.runId ??
    (await startRun(tx, { quarter: what.quarter, kind: what.kind, asOf: facts.today, backdated }));
  const run: QuarterRun = {
    runId,
    quarter: what.quarter,
    range: quarterRange(what.quarter),
    yearFrom: yearRange(quarterYear(what.quarter)).from,
    backdated,
  };
  return { run, done: interrupted === null ? [] : await store.loadSteps(tx, [runId]) };
}

async function wasBackdated(tx: Tx, quarter: Quarter): Promise<boolean> {
  const opened = (await runsOf(tx, quarter)).find((run) => run.kind === 'open' && run.digest);
  return opened?.backdated ?? false;
}

/**
 * The newest run of this kind, when it did not finish and nothing it reads changed since it began.
 */
async function resumable(tx: Tx, what: Ordered): Promise<RunRow | null> {
  const newest = (await runsOf(tx, what.quarter)).find((run) => run.kind === what.kind);
  if (newest === undefined || newest.digest !== null) return null;
  return (await store.inputsChangedSince(tx, newest.startedAt)) ? null : newest;
}

async function runStation(
  tx: Tx,
  run: QuarterRun,
  step: { station: Station; position: number },
): Promise<StationResult | Refusal> {
  const startedAt = new Date().toISOString();
  const result = await step.station.run(tx, run);
  if (isRefusal(result)) return result;
  await store.insertStep(tx, {
    runId: run.runId,
    position: step.position,
    station: step.station.name,
    startedAt,
    ...result,
  });
  return result;
}

async function finish(
  tx: Tx,
  run: QuarterRun,
  what: Ordered,
  resumedAt: number,
): Promise<RunOutcome> {
  const steps = await store.loadSteps(tx, [run.runId]);
  const digest = sha256(steps.map((step) => `${step.station}:${step.digest}`).join('\n'));
  await finishRun(tx, run.runId, digest);
  await recordAudit(tx, {
    verb: what.kind === 'open' ? 'closing.open' : 'closing.close',
    subject: 'quarter',
    subjectKey: what.quarter,
    detail: { runId: run.runId, digest, backdated: run.backdated },
  });
  if (what.kind === 'close') await tellOffices(tx, 'closed', what.quarter);
  return {
    runId: run.runId,
    quarter: what.quarter,
    kind: what.kind,
    digest,
    resumedAt,
    steps: steps.map((step) => ({
      station: step.station,
      rows: Number(step.rowCount), // tidy: not money
      digest: step.digest,
    })),
  };
}

/** Makes the valid closing of a quarter final. `seen` is the digest that the officer saw. */
export async function sealQuarter(
  tx: Tx,
  wanted: { quarter: Quarter; seen: string | null },
): Promise<Refusal | { digest: string }> {
  const decided = decideSeal(await loadFacts(tx, wanted.quarter));
  if (isRefusal(decided)) return decided;
  const closed = (await runsOf(tx, wanted.quarter)).find(
    (run) => run.kind === 'close' && run.digest !== null,
  );
  const digest = closed!.digest!;
  if (wanted.seen !== null && wanted.seen !== digest) {
    return refuse('closing.digest_differs', { now: digest, seen: wanted.seen });
  }
  await insertSeal(tx, { quarter: wanted.quarter, runId: closed!.runId, digest });
  await recordAudit(tx, {
    verb: 'closing.seal',
    subject: 'quarter',
    subjectKey: wanted.quarter,
    detail: { runId: closed!.runId, digest },
  });
  await tellOffices(tx, 'sealed', wanted.quarter);
  return { digest };
}

/** Those of the head office whose work begins when a quarter is closed or sealed. */
function tellOffices(tx: Tx, what: 'closed' | 'sealed', quarter: Quarter): Promise<number> {
  return notify(tx, {
    code: `closing.notice.${what}`,
    params: { quarter },
    link: `/quarters/${quarter}`,
    to: { role: ['hr', 'finance', 'department_officer'], unitPath: '' },
  });
}

/** The facts on which opening, closing and sealing are decided. */
export async function loadFacts(tx: Tx, quarter: Quarter): Promise<QuarterFacts> {
  return {
    quarter,
    today: await businessDay(tx),
    states: await quarterStates(tx),
    cycle: await loadCycle(tx, quarter),
    bankWide: tx.actor.bankWide,
  };
}
