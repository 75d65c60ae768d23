import { z } from 'zod';
import { count, dayText, idText, quarterText, route } from '../../../core/schema.ts';

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

export const calendarDay = z.object({
  day: dayText,
  kind: z.enum(['off', 'work']),
  name: z.string(),
});

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
    summary: 'Holidays and make-up working days of a year, with working days by month',
    params: z.object({ year }),
    response: z.object({
      year: count,
      published: z.boolean(),
      days: z.array(calendarDay),
      workingDays: z.array(count).length(12),
    }),
  }),
  replaceCalendarYear: route({
    method: 'put',
    path: '/calendar/:year',
    right: 'organisation.edit_calendar',
    summary: 'Enter the published holidays of a year',
    params: z.object({ year }),
    body: z.object({
      source: z.string().min(1).max(120),
      days: z.array(calendarDay).max(200),
    }),
    response: z.object({ year: count, days: count }),
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
