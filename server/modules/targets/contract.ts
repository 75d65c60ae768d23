import { z } from 'zod';
import {
  count,
  countText,
  explanationShape,
  fenText,
  idText,
  instantText,
  listQuery,
  pageOf,
  quarterText,
  rateText,
  route,
} from '../../../core/schema.ts';
import { lettersApi } from './contract/letter-api.ts';
import { metricText, targetLevels } from './contract/metric.ts';

export * from './contract/letter-api.ts';
export * from './contract/letter.ts';
export * from './contract/metric.ts';

export const targetSorts = [
  'staffNo',
  'name',
  'depositAverage',
  'loanAverage',
  'contribution',
  'feeIncome',
  'newCustomers',
] as const;
export type TargetSort = (typeof targetSorts)[number];

const year = z.coerce.number().int().min(1900).max(2200);
const amount = countText;
const phrase = z.object({ zh: z.string(), en: z.string() });
const unitOfMetric = z.enum(['fen', 'count', 'millionths']);

/**
 * One RM's targets of a year, a column for each metric; a chosen quarter shows the year to its end.
 */
export const targetRow = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  depositAverage: fenText.nullable(),
  loanAverage: fenText.nullable(),
  contribution: fenText.nullable(),
  feeIncome: fenText.nullable(),
  newCustomers: countText.nullable(),
  nplRate: rateText.nullable(),
});
export type TargetRow = z.infer<typeof targetRow>;

/** Where a target comes from: a letter (amendment 0) or one of its amendments; null: unsigned. */
export const targetSource = z.object({
  letterId: idText,
  letterNo: z.string(),
  amendmentNo: count,
});

export const staffTarget = z.object({
  metric: z.string(),
  name: phrase,
  unit: unitOfMetric,
  nature: z.enum(['average', 'flow', 'level']),
  base: amount,
  annual: amount,
  /** Null: the opening set no levels. */
  stretch: amount.nullable(),
  challenge: amount.nullable(),
  /** As the opening computed it; differs when a signed change is in force. */
  computedAnnual: amount,
  startedQuarter: count,
  /** Cumulative, by quarter; null before he had targets. */
  quarters: z.array(
    z.object({
      quarter: quarterText,
      target: amount.nullable(),
      stretch: amount.nullable(),
      challenge: amount.nullable(),
    }),
  ),
  source: targetSource.nullable(),
  explanation: explanationShape,
});
export type StaffTarget = z.infer<typeof staffTarget>;

export const unitTarget = z.object({
  metric: z.string(),
  name: phrase,
  /** A limit cannot be added up: a unit has no plan for it. */
  additive: z.boolean(),
  unit: unitOfMetric,
  /** Top-down plan; null while none is entered. */
  plan: amount.nullable(),
  /** Its entry, named by who replaces it. */
  planEntryId: idText.nullable(),
  planEnteredAt: instantText.nullable(),
  /** Plans of the units right below it, added up; null when none has one. */
  below: amount.nullable(),
  /** Plan less the plans below: what is not handed down. */
  belowGap: amount.nullable(),
  /** Bottom-up: the sum of the RMs' targets in the unit and below. */
  sum: amount,
  stretch: amount.nullable(),
  challenge: amount.nullable(),
  /** Plan less sum: what nobody has taken on. */
  gap: amount.nullable(),
  rms: count,
});
export type UnitTarget = z.infer<typeof unitTarget>;

/** A unit of the tree in one metric. */
export const treeUnit = unitTarget
  .omit({ metric: true, planEnteredAt: true, additive: true })
  .extend({
    unitId: idText,
    unitName: z.string(),
    /** Units right below it, to drill into. */
    units: count,
  });
export type TreeUnit = z.infer<typeof treeUnit>;

export const treeRm = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  annual: amount,
  stretch: amount.nullable(),
  challenge: amount.nullable(),
});
export type TreeRm = z.infer<typeof treeRm>;

const unitParams = z.object({ unitId: idText });

export const figuresApi = {
  listTargets: route({
    method: 'get',
    path: '/targets',
    right: 'targets.read',
    export: {},
    summary: 'Targets of RMs in a year, annual or to the end of a quarter, at one of three levels',
    query: listQuery.extend({
      sort: z.enum(targetSorts).optional(),
      year,
      quarter: quarterText.optional(),
      unitId: idText.optional(),
      level: z.enum(targetLevels).optional(),
    }),
    response: pageOf(targetRow),
  }),
  readStaffTargets: route({
    method: 'get',
    path: '/staff/:staffId/targets',
    right: 'targets.read',
    summary: 'Targets of one RM in a year with base, quarters, levels, source and explanation',
    params: z.object({ staffId: idText }),
    query: z.object({ year }),
    response: z.object({ year: count, name: z.string(), rows: z.array(staffTarget) }),
  }),
  listTargetUnits: route({
    method: 'get',
    path: '/target-units',
    right: 'targets.read_units',
    summary: 'Units in the caller’s scope, parents before children, for plan and gap',
    response: z.object({
      rows: z.array(z.object({ unitId: idText, name: z.string(), level: count })),
    }),
  }),
  readUnitTargets: route({
    method: 'get',
    path: '/units/:unitId/targets',
    right: 'targets.read_units',
    summary: 'Plan of a unit, the plans below it, the sum of its RMs and the gaps, by metric',
    params: unitParams,
    query: z.object({ year }),
    response: z.object({ year: count, unitName: z.string(), rows: z.array(unitTarget) }),
  }),
  readTargetTree: route({
    method: 'get',
    path: '/units/:unitId/target-tree',
    right: 'targets.read_units',
    summary: 'One metric of a unit, of each unit right below it, and of the RMs in it',
    params: unitParams,
    query: z.object({ year, metric: metricText }),
    response: z.object({
      unit: treeUnit,
      /** Units above it in the caller’s scope, the highest first. */
      above: z.array(z.object({ unitId: idText, name: z.string() })),
      units: z.array(treeUnit),
      rms: z.array(treeRm),
    }),
  }),
  enterPlan: route({
    method: 'post',
    path: '/units/:unitId/target-plans',
    right: 'targets.enter_plan',
    summary: 'Enter the top-down plan of a unit for a year, several metrics at once',
    params: unitParams,
    body: z.object({
      year: z.int().min(1900).max(2200),
      plans: z
        .array(
          z.object({
            metric: metricText,
            amount,
            /** The entry the author saw; null when there was none. Another since: refused. */
            replaces: idText.nullable(),
          }),
        )
        .min(1)
        .max(40),
    }),
    response: z.object({ entered: count }),
    status: 201,
  }),
};

export const targetsApi = { ...figuresApi, ...lettersApi };
