import { z } from 'zod';
import {
  count,
  dayText,
  idText,
  instantText,
  listQuery,
  pageOf,
  rateText,
  route,
} from '../../../core/schema.ts';

/** How a contact can be; the policy may add words. */
export const baseChannels = ['visit', 'phone', 'message', 'branch', 'video', 'event'] as const;
export const initiatives = ['bank', 'customer'] as const;
/** service: his own business; marketing: something is offered to him (PIPL 24). */
export const purposes = ['service', 'marketing'] as const;
export type Initiative = (typeof initiatives)[number];
export const acts = ['written', 'changed', 'withdrawn'] as const;
export type Act = (typeof acts)[number];
export const standings = ['serving', 'handed_over'] as const;
export const standardStates = ['met', 'open', 'due_soon', 'overdue'] as const;
export type StandardState = (typeof standardStates)[number];

const channel = z.string().regex(/^[a-z][a-z_]{0,19}$/);
const instant = z.iso.datetime().meta({ unit: 'instant' });

/** What a person writes down about one contact. */
const noteWords = {
  channel,
  initiative: z.enum(initiatives).default('bank'),
  purpose: z.enum(purposes).default('service'),
  /** When it was, as the person states it. */
  happenedAt: instant,
  words: z.string().trim().min(1).max(2000),
  withWhom: z.string().trim().max(80).default(''),
  nextStep: z.string().trim().max(200).default(''),
  nextOn: dayText.nullable().default(null),
};

/** One revision as a device sends it; the same again is answered the same and kept once. */
export const noteSending = z.object({
  noteId: z.uuid(),
  /** 1 for a new note; n says that its writer saw revision n − 1. */
  revision: z.int().min(1).max(999),
  act: z.enum(acts),
  ...noteWords,
  origin: z.enum(['online', 'offline']),
  /** Clock of the device; proves nothing. */
  writtenAt: instant,
  deviceId: z.uuid(),
  /** Place in the order of that device. */
  deviceSeq: z.int().min(1).max(2_000_000_000),
  /** The account under which it was written: another one's session must not send it. */
  accountId: idText.optional(),
});
export type NoteSending = z.output<typeof noteSending>;

/** Said beside a success: a phrase key with its parameters. */
const warning = z.object({ code: z.string(), params: z.record(z.string(), z.string()) });
export type Warning = z.infer<typeof warning>;

export const receipt = z.object({
  noteId: z.string(),
  revision: count,
  receivedAt: instantText,
  /** It had arrived before: an answer was lost on the way. */
  already: z.boolean(),
  warnings: z.array(warning),
});
export type Receipt = z.infer<typeof receipt>;

/** Another person's contact with the same customer within the days of the policy (P3). */
const nearby = z.object({ staffName: z.string(), day: dayText });

export const noteRow = z.object({
  noteId: z.string(),
  customerName: z.string(),
  customerNo: z.string(),
  happenedAt: instantText,
  channel: z.string(),
  initiative: z.enum(initiatives),
  purpose: z.enum(purposes),
  words: z.string(),
  withWhom: z.string(),
  nextStep: z.string(),
  nextOn: dayText.nullable(),
  staffName: z.string(),
  staffNo: z.string(),
  near: z.array(nearby),
  standing: z.enum(standings),
  revision: count,
  receivedAt: instantText,
  customerId: idText,
  staffId: idText,
});
export type NoteRow = z.infer<typeof noteRow>;

export const revisionRow = z.object({
  revision: count,
  act: z.enum(acts),
  channel: z.string(),
  initiative: z.enum(initiatives),
  purpose: z.enum(purposes),
  happenedAt: instantText,
  words: z.string(),
  withWhom: z.string(),
  nextStep: z.string(),
  nextOn: dayText.nullable(),
  staffName: z.string(),
  origin: z.enum(['online', 'offline', 'demo']),
  writtenAt: instantText,
  receivedAt: instantText,
});
export type RevisionRow = z.infer<typeof revisionRow>;

const standardRow = z.object({
  standardId: z.string(),
  customerName: z.string(),
  customerNo: z.string(),
  segment: z.string(),
  requirement: z.object({
    channels: z.array(z.string()),
    countLeast: count,
    period: z.enum(['month', 'quarter', 'half_year']),
  }),
  state: z.enum(standardStates),
  /** Last day on which the contact still is in time. */
  byDay: dayText,
  overdueDays: count,
  done: count,
  needed: count,
  lastDay: dayText.nullable(),
  lastChannel: z.string().nullable(),
  /** Days beyond the months after which no contact at all raises an alarm; null: none. */
  alarmDays: count.nullable(),
  customerId: idText,
});
export type StandardRow = z.infer<typeof standardRow>;

const sums = {
  customers: count,
  requirements: count,
  met: count,
  open: count,
  dueSoon: count,
  overdue: count,
  alarms: count,
};

const fulfilmentRow = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  ...sums,
  /** Requirements that are not overdue ÷ all, rounded down; null without requirements. */
  keptRate: rateText.nullable(),
});

const customerParams = z.object({ customerId: idText });
const staffQuery = { staffId: idText.optional() };

export const contactsApi = {
  listNotes: route({
    method: 'get',
    path: '/contact-notes',
    right: 'contacts.read',
    summary: 'Contact notes of the customers in the scope, newest contact first',
    query: listQuery.pick({ q: true, cursor: true, limit: true }).extend({
      channel: channel.optional(),
      initiative: z.enum(initiatives).optional(),
      ...staffQuery,
      from: dayText.optional(),
      until: dayText.optional(),
      /** Only those near another person's contact. */
      double: z.enum(['yes']).optional(),
    }),
    response: pageOf(noteRow),
    export: { right: 'contacts.export', persons: 'customerId' },
  }),
  listNextSteps: route({
    method: 'get',
    path: '/contact-next-steps',
    right: 'contacts.read',
    summary: 'Next steps agreed with customers, by day, within at most 62 days',
    query: z.object({ from: dayText, until: dayText, ...staffQuery }),
    response: z.object({ rows: z.array(noteRow), capped: z.boolean() }),
  }),
  listChannels: route({
    method: 'get',
    path: '/contact-channels',
    right: 'contacts.read',
    summary: 'Ways of contact, with the words that the policy adds, and its limits',
    response: z.object({
      channels: z.array(
        z.object({ key: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }),
      ),
      backdateDaysMost: count,
      doubleDays: count,
    }),
  }),
  listBook: route({
    method: 'get',
    path: '/contact-book',
    right: 'contacts.write',
    summary:
      'Name, number and missing consents of the customers one leads or assists: what a phone keeps',
    response: z.object({
      rows: z.array(
        z.object({
          customerId: idText,
          customerNo: z.string(),
          name: z.string(),
          /** Channels by which nothing may be offered to him, with the refusal (PIPL 13-15, 24). */
          noOffer: z.array(
            z.object({
              channel: z.string(),
              code: z.string(),
              params: z.record(z.string(), z.string()),
            }),
          ),
        }),
      ),
      /** There are more than the list may hold. */
      capped: z.boolean(),
    }),
  }),
  listCustomerNotes: route({
    method: 'get',
    path: '/customers/:customerId/contact-notes',
    right: 'contacts.read',
    summary: 'All contacts with one customer, whoever had them, newest first (P3)',
    params: customerParams,
    query: listQuery.pick({ cursor: true, limit: true }),
    response: pageOf(noteRow),
  }),
  sendNote: route({
    method: 'post',
    path: '/customers/:customerId/contact-notes',
    right: 'contacts.write',
    summary: 'Write, change or withdraw a note; idempotent by customer, note and revision',
    params: customerParams,
    body: noteSending,
    response: receipt,
    status: 201,
  }),
  sendRemark: route({
    method: 'post',
    path: '/customers/:customerId/contact-remarks',
    right: 'contacts.write',
    summary: 'A note for the present lead about a contact one had while one served the customer',
    params: customerParams,
    body: noteSending,
    response: receipt,
    status: 201,
  }),
  readNote: route({
    method: 'get',
    path: '/customers/:customerId/contact-notes/:noteId',
    right: 'contacts.read',
    summary: 'One note with all its revisions, the last one first',
    params: customerParams.extend({ noteId: z.uuid() }),
    response: z.object({ rows: z.array(revisionRow) }),
  }),
  listStandards: route({
    method: 'get',
    path: '/contact-standards',
    right: 'contacts.read_standards',
    summary:
      'What an RM owes his customers in contacts: overdue first, then by the day they are due',
    query: listQuery.pick({ cursor: true, limit: true }).extend({
      ...staffQuery,
      state: z.enum(standardStates).optional(),
      /** Only customers with an alarm. */
      alarm: z.enum(['yes']).optional(),
    }),
    response: pageOf(standardRow).extend({ sums: z.object(sums) }),
  }),
  listFulfilment: route({
    method: 'get',
    path: '/contact-fulfilment',
    right: 'contacts.read_fulfilment',
    summary: 'How each RM in the scope keeps the contact standard on the business day',
    query: listQuery.pick({ q: true, cursor: true, limit: true }),
    response: pageOf(fulfilmentRow),
    export: {},
  }),
};
