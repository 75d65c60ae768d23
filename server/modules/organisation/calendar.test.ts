import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { loadCalendarYear, loadEditions, loadWorkCalendar } from './store/calendar.ts';
import { saveCalendar, seedCalendar, undoCalendar } from './commands.ts';

const change = (on: string, kind: 'off' | 'work' | 'plain', name = '') => ({
  day: day(on),
  kind,
  name,
});
const year = 2031;
const save = { year, seen: null, reason: '国办发明电〔2030〕7号' };

describe('the calendar', () => {
  it('keeps every save; the newest that names a day is in force, and an undo gives back', () =>
    testTransaction(async (tx) => {
      const changes = [change('2031-01-01', 'off', '元旦'), change('2031-01-04', 'work')];
      const first = await saveCalendar(tx, { ...save, changes });
      if (!('editionId' in first)) throw new Error('refused');
      expect((await loadWorkCalendar(tx)).publishedYears.has(year)).toBe(true);
      const second = await saveCalendar(tx, {
        ...save,
        seen: first.editionId,
        changes: [change('2031-01-01', 'plain'), change('2031-01-02', 'off', '元旦')],
      });
      if (!('editionId' in second)) throw new Error('refused');
      const inForce = async () => (await loadCalendarYear(tx, year)).map((one) => one.day);
      expect(await inForce()).toEqual(['2031-01-02', '2031-01-04']);
      const undone = await undoCalendar(tx, { year, seen: second.editionId, reason: '录错' });
      expect(undone).toMatchObject({ days: 2 });
      expect(await inForce()).toEqual(['2031-01-01', '2031-01-04']);
      expect((await loadEditions(tx, year)).map((one) => [one.days, one.undone])).toEqual([
        [2, false],
        [2, true],
        [2, false],
      ]);
    }));

  it('of a year whose only save is undone is not entered any more', () =>
    testTransaction(async (tx) => {
      const changes = [change('2031-01-01', 'off', '元旦')];
      const first = await saveCalendar(tx, { ...save, changes });
      if (!('editionId' in first)) throw new Error('refused');
      const seen = first.editionId;
      await undoCalendar(tx, { year, seen, reason: '录错' });
      const calendar = await loadWorkCalendar(tx);
      expect(calendar.publishedYears.has(year)).toBe(false);
      expect(calendar.exceptions.has(day('2031-01-01'))).toBe(false);
      const [newest] = await loadEditions(tx, year);
      const again = await undoCalendar(tx, { year, seen: newest!.editionId, reason: '再撤' });
      expect(again).toMatchObject({ refused: 'organisation.calendar_undone' });
    }));

  it('refuses the second of two editors and says who was first', () =>
    testTransaction(async (tx) => {
      const changes = [change('2031-01-01', 'off', '元旦')];
      await saveCalendar(tx, { ...save, changes });
      const late = await saveCalendar(tx, { ...save, changes: [change('2031-01-02', 'off')] });
      expect(late).toMatchObject({
        refused: 'organisation.calendar_moved',
        params: { year, by: tx.actor.login },
      });
      const twice = sql`
        insert into organisation_calendar_edition (year, reason, entered_by)
        values (${year}, 'x', 'x')
      `.execute(tx.db);
      await expect(twice).rejects.toThrow('organisation_calendar_edition__in_turn');
    }));

  it('is seeded with the published holidays once, and never over what the bank entered', () =>
    testTransaction(async (tx) => {
      await seedCalendar(tx);
      expect(await seedCalendar(tx)).toBe(0);
      const october = (await loadCalendarYear(tx, 2026)).filter((one) => one.day >= '2026-10-01');
      expect(october[0]).toMatchObject({ day: '2026-10-01', kind: 'off' });
    }));
});
