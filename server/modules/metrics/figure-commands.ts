import { lastDay, quarter, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal, type RefusalDetail } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { businessDay, quarterStates } from '../organisation/index.ts';
import { metricCatalogue } from './commands.ts';
import { placeOf, readFigureFile, type FileRow } from './figure-file.ts';
import { refuse } from './messages.ts';
import type { MetricRule } from './policy.ts';
import { decideEntry, decideRuling, decideWithdrawing } from './rules/figures.ts';
import * as store from './store/figures.ts';

type Entry = Omit<FileRow, 'row'>;

/** Enters one figure. Refusals: `decideEntry`. Audited. */
export async function enterFigure(tx: Tx, entry: Entry): Promise<Refusal | { figureId: bigint }> {
  const [decided] = await decideEntries(tx, [entry]);
  if (isRefusal(decided)) return decided;
  const [figureId] = await store.insertFigures(tx, [decided!], null);
  if (figureId === undefined) return refuse('metrics.entered_at_once');
  await recordAudit(tx, {
    verb: 'metrics.enter',
    subject: 'figure',
    subjectKey: String(figureId),
    detail: { ...entry, amount: decided!.amount },
  });
  return { figureId };
}

/**
 * Enters a file of figures: all of its rows or none; every fault is named with row and column. The
 * same file again enters nothing and says so.
 */
export async function uploadFigures(
  tx: Tx,
  file: { readonly fileName: string; readonly text: string },
): Promise<Refusal | { uploadId: bigint; figures: number; already: boolean }> {
  const hash = sha256(file.text);
  const before = await store.loadUpload(tx, hash);
  if (before !== null) return { ...before, already: true };
  const rows = readFigureFile(file.fileName, file.text);
  if (isRefusal(rows)) return rows;
  const decided = await decideEntries(tx, rows);
  const faults = rows.flatMap((row, at) => faultOf(row, decided[at]!));
  if (faults.length > 0) return refuse('metrics.file_faulty', { faults: faults.length }, faults);
  const { fileName } = file;
  const uploadId = await store.insertUpload(tx, { hash, fileName, figures: rows.length });
  if (uploadId === null) return refuse('metrics.entered_at_once');
  const figures = decided.filter((one): one is store.NewFigure => !isRefusal(one));
  const ids = await store.insertFigures(tx, figures, uploadId);
  if (ids.length < figures.length) return refuse('metrics.entered_at_once');
  await recordAudit(tx, {
    verb: 'metrics.upload',
    subject: 'figure_file',
    subjectKey: String(uploadId),
    detail: { fileName, hash, figures: figures.length },
  });
  return { uploadId, figures: figures.length, already: false };
}

/** Which column of a row a refusal is about. */
const columnOf: Readonly<Record<string, Parameters<typeof placeOf>[1]>> = {
  'metrics.staff_unknown': 'staffNo',
  'metrics.about_oneself': 'staffNo',
  'metrics.quarter_sealed': 'quarter',
  'metrics.quarter_not_begun': 'quarter',
  'metrics.value_unreadable': 'value',
  'metrics.out_of_bounds': 'value',
};

function faultOf(row: FileRow, decided: Refusal | store.NewFigure): RefusalDetail[] {
  if (!isRefusal(decided)) return [];
  const column = columnOf[decided.refused] ?? 'metric';
  return [{ at: placeOf(row.row, column), code: decided.refused, params: decided.params }];
}

/** Decides on entries together; a second one of the same RM, quarter and metric is refused. */
async function decideEntries(
  tx: Tx,
  entries: readonly Entry[],
): Promise<(Refusal | store.NewFigure)[]> {
  const quarters = [...new Set(entries.map((one) => quarter(one.quarter)))];
  const context = await loadContext(tx, entries, quarters);
  const given = new Set<string>();
  return entries.map((entry) => {
    const of = quarter(entry.quarter);
    const staff = context.staff.get(entry.staffNo) ?? null;
    const rule = context.metricOf(of, entry.metric);
    const key = `${staff?.staffId} ${of} ${rule?.key}`;
    const before = context.standing.get(key);
    const decided = decideEntry({
      ...entry,
      quarter: of,
      staff,
      rule,
      today: context.today,
      sealed: context.sealed.has(of),
      standing: before?.standing ?? null,
      entererStaffId: tx.actor.staffId,
    });
    if (isRefusal(decided)) return decided;
    if (given.has(key)) return refuse('metrics.twice_in_file', { staffNo: entry.staffNo });
    given.add(key);
    return {
      staffId: staff!.staffId,
      unitPath: staff!.unitPath,
      quarter: of,
      metric: rule!.key,
      turn: (before?.turns ?? 0) + 1,
      amount: decided.amount,
      evidence: entry.evidence,
    };
  });
}

async function loadContext(tx: Tx, entries: readonly Entry[], quarters: readonly Quarter[]) {
  const found = await store.loadStaff(tx, [...new Set(entries.map((one) => one.staffNo))]);
  const { bankWide, ranges } = tx.actor;
  const inScope = ({ unitPath }: store.StaffRow) =>
    bankWide || ranges.some((range) => unitPath >= range.from && unitPath < range.until);
  const staff = found.filter(inScope);
  const standing = await store.loadStanding(
    tx,
    staff.map((one) => one.staffId),
    quarters,
  );
  const catalogues = new Map<Quarter, readonly MetricRule[]>();
  for (const of of quarters) {
    const day = lastDay(quarterRange(of));
    catalogues.set(of, (await metricCatalogue(tx, day)).body.metrics);
  }
  return {
    staff: new Map(staff.map((one) => [one.staffNo, one])),
    standing: new Map<string, store.StandingRow>(
      standing.map((one) => [`${one.staffId} ${one.quarter} ${one.metric}`, one]),
    ),
    /** By its key or its name in either language. */
    metricOf: (of: Quarter, written: string) =>
      catalogues
        .get(of)!
        .find(({ key, name }) => [key, name.zh, name.en].includes(written.trim())) ?? null,
    today: await businessDay(tx),
    sealed: await sealedQuarters(tx),
  };
}

/** Quarters whose figures are final. */
export async function sealedQuarters(tx: Tx): Promise<ReadonlySet<string>> {
  const states = await quarterStates(tx);
  return new Set(states.filter((one) => one.sealed).map((one) => one.quarter));
}

/**
 * Certifies figures that another person entered, all or none. Refusals: `decideRuling`, one detail
 * for each figure that stands in the way. Audited one by one.
 */
export async function certifyFigures(
  tx: Tx,
  figureIds: readonly bigint[],
): Promise<Refusal | { certified: number }> {
  const ids = [...new Set(figureIds)];
  const held = await holdAll(tx, ids);
  if (isRefusal(held)) return held;
  const faults = held.flatMap(({ figure, facts }) => {
    const refusal = decideRuling(facts, tx.actor);
    return refusal === null
      ? []
      : [{ at: String(figure.figureId), code: refusal.refused, params: refusal.params }];
  });
  const [first] = faults;
  if (first !== undefined && held.length === 1) {
    return { refused: first.code, params: first.params };
  }
  if (first !== undefined) {
    return refuse('metrics.some_refused', { figures: faults.length }, faults);
  }
  await store.insertRulings(tx, ids, { verdict: 'certified', reason: null });
  for (const { figure } of held) await recordRuling(tx, 'metrics.certify', figure);
  return { certified: ids.length };
}

/** Returns a figure with the reason. Refusals: `decideRuling`. Audited. */
export async function returnFigure(
  tx: Tx,
  figureId: bigint,
  reason: string,
): Promise<Refusal | { state: 'returned' }> {
  const held = await holdAll(tx, [figureId]);
  if (isRefusal(held)) return held;
  const { figure, facts } = held[0]!;
  const refusal = decideRuling(facts, tx.actor);
  if (refusal !== null) return refusal;
  await store.insertRulings(tx, [figureId], { verdict: 'returned', reason });
  await recordRuling(tx, 'metrics.return', figure, reason);
  const { body } = await metricCatalogue(tx, await businessDay(tx));
  const name = body.metrics.find((one) => one.key === figure.metric)?.name;
  const { metric, quarter: of } = figure;
  await notify(tx, {
    code: 'metrics.notice.figure_returned',
    params: { quarter: of, metric: name?.en ?? metric, metricZh: name?.zh ?? metric, reason },
    link: `/metric-figures?quarter=${of}`,
    to: { accountIds: [figure.enteredBy] },
  });
  return { state: 'returned' };
}

/** Withdraws a figure with the reason. Refusals: `decideWithdrawing`. Audited. */
export async function withdrawFigure(
  tx: Tx,
  figureId: bigint,
  reason: string,
): Promise<Refusal | { state: 'withdrawn' }> {
  const held = await holdAll(tx, [figureId]);
  if (isRefusal(held)) return held;
  const { figure, facts } = held[0]!;
  const refusal = decideWithdrawing(facts, tx.actor);
  if (refusal !== null) return refusal;
  await store.insertRulings(tx, [figureId], { verdict: 'withdrawn', reason });
  await recordRuling(tx, 'metrics.withdraw', figure, reason);
  return { state: 'withdrawn' };
}

/** Figures under their lock with what the rules ask of them. Refusal: one that is unknown. */
export async function holdAll(tx: Tx, ids: readonly bigint[]) {
  const figures = await store.holdFigures(tx, ids);
  const missing = ids.find((id) => !figures.some((one) => one.figureId === id));
  if (missing !== undefined) return refuse('metrics.figure_unknown', { figure: missing });
  const sealed = await sealedQuarters(tx);
  return figures.map((figure) => ({
    figure,
    facts: { ...figure, sealed: sealed.has(figure.quarter) },
  }));
}

async function recordRuling(
  tx: Tx,
  verb: string,
  figure: store.RuledFigure,
  reason?: string,
): Promise<void> {
  const { figureId, staffId, quarter: of, metric, amount } = figure;
  await recordAudit(tx, {
    verb,
    subject: 'figure',
    subjectKey: String(figureId),
    detail: { staffId, quarter: of, metric, amount, ...(reason === undefined ? {} : { reason }) },
  });
}
