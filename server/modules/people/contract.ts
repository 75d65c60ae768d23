import { z } from 'zod';
import {
  count,
  dayText,
  fenText,
  idText,
  listQuery,
  pageOf,
  rateText,
  route,
} from '../../../core/schema.ts';

/** Two ladders: RMs of firms and RMs of persons. */
export const sequences = ['corporate', 'retail'] as const;
export type Sequence = (typeof sequences)[number];

/** The paper's three levels (D5a) and the trainee, lowest first. */
export const levels = ['trainee', 'junior', 'middle', 'senior'] as const;
export type Level = (typeof levels)[number];

/** Levels of customers that the grade matrix speaks about (C3b, C3c, C3d). */
export const corporateTypes = ['system', 'independent'] as const;
export type CorporateType = (typeof corporateTypes)[number];
export const customerClasses = ['premium', 'general', 'poor'] as const;
export type CustomerClass = (typeof customerClasses)[number];
export const customerTiers = ['large', 'middle', 'small'] as const;
export type CustomerTier = (typeof customerTiers)[number];

/** How an RM of a level may serve a customer, weakest first. */
export const serveModes = ['none', 'assist', 'with_approval', 'alone'] as const;
export type ServeMode = (typeof serveModes)[number];

export const staffRow = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitId: idText,
  unitName: z.string(),
  isRm: z.boolean(),
  sequence: z.enum(sequences).nullable(),
  level: z.enum(levels).nullable(),
  step: count.nullable(),
  hiredOn: dayText,
  leftOn: dayText.nullable(),
});
export type StaffRow = z.infer<typeof staffRow>;

export const gradeRow = z.object({
  sequence: z.enum(sequences),
  level: z.enum(levels),
  step: count,
  fromDay: dayText,
  untilDay: dayText.nullable(),
  reason: z.string(),
});

/** The rights that come with a grade (C2d), as the matrix in force says. */
export const gradeRights = z.object({
  versionNo: count,
  serves: z.record(z.string(), z.enum(serveModes)),
  capacityCorporate: count,
  capacityIndividual: count,
  quotaFenPerMonth: fenText,
  allowanceRate: rateText,
  priceAuthority: rateText,
  feeDiscount: rateText,
  deadlineFactor: rateText,
  information: z.string(),
  queuePriority: count,
  trainingTiers: z.array(z.string()),
  trainingShare: rateText,
});

export const headCountRow = z.object({
  unitId: idText,
  unitName: z.string(),
  unitKind: z.string(),
  level: z.enum(levels),
  present: count,
  /** Null: no limit is set. */
  quota: count.nullable(),
  over: z.boolean(),
});

const bool = z.enum(['yes', 'no']);
export const staffSorts = ['staffNo', 'name', 'unitName', 'hiredOn'] as const;

export const peopleApi = {
  listStaff: route({
    method: 'get',
    path: '/staff',
    right: 'people.read',
    export: {},
    summary: 'Staff by page: by number, part of the name or pinyin; unit and below, level, RM',
    query: listQuery.extend({
      sort: z.enum(staffSorts).optional(),
      unitId: idText.optional(),
      level: z.enum(levels).optional(),
      rm: bool.optional(),
      /** Those in service on the business day, or also those who left. */
      left: bool.default('no'),
    }),
    response: pageOf(staffRow),
  }),
  readStaff: route({
    method: 'get',
    path: '/staff/:staffId',
    right: 'people.read',
    summary: 'The file of one person: grades since entry and the rights of the present grade',
    params: z.object({ staffId: idText }),
    response: staffRow.extend({
      unitPath: z.array(z.string()),
      grades: z.array(gradeRow),
      rights: gradeRights.nullable(),
    }),
  }),
  listHeadCounts: route({
    method: 'get',
    path: '/head-counts',
    right: 'people.read',
    summary: 'RMs present against the head-count quota, by unit and level (C2b)',
    response: z.object({ versionNo: count, rows: z.array(headCountRow) }),
  }),
};
