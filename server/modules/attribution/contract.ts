import { z } from 'zod';
import {
  count,
  countText,
  idText,
  listQuery,
  pageOf,
  quarterText,
  route,
  schemeName,
} from '../../../core/schema.ts';
import { drillApi } from './contract/drill.ts';
import { sharesApi } from './contract/shares.ts';

export {
  agreementStates,
  disputeStates,
  referralStates,
  type AgreementRow,
  type AgreementState,
  type AgreementView,
  type DisputeRow,
  type DisputeState,
  type ReferralRow,
  type ReferralState,
  type ShadowRow,
} from './contract/shares.ts';

/** Key of a measure of the catalogue of metrics, or of last year's base of an increment. */
export const measureKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(60);

/** A measure by its key. */
export type Measure = string;

/**
 * How a measure is counted: fen-days and customer-days are products (积数); divided by days they are
 * averages.
 */
export const measureUnits = ['fen_days', 'fen', 'count', 'customer_days'] as const;
export type MeasureUnit = (typeof measureUnits)[number];

export const dimensions = ['person', 'branch', 'department'] as const;
export type Dimension = (typeof dimensions)[number];

/** The party of the days that nobody owned; its branch is the booking one. */
export const unassigned = 'unassigned';

/** The party with which a disputed value stands until it is ruled. */
export const disputed = 'disputed';

/** Shown numbers of agreements, referrals, disputes, hand-overs: letters and the key's digits. */
const numberLetters = { contract: 'FC', referral: 'ZJ', dispute: 'ZY', handover: 'YJ' } as const;

export function numberOf(kind: keyof typeof numberLetters, id: bigint | string): string {
  return numberLetters[kind] + String(id);
}

const phrase = z.object({ zh: z.string(), en: z.string() });
/** A measure as the catalogue of the quarter names it. */
const named = { measure: measureKey, measureName: phrase, unit: z.enum(measureUnits) };
const dimension = z.enum(dimensions);
/** fen, fen-days, customer-days or a count, as the unit says. */
const amount = countText;

/** One month of a person's part: of the whole amount, for the days owned at a share. */
export const monthBasis = z.object({
  month: z.string(),
  amount,
  days: count,
  share: countText,
  part: amount,
  /** The claim that gave it and its number; none where it is the owner's share. */
  by: z.object({ rule: z.string(), ref: z.string() }).optional(),
});

export const part = z.object({
  ...named,
  dimension,
  party: z.string(),
  partyName: schemeName,
  staffId: idText.nullable(),
  amount,
  basis: z.object({ rule: z.string(), months: z.array(monthBasis) }),
});
export type PartRow = z.infer<typeof part>;

export const staffPart = z.object({
  customerId: idText,
  customerNo: z.string(),
  name: z.string(),
  ...named,
  amount,
  /** The customer's whole, of which this is his part; null when the customer is out of sight. */
  whole: amount.nullable(),
});
export type StaffPartRow = z.infer<typeof staffPart>;

export const partySum = z.object({
  party: z.string(),
  partyName: schemeName,
  staffId: idText.nullable(),
  ...named,
  amount,
  customers: count,
});
export type PartySumRow = z.infer<typeof partySum>;

export const totalCheck = z.object({
  ...named,
  total: amount,
  person: amount,
  branch: amount,
  department: amount,
  agrees: z.boolean(),
  customers: count,
});
export type TotalCheckRow = z.infer<typeof totalCheck>;

export const measureSum = z.object({
  ...named,
  amount,
  yearToDate: amount,
  customers: count,
});

const quarterQuery = z.object({ quarter: quarterText });

export const resultsApi = {
  readCustomerParts: route({
    method: 'get',
    path: '/customers/:customerId/attribution',
    right: 'attribution.read',
    summary: 'How the results of a customer in a quarter were split, with days and shares',
    params: z.object({ customerId: idText }),
    query: quarterQuery,
    response: z.object({ quarter: quarterText, rows: z.array(part) }),
  }),
  readStaffMeasures: route({
    method: 'get',
    path: '/staff/:staffId/attribution',
    right: 'attribution.read',
    summary: 'What an RM reached in a quarter and in the year to date, by measure',
    params: z.object({ staffId: idText }),
    query: quarterQuery,
    response: z.object({ quarter: quarterText, name: z.string(), rows: z.array(measureSum) }),
  }),
  listStaffParts: route({
    method: 'get',
    path: '/staff/:staffId/attribution/customers',
    right: 'attribution.read',
    export: { right: 'customers.export', persons: 'customerId' },
    summary: 'The customers behind an RM’s result in one measure, the largest first',
    params: z.object({ staffId: idText }),
    query: listQuery.extend({
      sort: z.enum(['amount']).optional(),
      quarter: quarterText,
      measure: measureKey,
    }),
    response: pageOf(staffPart),
  }),
  readParties: route({
    method: 'get',
    path: '/attribution/:quarter/:dimension',
    right: 'attribution.read_bank',
    summary: 'Results of a quarter by person, branch or department, in the caller’s scope',
    params: z.object({ quarter: quarterText, dimension }),
    query: z.object({ measure: measureKey.optional() }),
    response: z.object({ rows: z.array(partySum) }),
  }),
  readTotals: route({
    method: 'get',
    path: '/attribution/:quarter',
    right: 'attribution.read_totals',
    summary: 'The whole of each measure against the sums of its parts',
    params: z.object({ quarter: quarterText }),
    response: z.object({ quarter: quarterText, sealed: z.boolean(), rows: z.array(totalCheck) }),
  }),
};

export const attributionApi = { ...resultsApi, ...drillApi, ...sharesApi };
