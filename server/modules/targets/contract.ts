import { z } from 'zod';
import {
  count,
  countText,
  dayText,
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

export const metricKeys = [
  'deposit_average',
  'loan_average',
  'contribution',
  'fee_income',
  'new_customers',
  'npl_rate',
] as const;
export type MetricKey = (typeof metricKeys)[number];

export interface Metric {
  readonly key: MetricKey;
  readonly unit: 'fen' | 'count' | 'millionths';
  /**
   * average: a daily average of the year to date; flow: a sum; level: a limit that holds all year.
   */
  readonly nature: 'average' | 'flow' | 'level';
  /** Better when it goes up, or down. */
  readonly direction: 'up' | 'down';
  /** Measures of attribution it is made of; a rate is the first divided by the second. */
  readonly measures: readonly string[];
}

/**
 * What RMs have targets for. Sizes are daily averages: the regulator forbids balances of one day as
 * targets (domain-rules 0.1).
 */
export const metrics: Readonly<Record<MetricKey, Metric>> = {
  deposit_average: {
    key: 'deposit_average',
    unit: 'fen',
    nature: 'average',
    direction: 'up',
    measures: ['deposit_product'],
  },
  loan_average: {
    key: 'loan_average',
    unit: 'fen',
    nature: 'average',
    direction: 'up',
    measures: ['loan_product'],
  },
  contribution: {
    key: 'contribution',
    unit: 'fen',
    nature: 'flow',
    direction: 'up',
    measures: ['contribution'],
  },
  fee_income: {
    key: 'fee_income',
    unit: 'fen',
    nature: 'flow',
    direction: 'up',
    measures: ['fee_income'],
  },
  new_customers: {
    key: 'new_customers',
    unit: 'count',
    nature: 'flow',
    direction: 'up',
    measures: ['new_customers'],
  },
  npl_rate: {
    key: 'npl_rate',
    unit: 'millionths',
    nature: 'level',
    direction: 'down',
    measures: ['npl_product', 'loan_product'],
  },
};

/**
 * Levels of customers that growth rates speak about: firms by class (C3c), persons by tier (C3d).
 */
export const customerLevels = ['premium', 'general', 'poor', 'large', 'middle', 'small'] as const;
export type CustomerLevelKey = (typeof customerLevels)[number];

export const letterSides = ['rm', 'bank'] as const;
export type LetterSide = (typeof letterSides)[number];
export const letterStates = ['issued', 'rm_signed', 'bank_signed', 'locked', 'adopted'] as const;
export type LetterState = (typeof letterStates)[number];

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

export const staffTarget = z.object({
  metric: z.enum(metricKeys),
  unit: z.enum(['fen', 'count', 'millionths']),
  nature: z.enum(['average', 'flow', 'level']),
  base: amount,
  annual: amount,
  startedQuarter: count,
  /** Cumulative, by quarter; null before he had targets. */
  quarters: z.array(z.object({ quarter: quarterText, target: amount.nullable() })),
  explanation: explanationShape,
});
export type StaffTarget = z.infer<typeof staffTarget>;

export const unitTarget = z.object({
  metric: z.enum(metricKeys),
  unit: z.enum(['fen', 'count', 'millionths']),
  /** Top-down plan; null while none is entered. */
  plan: amount.nullable(),
  planEnteredAt: instantText.nullable(),
  /** Bottom-up: the sum of the RMs' targets in the unit and below. */
  sum: amount,
  /** Plan less sum: what nobody has taken on. */
  gap: amount.nullable(),
  rms: count,
});
export type UnitTarget = z.infer<typeof unitTarget>;

export const letterRow = z.object({
  letterId: idText,
  letterNo: z.string(),
  year: count,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  state: z.enum(letterStates),
  issuedAt: instantText,
});
export type LetterRow = z.infer<typeof letterRow>;

export const signature = z.object({
  side: z.enum(letterSides),
  signerName: z.string(),
  signedAt: instantText,
});

const levelSummary = z.object({
  level: z.enum(customerLevels),
  customers: count,
  depositAverageFen: fenText,
  loanAverageFen: fenText,
});

/**
 * The text of a responsibility letter as data (domain-rules 2.3). Its canonical JSON is what is
 * signed.
 */
export const letterBody = z.object({
  letterNo: z.string(),
  year: count,
  kind: z.enum(['signed', 'adopted']),
  adopted: z.object({ policy: z.string(), quarter: quarterText }).nullable(),
  bank: z.object({ name: z.string(), currency: z.string(), unit: z.string() }),
  rm: z.object({
    staffNo: z.string(),
    name: z.string(),
    sequence: z.string(),
    level: z.string(),
    step: count,
  }),
  customers: z.object({
    on: dayText,
    count,
    byLevel: z.array(levelSummary),
    /** The largest, at most 200; `count` tells how many there are. */
    list: z.array(
      z.object({ customerNo: z.string(), name: z.string(), level: z.enum(customerLevels) }),
    ),
  }),
  metrics: z.array(
    z.object({
      metric: z.enum(metricKeys),
      unit: z.enum(['fen', 'count', 'millionths']),
      name: z.string(),
      definition: z.string(),
      source: z.string(),
      /** Weight in millionths and scoring function; null while no scoring scheme is in force. */
      weight: rateText.nullable(),
      scoring: z.string().nullable(),
      base: amount,
      annual: amount,
      quarters: z.array(z.object({ quarter: quarterText, target: amount.nullable() })),
    }),
  ),
  promises: z.array(z.string()),
  clauses: z.array(z.object({ title: z.string(), items: z.array(z.string()) })),
  policyVersionId: z.string(),
});
export type LetterBody = z.infer<typeof letterBody>;

export const letterView = z.object({
  letterId: idText,
  letterNo: z.string(),
  staffId: idText,
  state: z.enum(letterStates),
  bodyHash: z.string(),
  issuedAt: instantText,
  body: letterBody,
  signatures: z.array(signature),
  /** Sides that the reader may sign now. */
  maySign: z.array(z.enum(letterSides)),
});
export type LetterView = z.infer<typeof letterView>;

export const letterBoardRow = z.object({
  unitId: idText,
  unitName: z.string(),
  letters: count,
  issued: count,
  rmSigned: count,
  bankSigned: count,
  locked: count,
  adopted: count,
});
export type LetterBoardRow = z.infer<typeof letterBoardRow>;

const letterParams = z.object({ letterId: idText });

export const targetsApi = {
  listTargets: route({
    method: 'get',
    path: '/targets',
    right: 'targets.read',
    summary: 'Targets of RMs in a year, annual or to the end of a quarter',
    query: listQuery.extend({
      sort: z.enum(targetSorts).optional(),
      year,
      quarter: quarterText.optional(),
      unitId: idText.optional(),
    }),
    response: pageOf(targetRow),
  }),
  readStaffTargets: route({
    method: 'get',
    path: '/staff/:staffId/targets',
    right: 'targets.read',
    summary: 'Targets of one RM in a year with base, quarters and explanation',
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
    summary: 'Top-down plan of a unit, the sum of its RMs and the gap',
    params: z.object({ unitId: idText }),
    query: z.object({ year }),
    response: z.object({ year: count, unitName: z.string(), rows: z.array(unitTarget) }),
  }),
  enterPlan: route({
    method: 'post',
    path: '/units/:unitId/target-plans',
    right: 'targets.enter_plan',
    summary: 'Enter the top-down plan of a unit for a year and metric',
    params: z.object({ unitId: idText }),
    body: z.object({ year: z.int().min(1900).max(2200), metric: z.enum(metricKeys), amount }),
    response: z.object({ entryId: idText }),
    status: 201,
  }),
  listLetters: route({
    method: 'get',
    path: '/letters',
    right: 'targets.read_letters',
    summary: 'Responsibility letters of a year by unit and state',
    query: listQuery.extend({
      sort: z.enum(['letterNo']).optional(),
      year,
      unitId: idText.optional(),
      state: z.enum(letterStates).optional(),
    }),
    response: pageOf(letterRow),
  }),
  readLetterBoard: route({
    method: 'get',
    path: '/letter-board',
    right: 'targets.read_letters',
    summary: 'Letters of a year by unit: issued, signed by one side, locked, adopted',
    query: z.object({ year }),
    response: z.object({ rows: z.array(letterBoardRow) }),
  }),
  readLetter: route({
    method: 'get',
    path: '/letters/:letterId',
    right: 'targets.read_letters',
    summary: 'One letter: text, hash, signatures',
    params: letterParams,
    response: letterView,
  }),
  readLetterPdf: route({
    method: 'get',
    path: '/letters/:letterId/pdf',
    right: 'targets.read_letters',
    summary: 'The letter as PDF with number, hash and signatures',
    params: letterParams,
    response: z.any(),
    file: 'application/pdf',
  }),
  signLetter: route({
    method: 'post',
    path: '/letters/:letterId/signatures',
    right: 'targets.sign_letter',
    summary: 'Sign a letter for one side; the password is entered again',
    params: letterParams,
    body: z.object({
      side: z.enum(letterSides),
      password: z.string().min(1).max(200),
      bodyHash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    response: z.object({ state: z.enum(letterStates), signedAt: instantText }),
    status: 201,
  }),
};
