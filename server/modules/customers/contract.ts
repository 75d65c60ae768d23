import { z } from 'zod';
import {
  count,
  dayText,
  idText,
  listQuery,
  pageOf,
  rateText,
  route,
} from '../../../core/schema.ts';
import { roles, scopeKinds } from '../../../core/actor.ts';
import { fileApi } from './contract/file.ts';
import { relationsApi } from './contract/relations.ts';

export const customerKinds = ['corporate', 'individual'] as const;
export type CustomerKind = (typeof customerKinds)[number];
export const corporateTypes = ['system', 'independent'] as const;
export const classes = ['premium', 'general', 'poor'] as const;
export const tiers = ['large', 'middle', 'small'] as const;
export const identityKinds = [
  'id_card',
  'credit_code',
  'organisation_code',
  'passport',
  'other',
] as const;
export type IdentityKind = (typeof identityKinds)[number];
/** What a list of customers can be sorted by. */
export const customerSorts = ['name', 'customerNo', 'openedOn'] as const;
export type CustomerSort = (typeof customerSorts)[number];

const segments = {
  corporateType: z.enum(corporateTypes).nullable(),
  class: z.enum(classes).nullable(),
  tier: z.enum(tiers).nullable(),
  /** Null while unrated. */
  grade: z.string().nullable(),
};

export const customerRow = z.object({
  customerId: idText,
  customerNo: z.string(),
  name: z.string(),
  kind: z.enum(customerKinds),
  ...segments,
  leadName: z.string().nullable(),
  leadStaffId: idText.nullable(),
  bookingUnit: z.string(),
  openedOn: dayText,
});
export type CustomerRow = z.infer<typeof customerRow>;

const filters = {
  kind: z.enum(customerKinds).optional(),
  class: z.enum(classes).optional(),
  tier: z.enum(tiers).optional(),
  /** Id of the lead RM, or 'none' for customers that nobody leads. */
  lead: z
    .string()
    .regex(/^(none|[1-9]\d{0,17})$/)
    .optional(),
  /** Code of a unit: customers booked or managed in it or below it. */
  unit: z.string().min(1).max(40).optional(),
};
const listWords = listQuery.extend({ ...filters, sort: z.enum(customerSorts).optional() });

const identity = z.object({
  kind: z.enum(identityKinds).nullable(),
  /** The number with its middle hidden. */
  mask: z.string().nullable(),
  /** Codes of what looks wrong in it, such as id_card_check. */
  warnings: z.array(z.string()),
  phoneMask: z.string().nullable(),
});

export const customerFacts = z.object({
  ...customerRow.shape,
  industry: z.string().nullable(),
  birthDay: dayText.nullable(),
  identity,
  groupId: idText.nullable(),
  groupName: z.string().nullable(),
  groupPart: z.enum(['head', 'member']).nullable(),
  managingUnit: z.string().nullable(),
  assists: z.array(z.object({ staffId: idText, name: z.string(), share: rateText })),
  /**
   * Other customers in the reader's scope with the same identity, or the same name and birth day.
   */
  duplicates: z.array(
    z.object({ customerId: idText, customerNo: z.string(), name: z.string(), reason: z.string() }),
  ),
});
export type CustomerFacts = z.infer<typeof customerFacts>;

export const managementSpan = z.object({
  position: count,
  part: z.enum(['lead', 'assist']),
  staffId: idText,
  staffName: z.string(),
  share: rateText,
  fromDay: dayText,
  /** The first day on which it no longer holds; null while it does. */
  untilDay: dayText.nullable(),
  origin: z.enum(['import', 'allocation', 'hand']),
  reason: z.string(),
});

export const groupNode = z.object({
  groupId: idText,
  parentGroupId: idText.nullable(),
  code: z.string(),
  name: z.string(),
  depth: count,
});
export const groupMember = z.object({
  ...customerRow.shape,
  groupId: idText,
  groupPart: z.enum(['head', 'member']),
});

export const duplicateReasons = ['same_identity', 'same_name_and_birth_day'] as const;
const duplicate = z.object({
  pair: z.string(),
  reason: z.enum(duplicateReasons),
  customerNo: z.string(),
  name: z.string(),
  otherNo: z.string(),
  otherName: z.string(),
  customerId: idText,
  otherId: idText,
});

const params = z.object({ customerId: idText });

/** Who customers are; the other routes of the room stand in contract/. */
export const ownApi = {
  listCustomers: route({
    method: 'get',
    path: '/customers',
    right: 'customers.read',
    export: { right: 'customers.export', persons: 'customerId' },
    summary: 'Customers in the scope: page, filter, sort, search by a part of name, pinyin, number',
    query: listWords,
    response: pageOf(customerRow),
  }),
  countCustomers: route({
    method: 'get',
    path: '/customers/count',
    right: 'customers.read',
    summary: 'How many customers the same filters find, exactly',
    query: listWords.pick({ q: true }).extend(filters),
    response: z.object({ count }),
  }),
  listDuplicates: route({
    method: 'get',
    path: '/customers/duplicates',
    right: 'customers.read_duplicates',
    summary: 'Pairs that may be one customer: same identity, or same name and birth day',
    query: listQuery.pick({ cursor: true, limit: true }),
    response: pageOf(duplicate),
  }),
  readCustomer: route({
    method: 'get',
    path: '/customers/:customerId',
    right: 'customers.read',
    summary: 'Facts of one customer; numbers masked',
    params,
    response: customerFacts,
  }),
  listManagement: route({
    method: 'get',
    path: '/customers/:customerId/management',
    right: 'customers.read',
    export: { right: 'customers.export' },
    summary: 'Who led and assisted since when, newest first',
    params,
    response: pageOf(managementSpan),
  }),
  readGroup: route({
    method: 'get',
    path: '/customers/:customerId/group',
    right: 'customers.read',
    summary: 'The tree of the group a firm belongs to, with the members the reader may see',
    params,
    response: z.object({
      nodes: z.array(groupNode),
      members: z.array(groupMember),
      /** Members outside the reader's scope. */
      hidden: count,
    }),
  }),
  readSight: route({
    method: 'get',
    path: '/customers/:customerId/sight',
    right: 'customers.read',
    summary: 'Why the caller sees this customer: the terms of the scope that hold, and the grant',
    params,
    response: z.object({
      reasons: z.array(
        z.object({
          way: z.enum(['lead', 'assist', 'managing', 'booking', 'bank']),
          /** The unit whose path is in the range; null for the other ways. */
          unit: z.string().nullable(),
          role: z.enum(roles).nullable(),
          scope: z.enum(scopeKinds).nullable(),
        }),
      ),
    }),
  }),
  readGradeMatch: route({
    method: 'get',
    path: '/customers/:customerId/grade-match',
    right: 'customers.read',
    summary: "Whether the lead RM's grade fits the customer by the grade matrix, with the rule",
    params,
    response: z.object({
      match: z.enum(['match', 'with_approval', 'mismatch', 'nobody', 'ungraded']),
      level: z.enum(['trainee', 'junior', 'middle', 'senior']).nullable(),
      /** A phrase with its words, which may be phrase keys themselves; null when it matches. */
      reason: z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
      policyVersion: z.string(),
    }),
  }),
  viewIdentity: route({
    method: 'post',
    path: '/customers/:customerId/identity-views',
    right: 'customers.view_identity',
    summary: 'The full identity or phone number, for a stated purpose; recorded in the audit',
    params,
    body: z.object({
      what: z.enum(['identity', 'phone']),
      /** Why it is needed; refused when empty (customers.purpose_missing). */
      purpose: z.string().max(200).default(''),
    }),
    response: z.object({ number: z.string() }),
    status: 201,
  }),
};

export const customersApi = { ...ownApi, ...relationsApi, ...fileApi };
