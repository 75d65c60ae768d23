import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { day, type Day, yearOf } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { refuse } from './messages.ts';
import { decideCalendarYear } from './rules.ts';
import * as store from './store.ts';

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

/** Replaces the holidays of one year. Refuses days outside it or given twice. */
export async function enterCalendarYear(
  tx: Tx,
  given: { year: number; source: string; days: readonly store.CalendarDayRow[] },
): Promise<Refusal | { year: number; days: number }> {
  const refusal = decideCalendarYear(given.year, given.days);
  if (isRefusal(refusal)) return refusal;
  await store.replaceCalendarYear(tx, given);
  await recordAudit(tx, {
    verb: 'organisation.edit_calendar',
    subject: 'calendar',
    subjectKey: String(given.year),
    detail: { source: given.source, days: given.days.length },
  });
  return { year: given.year, days: given.days.length };
}

/**
 * Enters the published holidays that ship with the product; years the bank has entered are left
 * alone.
 */
export async function seedCalendar(tx: Tx): Promise<number> {
  const known = (await store.loadWorkCalendar(tx)).publishedYears;
  const byYear = Map.groupBy(publishedDays(), (one) => yearOf(one.day));
  let seeded = 0;
  for (const [year, days] of byYear) {
    if (known.has(year)) continue;
    await store.replaceCalendarYear(tx, { year, source: '国务院办公厅通知 (chinese-days)', days });
    seeded++;
  }
  return seeded;
}

function publishedDays(): store.CalendarDayRow[] {
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
