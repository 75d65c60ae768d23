import { day } from '../../../core/day.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { relationsApi } from './contract/relations.ts';
import { refuse } from './messages.ts';
import { customerFileKind } from './policy.ts';
import { enterOwnership, enterParty } from './relation-commands.ts';
import { graphOf, nodeKey, type GraphParty } from './rules/graph.ts';
import { beneficialOwners, recordedShare, type Holding } from './rules/ownership.ts';
import { loadFacts, loadGroupMembers, type LoadedFacts } from './store/customer.ts';
import * as store from './store/relations.ts';

export const relationHandlers = handle(relationsApi, {
  readRelations: async ({ tx, params }) => {
    const customerId = BigInt(params.customerId);
    const facts = await loadFacts(tx, customerId);
    if (facts === null) return refuse('customers.not_found');
    const today = await businessDay(tx);
    const { body: policy } = await policyInForce(tx, customerFileKind, today);
    const { shareLeastMillionths: least, levelsMost: levels, source } = policy.beneficialOwner;
    const held = await store.loadHoldingsAround(tx, { customerId, on: today, levels });
    const holdings = held.map((row) => ({
      owner: ownerOf(row),
      of: customerParty(row.of, row.ofName, row.ofKind),
      kind: row.kind,
      share: row.share,
    }));
    const self = customerParty(customerId, facts.name, facts.kind);
    const graph = graphOf(self, holdings, await relationsOf(tx, facts, today));
    const plain: Holding[] = holdings.map((one) => ({
      ...one,
      owner: nodeKey(one.owner),
      of: nodeKey(one.of),
    }));
    const nodes = new Map(graph.nodes.map((node) => [node.key, node]));
    const persons = new Set(held.filter(isPerson).map((row) => nodeKey(ownerOf(row))));
    const found = beneficialOwners(plain, (key) => persons.has(key), {
      firm: nodeKey(self),
      least,
      levelsMost: levels,
    });
    const named = (key: string) => nodes.get(key)!;
    return {
      ownership: (await store.loadOwnership(tx, customerId)).map(
        ({ customerId: _of, ownerKey: _key, ...row }) => row,
      ),
      parties: (await store.loadParties(tx, customerId)).map(
        ({ customerId: _of, partyKey: _key, ...row }) => row,
      ),
      ownershipTurn: await store.lastTurn(tx, 'customers_ownership', customerId),
      partyTurn: await store.lastTurn(tx, 'customers_party', customerId),
      ...graph,
      beneficial: {
        owners: found.owners.map((one) => ({
          name: named(one.node).name,
          customerId: named(one.node).customerId,
          by: one.by,
          share: one.share,
          chains: one.chains.map((chain) =>
            chain.map((step) => ({ name: named(step.node).name, share: step.share })),
          ),
        })),
        shareLeast: least,
        source,
        recorded: recordedShare(plain, nodeKey(self)),
        circular: found.circular,
        cut: found.cut,
      },
    };
  },

  enterOwnership: async ({ tx, params, body }) =>
    enterOwnership(tx, {
      ...body,
      customerId: BigInt(params.customerId),
      fromDay: day(body.fromDay),
    }),

  enterParty: async ({ tx, params, body }) =>
    enterParty(tx, {
      ...body,
      customerId: BigInt(params.customerId),
      fromDay: day(body.fromDay),
    }),
});

function customerParty(id: bigint, name: string, is: 'corporate' | 'individual'): GraphParty {
  return { id, name, is, kind: 'customer', key: `c:${id}` };
}

function ownerOf(row: store.HeldRow): GraphParty {
  const { ownerId: id, ownerName: name, ownerIs: is, ownerKind: kind, ownerKey: key } = row;
  return { id, name, is, kind, key };
}

/** A natural person: a customer who is one, or somebody outside who is said to be one. */
function isPerson(row: store.HeldRow): boolean {
  return row.ownerIs === 'individual' || row.ownerKind === 'person';
}

/** Related parties in either book, and the members of the group around its head. */
async function relationsOf(
  tx: Tx,
  facts: LoadedFacts,
  today: Parameters<typeof store.loadRelated>[2],
) {
  const related = await store.loadRelated(tx, facts.customerId, today);
  const parties = related.map((row) => ({
    from: {
      id: row.partyId,
      name: row.partyName,
      is: row.partyIs,
      kind: row.partyKind,
      key: row.partyKey,
    },
    to: customerParty(row.of, row.ofName, row.ofKind),
    kind: row.role,
  }));
  if (facts.groupId === null) return parties;
  const head: GraphParty = {
    id: null,
    name: facts.groupName ?? '',
    is: null,
    kind: 'firm',
    key: `g:${facts.groupId}`,
  };
  const members = await loadGroupMembers(tx, [facts.groupId]);
  return [
    ...parties,
    ...members.slice(0, 60).map((one) => ({
      from: customerParty(one.customerId, one.name, one.kind),
      to: head,
      kind: 'member' as const,
    })),
  ];
}
