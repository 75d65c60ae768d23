import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { day, type Day, yearOf } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { refuse } from './messages.ts';
import * as calendar from './store/calendar.ts';
import { decideChanges } from './rules.ts';
import type { DayChange } from './rules.ts';
import * as store from './store/units.ts';

/**
 * Gives the database to a bank, once. Refuses another bank: one bank, one database.
 * A bank that holds it already is answered with success.
 */
export async function claimBank(tx: Tx, bank: store.Bank): Promise<Refusal | null> {
  const holds = await store.loadBank(tx);
  if (holds === null) {
    await store.insertBank(tx, bank);
    await recordAudit(tx, {
      verb: 'organisation.claim_bank',
      subject: 'bank',
      subjectKey: bank.code,
      detail: { ...bank },
    });
    return null;
  }
  if (holds.code === bank.code) return null;
  return refuse('organisation.other_bank', { holds: holds.name, wanted: bank.name });
}

/** Refuses to undo an import that a sealed quarter may have used. */
export async function sealedImport(tx: Tx, batchId: bigint): Promise<Refusal | null> {
  const quarter = await store.sealedAfterImport(tx, batchId);
  return quarter === null ? null : refuse('organisation.sealed_used', { quarter, batch: batchId });
}

/** Who saved the calendar while another was writing. */
function moved(year: number, newest: calendar.EditionRow | undefined): Refusal {
  return refuse('organisation.calendar_moved', { year, by: newest?.enteredBy ?? '' });
}

/**
 * Saves changed days of a year as a new edition after the one its author saw (null: none yet).
 * Refuses days outside the year or twice, a save that changes nothing, and a second editor.
 */
export async function saveCalendar(
  tx: Tx,
  given: {
    readonly year: number;
    readonly seen: bigint | null;
    readonly reason: string;
    readonly changes: readonly DayChange[];
  },
): Promise<Refusal | { editionId: bigint; days: number }> {
  const { year, seen, reason } = given;
  const [newest] = await calendar.loadEditions(tx, year);
  if ((newest?.editionId ?? null) !== seen) return moved(year, newest);
  const changes = decideChanges(year, await calendar.loadCalendarYear(tx, year), given.changes);
  if (isRefusal(changes)) return changes;
  const edition = { year, reason, follows: seen, undoes: null, changes };
  const editionId = await calendar.insertEdition(tx, edition);
  if (editionId === null) return moved(year, (await calendar.loadEditions(tx, year))[0]);
  await recordAudit(tx, {
    verb: 'organisation.edit_calendar',
    subject: 'calendar',
    subjectKey: String(year),
    detail: { reason, days: changes.map((one) => `${one.day} ${one.kind} ${one.name}`.trim()) },
  });
  return { editionId, days: changes.length };
}

/**
 * Takes the newest save of a year back, by an edition that says what was before. Refuses when
 * another one was made since, and an undo of an undo.
 */
export async function undoCalendar(
  tx: Tx,
  given: { readonly year: number; readonly seen: bigint; readonly reason: string },
): Promise<Refusal | { editionId: bigint; days: number }> {
  const { year, seen, reason } = given;
  const [newest] = await calendar.loadEditions(tx, year);
  if (newest === undefined || newest.editionId !== seen) return moved(year, newest);
  if (newest.undoes !== null) return refuse('organisation.calendar_undone', { year });
  const changes = await calendar.loadBefore(tx, seen);
  const edition = { year, reason, follows: seen, undoes: seen, changes };
  const editionId = await calendar.insertEdition(tx, edition);
  if (editionId === null) return moved(year, (await calendar.loadEditions(tx, year))[0]);
  await recordAudit(tx, {
    verb: 'organisation.undo_calendar',
    subject: 'calendar',
    subjectKey: String(year),
    detail: { reason, undoes: String(seen), days: changes.length },
  });
  return { editionId, days: changes.length };
}

/**
 * Enters the published holidays that ship with the product; years the bank has entered are left
 * alone.
 */
export async function seedCalendar(tx: Tx): Promise<number> {
  const known = (await calendar.loadWorkCalendar(tx)).publishedYears;
  const byYear = Map.groupBy(publishedDays(), (one) => yearOf(one.day));
  let seeded = 0;
  for (const [year, changes] of byYear) {
    const [newest] = await calendar.loadEditions(tx, year);
    if (known.has(year) || newest !== undefined) continue;
    const reason = '国务院办公厅通知 (chinese-days)';
    await calendar.insertEdition(tx, { year, reason, follows: null, undoes: null, changes });
    seeded++;
  }
  return seeded;
}

function publishedDays(): DayChange[] {
  const entry = createRequire(import.meta.url).resolve('chinese-days');
  const file = path.join(path.dirname(entry), 'chinese-days.json');
  const book = JSON.parse(readFileSync(file, 'utf8')) as {
    holidays: Record<string, string>;
    workdays: Record<string, string>;
  };
  const rows = (days: Record<string, string>, kind: 'off' | 'work') =>
    Object.entries(days).map(([text, name]) => ({
      day: day(text) as Day,
      kind,
      name: name.split(',')[1] ?? name,
    }));
  return [...rows(book.holidays, 'off'), ...rows(book.workdays, 'work')].toSorted((a, b) =>
    a.day < b.day ? -1 : 1,
  );
}
