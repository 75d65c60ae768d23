import { z } from 'zod';
import { count, dayText, idText, rateText, route } from '../../../../core/schema.ts';

/** A party that is a customer of the bank, or a person or firm that is none. */
export const partyKinds = ['customer', 'person', 'firm'] as const;
export type PartyKind = (typeof partyKinds)[number];
export const ownershipKinds = ['shareholder', 'controller'] as const;
export type OwnershipKind = (typeof ownershipKinds)[number];
export const partyRoles = [
  'legal_representative',
  'director',
  'finance_head',
  'agent',
  'guarantor',
  'family',
  'upstream',
  'downstream',
  'other',
] as const;
export type PartyRole = (typeof partyRoles)[number];
/** Kinds of nodes of the drawn graph. */
export const nodeKinds = ['self', 'corporate', 'individual', 'person', 'firm'] as const;

const params = z.object({ customerId: idText });
const name = z.string().trim().min(1).max(120);
const source = z.string().trim().min(1).max(120);
/** The number of the last entry the editor saw: another one meanwhile is refused. */
const seen = z.int().min(0).max(1_000_000);

/** Who it is: a customer by number, or a name with what it is. */
const who = {
  kind: z.enum(partyKinds),
  customerNo: z.string().trim().max(40).optional(),
  name: name.optional(),
};

const ownershipRow = z.object({
  turn: count,
  ownerKind: z.enum(partyKinds),
  /** Null when the owner is no customer, or none of the reader's scope. */
  ownerCustomerId: idText.nullable(),
  ownerName: z.string(),
  kind: z.enum(ownershipKinds),
  share: rateText.nullable(),
  fromDay: dayText,
  /** The first day on which it no longer holds; null while it does. */
  untilDay: dayText.nullable(),
  source: z.string(),
  enterer: z.string(),
});
const partyRow = z.object({
  turn: count,
  partyKind: z.enum(partyKinds),
  partyCustomerId: idText.nullable(),
  partyName: z.string(),
  role: z.enum(partyRoles),
  fromDay: dayText,
  untilDay: dayText.nullable(),
  source: z.string(),
  enterer: z.string(),
});

const graphNode = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(nodeKinds),
  /** Null for who is no customer, or none of the reader's scope. */
  customerId: idText.nullable(),
});
const graphEdge = z.object({
  from: z.string(),
  to: z.string(),
  /** owns, controls, a role of a related party, or member of a group. */
  kind: z.enum([...ownershipKinds, ...partyRoles, 'member']),
  share: rateText.nullable(),
});

const beneficialOwner = z.object({
  name: z.string(),
  customerId: idText.nullable(),
  /** by shares of the threshold or more, or by control without them. */
  by: z.enum(['share', 'control']),
  /** Rounded down for showing; compared exactly. */
  share: rateText,
  /** Each chain from him to the firm, names and shares. */
  chains: z.array(z.array(z.object({ name: z.string(), share: rateText.nullable() }))),
});

export const relationsApi = {
  readRelations: route({
    method: 'get',
    path: '/customers/:customerId/relations',
    right: 'customers.read',
    summary: 'Owners, what it owns, related parties and group, as entries and as one graph',
    params,
    response: z.object({
      ownership: z.array(ownershipRow),
      parties: z.array(partyRow),
      /** Number of the last entry of each book, for the next one. */
      ownershipTurn: count,
      partyTurn: count,
      nodes: z.array(graphNode),
      edges: z.array(graphEdge),
      beneficial: z.object({
        owners: z.array(beneficialOwner),
        /** The threshold of the policy in force, and where it comes from. */
        shareLeast: rateText,
        source: z.string(),
        /** Shares recorded for the firm itself. */
        recorded: rateText,
        /** A chain that comes back to itself was left out. */
        circular: z.boolean(),
        /** The graph is larger than is looked at. */
        cut: z.boolean(),
      }),
    }),
  }),
  enterOwnership: route({
    method: 'post',
    path: '/customers/:customerId/ownership',
    right: 'customers.enter_relations',
    summary: 'Add an entry: an owner with a share, a controller, or the end of one',
    params,
    body: z.object({
      ...who,
      as: z.enum(ownershipKinds),
      state: z.enum(['holds', 'ended']),
      /** As people write it: 33.3333 %. Only for a shareholder who holds. */
      share: z.string().trim().max(20).optional(),
      fromDay: dayText,
      source,
      seen,
    }),
    response: z.object({ turn: count }),
    status: 201,
  }),
  enterParty: route({
    method: 'post',
    path: '/customers/:customerId/parties',
    right: 'customers.enter_relations',
    summary: 'Add an entry: a related person or firm with its role, or the end of one',
    params,
    body: z.object({
      ...who,
      role: z.enum(partyRoles),
      state: z.enum(['holds', 'ended']),
      fromDay: dayText,
      source,
      seen,
    }),
    response: z.object({ turn: count }),
    status: 201,
  }),
};

export type RelationsAnswer = z.input<(typeof relationsApi)['readRelations']['response']>;
