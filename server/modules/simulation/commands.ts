import {
  lastDay,
  quarterRange,
  quarterYear,
  yearRange,
  type Quarter,
} from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { faultDetail, judgeDocument } from '../../platform/policy/document.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { scoreQuarter, scoringSchemeKind, sheetsOfRun } from '../assessment/index.ts';
import { runsOf } from '../organisation/index.ts';
import { paySchemeKind, paySlips } from '../pay/index.ts';
import { refuse } from './messages.ts';
import { compareOutcomes, type Outcome } from './rules.ts';
import * as store from './store.ts';

/** RMs shown one by one: those whom the scheme changes most. */
const changesShown = 100;

export interface TrialAsked {
  readonly quarter: Quarter;
  /** Documents as text; a scheme that is not given stays the one in force on the quarter's end. */
  readonly scoringScheme?: string | undefined;
  readonly payScheme?: string | undefined;
}

/**
 * Computes a closed quarter again under draft schemes and sets it beside what was (D2a, D2b).
 * Writes nothing: the caller opens a read-only transaction. Refuses a quarter that is not closed
 * and documents with faults, naming each place.
 */
export async function tryScheme(tx: Tx, asked: TrialAsked) {
  const run = await validClosing(tx, asked.quarter);
  if (isRefusal(run)) return run;
  const kept = await sheetsOfRun(tx, run.runId);
  const bands = new Map(kept.map((sheet) => [sheet.staffId, sheet.band]));
  const scoring = await documentOf(tx, scoringSchemeKind, asked.scoringScheme, run);
  if (isRefusal(scoring)) return scoring;
  const pay = await documentOf(tx, paySchemeKind, asked.payScheme, run);
  if (isRefusal(pay)) return pay;

  const tried =
    scoring === null
      ? kept
      : (await scoreQuarter(tx, run, scoring)).map((sheet) => {
          bands.set(sheet.staffId, sheet.band);
          return { ...sheet, totalMillionths: sheet.total };
        });
  const scheme = pay ?? (await policyInForce(tx, paySchemeKind, lastDay(run.range))).body;
  const slips = await paySlips(tx, run, scheme, tried);
  const gross = new Map(slips.map((slip) => [slip.staffId, slip.gross]));
  const paid = await store.grossOfRun(tx, run.runId);

  const now: Outcome[] = kept.map((one) => ({
    ...outcomeOf(one),
    band: one.band,
    gross: paid.get(one.staffId) ?? null,
  }));
  const trial: Outcome[] = tried.map((one) => ({
    ...outcomeOf(one),
    band: bands.get(one.staffId) ?? '',
    gross: gross.get(one.staffId) ?? null,
  }));
  return described(tx, { run, now, trial });
}

function outcomeOf(sheet: {
  staffId: bigint;
  sequence: string;
  level: string;
  totalMillionths: bigint;
}) {
  const { staffId, sequence, level } = sheet;
  return { staffId, sequence, level, total: sheet.totalMillionths };
}

async function described(
  tx: Tx,
  given: {
    readonly run: QuarterRun;
    readonly now: readonly Outcome[];
    readonly trial: readonly Outcome[];
  },
) {
  const { run, now, trial } = given;
  const { changes, ...compared } = compareOutcomes(now, trial, changesShown);
  const staffIds = changes.map((one) => one.staffId);
  const people = await store.loadPeople(tx, staffIds);
  const levels = new Map([...now, ...trial].map((one) => [one.staffId, one.level]));
  const grossSum = (all: readonly Outcome[]) =>
    all.reduce((sum, one) => sum + (one.gross ?? 0n), 0n);
  return {
    quarter: run.quarter,
    staff: trial.length,
    ...compared,
    changes: changes.map((one) => ({
      ...one,
      ...people.get(one.staffId)!,
      level: levels.get(one.staffId)!,
    })),
    grossNow: grossSum(now),
    grossTrial: grossSum(trial),
  };
}

/** The valid closing of a quarter as the run that stations get. */
async function validClosing(tx: Tx, of: Quarter): Promise<QuarterRun | Refusal> {
  const closed = (await runsOf(tx, of)).find((one) => one.kind === 'close' && one.digest !== null);
  if (closed === undefined) return refuse('simulation.quarter_not_closed', { quarter: of });
  const { runId, backdated } = closed;
  const range = quarterRange(of);
  return { runId, quarter: of, range, yearFrom: yearRange(quarterYear(of)).from, backdated };
}

/** A draft, judged as when it is kept; null when none was given. */
async function documentOf<S extends PolicyKind>(
  tx: Tx,
  kind: S,
  text: string | undefined,
  run: QuarterRun,
): Promise<ReturnType<S['schema']['parse']> | null | Refusal> {
  if (text === undefined) return null;
  const judged = await judgeDocument(tx, kind, text, run.range.from);
  if (judged.body === null) {
    const details = judged.faults.map(faultDetail);
    const params = { kind: kind.title.zh, count: details.length };
    return refuse('simulation.document_faulty', params, details);
  }
  return kind.schema.parse(judged.body) as ReturnType<S['schema']['parse']>;
}
