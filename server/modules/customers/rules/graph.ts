import type { PartyKind, RelationsAnswer } from '../contract/relations.ts';
import type { Holding } from './ownership.ts';

type Node = RelationsAnswer['nodes'][number];
type Edge = RelationsAnswer['edges'][number];

/** A party as it stands in a book, or a customer. */
export interface GraphParty {
  readonly id: bigint | null;
  readonly name: string;
  readonly is: 'corporate' | 'individual' | null;
  /** What it is when it is no customer of the scope. */
  readonly kind: PartyKind;
  readonly key: string;
}

export interface GraphHolding extends Omit<Holding, 'owner' | 'of'> {
  readonly owner: GraphParty;
  readonly of: GraphParty;
}

export interface GraphRelation {
  readonly from: GraphParty;
  readonly to: GraphParty;
  readonly kind: Edge['kind'];
}

/**
 * One graph of holdings, related parties and the group: each party once, however many books name
 * it. Somebody outside the scope has no id and is only a name.
 */
export function graphOf(
  self: GraphParty,
  holdings: readonly GraphHolding[],
  relations: readonly GraphRelation[],
): { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] } {
  const nodes = new Map<string, Node>();
  const add = (party: GraphParty): string => {
    const key = nodeKey(party);
    const known = nodes.get(key);
    if (known === undefined) {
      nodes.set(key, {
        key,
        name: party.name,
        kind: key === nodeKey(self) ? 'self' : nodeKind(party),
        customerId: party.id === null ? null : String(party.id),
      });
    }
    return key;
  };
  add(self);
  const edges: Edge[] = [
    ...holdings.map((one) => ({
      from: add(one.owner),
      to: add(one.of),
      kind: one.kind,
      share: one.share === null ? null : String(one.share),
    })),
    ...relations.map((one) => ({
      from: add(one.from),
      to: add(one.to),
      kind: one.kind,
      share: null,
    })),
  ];
  return { nodes: [...nodes.values()], edges };
}

/** A customer of the scope is one node over all books; anybody else is one by kind and name. */
export function nodeKey(party: Pick<GraphParty, 'id' | 'key'>): string {
  return party.id === null ? party.key : `c:${party.id}`;
}

function nodeKind(party: GraphParty): Node['kind'] {
  if (party.is !== null) return party.is;
  return party.kind === 'person' ? 'person' : 'firm';
}
