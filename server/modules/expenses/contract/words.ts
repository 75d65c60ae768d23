import { z } from 'zod';
import {
  count,
  countText,
  dayText,
  explanationShape,
  fenText,
  idText,
  instantText,
  quarterText,
  rateText,
  schemeName,
} from '../../../../core/schema.ts';

export const purses = ['quota', 'allowance'] as const;
export type Purse = (typeof purses)[number];
export const entryKinds = ['granted', 'reserved', 'used', 'returned', 'expired'] as const;
export type EntryKind = (typeof entryKinds)[number];
export const gradeLevels = ['trainee', 'junior', 'middle', 'senior'] as const;
export type GradeLevel = (typeof gradeLevels)[number];
export const approverRoles = ['team_head', 'branch_president', 'finance'] as const;
export type ApproverRole = (typeof approverRoles)[number];
export const subjects = ['ordinary', 'public_official', 'related_party'] as const;
export type Subject = (typeof subjects)[number];
export const taxClasses = ['entertainment', 'advertising', 'other'] as const;
export type TaxClass = (typeof taxClasses)[number];
export const applicationStates = [
  'submitted',
  'approved',
  'claimed',
  'verified',
  'paid',
  'returned',
  'withdrawn',
  'lapsed',
  'barred',
] as const;
export type ApplicationState = (typeof applicationStates)[number];
export const taxFigures = ['revenue', 'other_entertainment', 'wages', 'training'] as const;
export type TaxFigure = (typeof taxFigures)[number];
/** What the reader may do next with an application. */
export const steps = ['withdraw', 'clear', 'rule', 'claim', 'verify', 'pay'] as const;
export type Step = (typeof steps)[number];
/** The largest file of an invoice. */
export const fileBytesMax = 5 * 1024 * 1024;

export const positiveFen = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .meta({ unit: 'fen' });
export const notNegativeFen = z
  .string()
  .regex(/^\d{1,15}$/)
  .meta({ unit: 'fen' });
export const words = (max: number) => z.string().trim().min(1).max(max);
export const reason = z.string().trim().max(400).default('');

export const ledgerRow = z.object({
  entryId: idText,
  quarter: quarterText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  purse: z.enum(purses),
  kind: z.enum(entryKinds),
  amount: fenText,
  applicationId: idText.nullable(),
  customerName: z.string().nullable(),
  enteredAt: instantText,
  explanation: explanationShape,
});

export const balance = z.object({
  purse: z.enum(purses),
  granted: fenText,
  /** Reserved and not yet used or returned. */
  reserved: fenText,
  used: fenText,
  expired: fenText,
  left: fenText,
});
export const balanceRow = balance.extend({ staffNo: z.string(), name: z.string() });

/** One rule held against an application, with its numbers. */
export const checkShape = z.object({
  rule: z.string(),
  limit: fenText,
  present: fenText,
  adding: fenText,
  holds: z.boolean(),
});

export const splitRow = z.object({
  applicationId: idText,
  name: z.string(),
  plannedDay: dayText,
  amount: fenText,
});
/** Applications that together pass a limit which each keeps. */
export const splitting = z.object({ limit: fenText, together: fenText, rows: z.array(splitRow) });

export const wish = z.object({
  customerId: idText,
  purse: z.enum(purses),
  kind: z.string().max(40),
  plannedDay: dayText,
  amount: positiveFen,
  guests: z.coerce.number().int().min(1).max(1000).meta({ unit: 'count' }),
  attendants: z.coerce.number().int().min(1).max(1000).meta({ unit: 'count' }),
  subject: z.enum(subjects),
});

export const applicationRow = z.object({
  applicationId: idText,
  customerName: z.string(),
  name: z.string(),
  staffNo: z.string(),
  unitName: z.string(),
  plannedDay: dayText,
  kindName: schemeName,
  purse: z.enum(purses),
  amount: fenText,
  state: z.enum(applicationStates),
  claimed: fenText.nullable(),
  appliedAt: instantText,
});

export const deed = z.object({ by: z.string(), at: instantText, reason: z.string() });
export const invoiceShape = z.object({
  number: z.string(),
  issuedOn: dayText,
  seller: z.string(),
  amount: fenText,
  tax: fenText,
  fileId: idText.nullable(),
  fileName: z.string().nullable(),
  sha256: z.string().nullable(),
  /** Other applications that carry the same file. */
  fileElsewhere: count,
});
export const claimShape = z.object({
  claimId: idText,
  attempt: count,
  spentOn: dayText,
  amount: fenText,
  note: z.string(),
  claim: deed,
  verification: deed.extend({ verdict: z.enum(['verified', 'returned']) }).nullable(),
  payment: deed.extend({ reference: z.string(), paidOn: dayText }).nullable(),
  invoices: z.array(invoiceShape),
});

export const applicationDetail = applicationRow.extend({
  customerId: idText,
  quarter: quarterText,
  purpose: z.string(),
  guests: count,
  attendants: count,
  subject: z.enum(subjects),
  needsClearance: z.boolean(),
  clearance: deed.extend({ verdict: z.enum(['cleared', 'barred']) }).nullable(),
  ruling: deed
    .extend({ verdict: z.enum(['approved', 'returned']), limit: fenText.nullable() })
    .nullable(),
  ending: deed.extend({ kind: z.enum(['withdrawn', 'lapsed']) }).nullable(),
  splitting: splitting.nullable(),
  /** Who may approve it: the first step of the scheme that reaches the amount. */
  approver: z.enum(approverRoles),
  claimUntil: dayText,
  claims: z.array(claimShape),
  entries: z.array(
    z.object({
      entryId: idText,
      kind: z.enum(entryKinds),
      amount: fenText,
      enteredAt: instantText,
    }),
  ),
  policyVersionNo: countText,
  next: z.array(z.enum(steps)),
});

export const one = z.object({ applicationId: idText });
export const oneClaim = z.object({ claimId: idText });
export const done = z.object({ applicationId: idText, state: z.enum(applicationStates) });

export const invoiceWish = z.object({
  number: words(60),
  issuedOn: dayText,
  seller: words(100),
  amount: positiveFen,
  tax: notNegativeFen,
  fileId: idText.optional(),
});

export const entertainment = z.object({
  spent: fenText,
  other: fenText,
  revenue: fenText.nullable(),
  byShare: fenText,
  byRevenue: fenText.nullable(),
  deductible: fenText.nullable(),
  notDeductible: fenText.nullable(),
  shareRate: rateText,
  revenueRate: rateText,
});
export const training = z.object({
  wages: fenText.nullable(),
  spent: fenText.nullable(),
  broughtIn: fenText,
  limit: fenText.nullable(),
  deductible: fenText.nullable(),
  carriedOn: fenText.nullable(),
  rate: rateText,
});
