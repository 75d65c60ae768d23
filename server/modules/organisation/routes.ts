import type { Day } from '../../../core/day.ts';
import { handle } from '../../platform/module.ts';
import * as calendar from './store/calendar.ts';
import { saveCalendar, undoCalendar } from './commands.ts';
import { organisationApi } from './contract.ts';
import { readPasted, workingDaysByMonth } from './rules.ts';
import * as store from './store/units.ts';

export const organisationHandlers = handle(organisationApi, {
  listUnits: async ({ tx }) => ({ rows: await store.loadUnits(tx) }),

  readCalendarYear: async ({ tx, params: { year } }) => {
    const work = await calendar.loadWorkCalendar(tx);
    return {
      year,
      published: work.publishedYears.has(year),
      nextPublished: work.publishedYears.has(year + 1),
      days: await calendar.loadCalendarYear(tx, year),
      workingDays: workingDaysByMonth(year, work),
      editions: await calendar.loadEditions(tx, year),
    };
  },

  saveCalendar: async ({ tx, params, body }) =>
    saveCalendar(tx, {
      year: params.year,
      seen: body.seen === null ? null : BigInt(body.seen),
      reason: body.reason,
      changes: body.changes.map((one) => ({ ...one, day: one.day as Day })),
    }),

  undoCalendar: async ({ tx, params, body }) =>
    undoCalendar(tx, { year: params.year, seen: BigInt(body.seen), reason: body.reason }),

  readPastedCalendar: async ({ params, body }) => readPasted(params.year, body.text),

  listQuarters: async ({ tx }) => ({ rows: await store.loadQuarterStates(tx) }),
});
