import type { Day } from '../../../core/day.ts';
import { handle } from '../../platform/module.ts';
import { enterCalendarYear } from './commands.ts';
import { organisationApi } from './contract.ts';
import { workingDaysByMonth } from './rules.ts';
import * as store from './store.ts';

export const organisationHandlers = handle(organisationApi, {
  listUnits: async ({ tx }) => ({ rows: await store.loadUnits(tx) }),

  readCalendarYear: async ({ tx, params }) => {
    const calendar = await store.loadWorkCalendar(tx);
    return {
      year: params.year,
      published: calendar.publishedYears.has(params.year),
      days: await store.loadCalendarYear(tx, params.year),
      workingDays: workingDaysByMonth(params.year, calendar),
    };
  },

  replaceCalendarYear: async ({ tx, params, body }) =>
    enterCalendarYear(tx, {
      year: params.year,
      source: body.source,
      days: body.days.map((one) => ({ ...one, day: one.day as Day })),
    }),

  listQuarters: async ({ tx }) => ({ rows: await store.loadQuarterStates(tx) }),
});
