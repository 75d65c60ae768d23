import { quarterYear, type Year } from '../../../core/period.ts';
import { divide } from '../../../core/money.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { bankOf, unitsOf } from '../organisation/index.ts';
import { gradeMatrix, rmsOn, type GradedRm } from '../people/index.ts';
import { closedDays, schemesByVersion, targetsByQuarter, type Frame } from './commands.ts';
import { ofSending } from './letter-notices.ts';
import { targetSchemeKind } from './policy.ts';
import {
  canonicalJson,
  composeLetter,
  letterNumber,
  listedCustomersMax,
  type LetterFacts,
  type LetterScoring,
} from './rules/letter.ts';
import { inOrder, metricIn } from './rules/metric-book.ts';
import * as facts from './store/facts.ts';
import * as store from './store/letters.ts';
import { loadMetricBook } from './store/metrics.ts';
import { loadAnnualOfRun, type AnnualRow } from './store/targets.ts';

/**
 * Station: a responsibility letter for each RM whose annual targets this opening has set (C3e). A
 * backdated opening issues adopted ones, in force by the policy that adopted them and never signed.
 * `scoring` comes from the room of assessment, which stands later: weight and scoring function of
 * each metric.
 */
export async function openLetters(
  tx: Tx,
  run: QuarterRun,
  scoring: LetterScoring = new Map(),
): Promise<StationResult> {
  const year = quarterYear(run.quarter);
  const annual = Map.groupBy(await loadAnnualOfRun(tx, run.runId), (row) => row.staffId);
  const rms = (await rmsOn(tx, run.range.from)).filter((rm) => annual.has(rm.staffId));
  const letters = await composeLetters(tx, run, { rms, annual, scoring });
  await store.insertLetters(tx, { runId: run.runId, year }, letters);
  const sent = run.backdated ? [] : await store.loadSentAtIssue(tx, run.runId);
  await notify(
    tx,
    sent.map((letter) => ofSending(letter, 'sent')),
  );
  return {
    rows: letters.length,
    digest: await store.digestLetters(tx, run.runId),
    notes: [
      {
        code: 'targets.note.letters',
        params: { issued: letters.length, kind: run.backdated ? 'adopted' : 'signed' },
      },
    ],
  };
}

interface Composing {
  readonly rms: readonly GradedRm[];
  readonly annual: ReadonlyMap<bigint, readonly AnnualRow[]>;
  readonly scoring: LetterScoring;
}

async function composeLetters(
  tx: Tx,
  run: QuarterRun,
  given: Composing,
): Promise<store.NewLetter[]> {
  if (given.rms.length === 0) return [];
  const year = quarterYear(run.quarter);
  const on = run.range.from;
  const present = await policyInForce(tx, targetSchemeKind, on);
  const adoptedBy = `${targetSchemeKind.title.zh} 第 ${present.versionNo} 版`;
  const schemeOf = schemesByVersion(tx);
  const metricBook = await loadMetricBook(tx);
  const book = await loadBook(tx, run, year);
  const before = (await store.loadLetterOwners(tx, year)).length;
  const byUnit = Map.groupBy(given.rms, (rm) => rm.unitPath);
  const ordered = [...byUnit.keys()].toSorted().flatMap((path) => byUnit.get(path)!);
  const letters: store.NewLetter[] = [];
  for (const rm of ordered) {
    const rows = given.annual.get(rm.staffId)!;
    const scheme = await schemeOf(rows[0]!.policyVersionId);
    const letterNo = letterNumber(year, scheme.letter.numberWord, before + letters.length + 1);
    const body = composeLetter(
      {
        ...book.of(rm),
        letterNo,
        year,
        adopted: run.backdated ? { policy: adoptedBy, quarter: run.quarter } : null,
        rm,
        on,
        targets: targetsOf({ scheme, book: metricBook }, year, rows),
        policyVersionId: rows[0]!.policyVersionId,
      },
      scheme,
      given.scoring,
    );
    const text = canonicalJson(body);
    letters.push({
      staffId: rm.staffId,
      unitPath: rm.unitPath,
      letterNo,
      kind: body.kind,
      sending: run.backdated ? 'at_issue' : scheme.letter.sending,
      text,
      bodyHash: sha256(text),
    });
  }
  return letters;
}

function targetsOf(frame: Frame, year: Year, rows: readonly AnnualRow[]): LetterFacts['targets'] {
  return inOrder(frame.book, rows).map((row) => ({
    metric: metricIn(frame.book, row.metric),
    base: row.base,
    annual: row.annual,
    quarters: targetsByQuarter(frame, year, row),
  }));
}

/** What the letters of an opening say about bank, portfolio and rights. */
async function loadBook(tx: Tx, run: QuarterRun, year: Year) {
  const on = run.range.from;
  const bank = await bankOf(tx);
  const unitNames = new Map((await unitsOf(tx)).map((unit) => [unit.unitId, unit.name]));
  const matrix = await gradeMatrix(tx, on);
  const days = BigInt(await closedDays(tx, year - 1));
  const led = Map.groupBy(await facts.loadLedByLevel(tx, on, year - 1), (row) => row.staffId);
  const largest = Map.groupBy(
    await facts.loadLargestLed(tx, on, year - 1, listedCustomersMax),
    (row) => row.staffId,
  );
  const average = (product: string) =>
    days === 0n ? 0n : divide(BigInt(product), days, 'half_up');
  return {
    of: (rm: GradedRm) => {
      const levels = led.get(rm.staffId) ?? [];
      return {
        bank: {
          name: bank?.name ?? '',
          currency: bank?.currency ?? '',
          unit: unitNames.get(rm.unitId) ?? '',
        },
        customerCount: levels.reduce((sum, row) => sum + row.customers, 0),
        byLevel: levels.map((row) => ({
          level: row.level,
          customers: row.customers,
          depositAverageFen: average(row.depositProduct),
          loanAverageFen: average(row.loanProduct),
        })),
        listed: (largest.get(rm.staffId) ?? []).map(({ customerNo, name, level }) => ({
          customerNo,
          name,
          level,
        })),
        rights: matrix.body.levels[rm.level],
      };
    },
  };
}
