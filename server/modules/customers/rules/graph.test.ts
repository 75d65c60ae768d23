import { describe, expect, it } from 'vitest';
import { graphOf, type GraphParty } from './graph.ts';

const firm = (id: bigint, name: string): GraphParty => ({
  id,
  name,
  is: 'corporate',
  kind: 'customer',
  key: `c:${id}`,
});
const outside = (kind: 'person' | 'firm', name: string): GraphParty => ({
  id: null,
  name,
  is: null,
  kind,
  key: `${kind[0]}:${name}`,
});

describe('one graph of all books', () => {
  it('has each party once, tells what it is, and shows no id outside the scope', () => {
    const self = firm(1n, '甲');
    // A customer whom the reader does not see: his key stays, his id does not.
    const hidden: GraphParty = { ...firm(9n, '壬'), id: null, is: null };
    const { nodes, edges } = graphOf(
      self,
      [
        { owner: outside('person', '张'), of: self, kind: 'shareholder', share: 600_000n },
        { owner: hidden, of: self, kind: 'shareholder', share: 400_000n },
        { owner: self, of: firm(2n, '乙'), kind: 'controller', share: null },
      ],
      [{ from: outside('person', '张'), to: self, kind: 'legal_representative' }],
    );
    expect(nodes.map((one) => `${one.name} ${one.kind} ${one.customerId ?? '-'}`)).toEqual([
      '甲 self 1',
      '张 person -',
      '壬 firm -',
      '乙 corporate 2',
    ]);
    expect(edges.map((one) => `${one.from}>${one.to} ${one.kind} ${one.share ?? '-'}`)).toEqual([
      'p:张>c:1 shareholder 600000',
      'c:9>c:1 shareholder 400000',
      'c:1>c:2 controller -',
      'p:张>c:1 legal_representative -',
    ]);
  });
});
