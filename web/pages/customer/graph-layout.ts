import type { customersApi } from '../../../server/modules/customers/contract.ts';
import type { AnswerOf } from '../../api/client.ts';

type RelationsAnswer = AnswerOf<(typeof customersApi)['readRelations']>;

export type GraphNode = RelationsAnswer['nodes'][number];
export type GraphEdge = Pick<RelationsAnswer['edges'][number], 'from' | 'to' | 'kind'>;

export interface Placed {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly level: number;
}

/** Kinds of edges that have an above and a below. */
const upright: ReadonlySet<string> = new Set(['shareholder', 'controller', 'member']);

/**
 * Places a graph in rows around one node: owners above him level by level, what he owns and the
 * group below, related parties in the row of whom they relate to. A node that a circle reaches
 * twice stays where it was reached first, so that circles are drawn and never walked for ever.
 */
export function layoutOf(
  nodes: readonly Pick<GraphNode, 'key' | 'kind'>[],
  edges: readonly GraphEdge[],
): readonly Placed[] {
  const self = nodes.find((one) => one.kind === 'self')?.key ?? nodes[0]?.key;
  if (self === undefined) return [];
  const levels = new Map<string, number>([[self, 0]]);
  let front = [self];
  while (front.length > 0) {
    const next: string[] = [];
    for (const key of front) {
      const level = levels.get(key)!;
      for (const edge of edges) {
        const isUpright = upright.has(edge.kind);
        const other = edge.from === key ? edge.to : edge.to === key ? edge.from : null;
        if (other === null || levels.has(other)) continue;
        const step = !isUpright ? 0 : edge.from === key ? 1 : -1;
        levels.set(other, level + step);
        next.push(other);
      }
    }
    front = next;
  }
  const rows = Map.groupBy(
    nodes.map((one) => one.key),
    (key) => levels.get(key) ?? 1,
  );
  return [...rows]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([level, keys]) => rowOf(level, keys, self));
}

const [acrossStep, downStep] = [190, 130];

/** One row, the node it is all about in its middle. */
function rowOf(level: number, keys: readonly string[], self: string): Placed[] {
  const others = keys.filter((key) => key !== self);
  const half = Math.floor(others.length / 2);
  const inOrder = keys.includes(self)
    ? [...others.slice(0, half), self, ...others.slice(half)]
    : others;
  const middle = inOrder.includes(self) ? half : (inOrder.length - 1) / 2;
  return inOrder.map((key, at) => ({
    key,
    level,
    x: (at - middle) * acrossStep,
    y: level * downStep + (at % 2) * 24,
  }));
}
