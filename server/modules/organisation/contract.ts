import { z } from 'zod';
import { count, dayText, idText, instantText, quarterText, route } from '../../../core/schema.ts';

export const unitKinds = [
  'head_office',
  'branch',
  'sub_branch',
  'department',
  'rm_department',
  'team',
] as const;
export type UnitKind = (typeof unitKinds)[number];

export const unit = z.object({
  unitId: idText,
  parentId: idText.nullable(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(unitKinds),
  level: count,
  path: z.string(),
  openedOn: dayText,
  closedOn: dayText.nullable(),
});
export type UnitRow = z.infer<typeof unit>;

/** How a day is set: off, worked, or as the week has it again. */
export const dayKind = z.enum(['off', 'work', 'plain']);

const calendarChange = z.object({ day: dayText, kind: dayKind, name: z.string().max(60) });

const year = z.coerce.number().int().min(1900).max(2200);

export const organisationApi = {
  listUnits: route({
    method: 'get',
    path: '/units',
    right: 'organisation.read',
    summary: 'The whole tree of units, parents before children',
    response: z.object({ rows: z.array(unit) }),
  }),
  readCalendarYear: route({
    method: 'get',
    path: '/calendar/:year',
    right: 'organisation.read',
    summary: 'Holidays and make-up working days of a year, and the saves that made them',
    params: z.object({ year }),
    response: z.object({
      year: count,
      published: z.boolean(),
      nextPublished: z.boolean(),
      days: z.array(
        z.object({
          day: dayText,
          kind: z.enum(['off', 'work']),
          name: z.string(),
          editionId: idText,
        }),
      ),
      workingDays: z.array(count).length(12),
      editions: z.array(
        z.object({
          editionId: idText,
          reason: z.string(),
          enteredBy: z.string(),
          enteredAt: instantText,
          undoes: idText.nullable(),
          undone: z.boolean(),
          days: count,
        }),
      ),
    }),
  }),
  saveCalendar: route({
    method: 'post',
    path: '/calendar/:year/editions',
    right: 'organisation.edit_calendar',
    summary: 'Save changed days of a year after the edition one saw',
    params: z.object({ year }),
    body: z.object({
      seen: idText.nullable(),
      reason: z.string().trim().min(1).max(200),
      changes: z.array(calendarChange).min(1).max(366),
    }),
    response: z.object({ editionId: idText, days: count }),
  }),
  undoCalendar: route({
    method: 'post',
    path: '/calendar/:year/undo',
    right: 'organisation.edit_calendar',
    summary: 'Take the newest save of a year back',
    params: z.object({ year }),
    body: z.object({ seen: idText, reason: z.string().trim().min(1).max(200) }),
    response: z.object({ editionId: idText, days: count }),
  }),
  readPastedCalendar: route({
    method: 'post',
    path: '/calendar/:year/pasted',
    right: 'organisation.edit_calendar',
    summary: 'What a pasted notice or table says of a year; nothing is saved',
    params: z.object({ year }),
    body: z.object({ text: z.string().min(1).max(20_000) }),
    response: z.object({
      changes: z.array(calendarChange),
      faults: z.array(
        z.object({
          line: count,
          text: z.string(),
          code: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
  }),
  listQuarters: route({
    method: 'get',
    path: '/quarter-states',
    right: 'organisation.read',
    summary: 'Quarters that were opened, closed or sealed, newest first',
    response: z.object({
      rows: z.array(
        z.object({
          quarter: quarterText,
          opened: z.boolean(),
          closed: z.boolean(),
          sealed: z.boolean(),
          backdated: z.boolean(),
        }),
      ),
    }),
  }),
};
