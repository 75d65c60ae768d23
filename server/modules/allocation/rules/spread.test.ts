import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { spreadWays, type SpreadWay } from '../contract/deed.ts';
import type { Candidate, ServeMode } from './placement.ts';
import { spread, type SpreadCustomer } from './spread.ts';

const firms = 'corporate/independent/general';
const premium = 'corporate/independent/premium';

/** An RM as `name capacity/load mode-of-general mode-of-premium unit`. */
function rm(staffId: number, text: string): Candidate {
  const [room, general, best, unit] = text.split(' ');
  const [load, most] = room!.split('/').map(Number);
  return {
    staffId: BigInt(staffId),
    unitPath: `0001.000${unit}.`,
    capacity: { corporate: most!, individual: 0 },
    load: { corporate: load!, individual: 0 },
    serves: new Map<string, ServeMode>([
      [firms, general as ServeMode],
      [premium, best as ServeMode],
    ]),
  };
}

/** Customers as letters: g general, p premium; a digit is the branch where he is booked. */
function book(text: string): SpreadCustomer[] {
  return text.split(' ').map((one, at) => ({
    customerId: BigInt(at + 1),
    kind: 'corporate',
    level: one.startsWith('p') ? premium : firms,
    bookingPath: `0001.000${one.slice(1)}.`,
    fromId: 9n,
  }));
}

describe('customers over several receivers', () => {
  const rows = table(`
    way   | customers         | first                | second                     | to
    level | g1 g1 g1 g1       | 0/10 alone none 1    | 0/10 alone none 1          | 1 2 1 2
    level | g1 g1 g1          | 5/10 alone none 1    | 0/10 alone none 1          | 2 2 2
    level | g1 g1             | 0/20 alone none 1    | 0/10 alone none 1          | 1 2
    level | g1                | 0/10 with_approval none 1 | 9/10 alone none 1     | 2
    level | g1 g1             | 0/10 with_approval none 1 | 9/10 alone none 1     | 2 1
    level | p1                | 0/10 alone none 1    | 0/10 alone assist 1        | no_grade
    level | g1 g1             | 9/10 alone none 1    | 10/10 alone none 1         | 1 no_capacity
    level | g1 g1 p1          | 0/10 alone none 1    | 8/10 alone alone 1         | 1 1 2
    level | g1 p1             | 0/0 none none 1      | 9/10 alone alone 1         | 2 no_capacity
    even  | g1 g1 g1          | 9/10 alone none 1    | 0/10 none none 1           | 1 2 1
    even  | p1 p1             | 0/10 none none 1     | 0/10 none none 1           | 1 2
    unit  | g1 g2 g2          | 0/10 alone none 1    | 0/10 alone none 2          | 1 2 2
    unit  | g3 g3             | 0/10 alone none 1    | 0/10 alone none 2          | 1 2
    hand  | g1 g1             | 0/10 alone none 1    | 0/10 alone none 1          | not_named not_named
  `);
  it.each(rows)('$way: $customers to ($first) and ($second): $to', (row) => {
    const dealt = spread(
      row.way as SpreadWay,
      book(row.customers!),
      [rm(1, row.first!), rm(2, row.second!)],
      new Map(),
    );
    expect(dealt.map((one) => one.stays ?? String(one.toId)).join(' ')).toBe(row.to);
  });

  it.each(spreadWays)('by %s a choice by hand stands first, and nobody keeps his own', (way) => {
    const receivers = [rm(1, '0/10 alone none 1'), rm(9, '0/10 alone none 1')];
    const byHand = new Map([
      [1n, 1n],
      [2n, 9n],
    ]);
    const dealt = spread(way, book('p1 g1 g1'), receivers, byHand);
    expect(dealt[0]!.toId).toBe(1n);
    expect(dealt[1]).toEqual({ toId: null, stays: 'own_lead' });
    expect(dealt[2]!.toId).toBe(way === 'hand' ? null : 1n);
  });

  const receiver = fc
    .tuple(fc.nat(30), fc.nat(30), fc.constantFrom('alone', 'with_approval', 'none'))
    .map(([load, most, mode]) => `${load}/${most} ${mode} ${mode} 1`);
  it('by level never goes beyond a capacity or a grade; everybody is placed or has a reason (law)', () => {
    fc.assert(
      fc.property(
        fc.array(receiver, { minLength: 1, maxLength: 5 }),
        fc.nat(60),
        (texts, count) => {
          const receivers = texts.map((text, at) => rm(at + 1, text));
          const customers = book(Array.from({ length: count + 1 }, () => 'g1').join(' '));
          const dealt = spread('level', customers, receivers, new Map());
          expect(dealt.every((one) => (one.toId === null) !== (one.stays === null))).toBe(true);
          for (const { staffId, capacity, load, serves } of receivers) {
            const got = dealt.filter((one) => one.toId === staffId).length;
            if (got === 0) continue;
            expect(load.corporate + got).toBeLessThanOrEqual(capacity.corporate);
            expect(serves.get(firms)).not.toBe('none');
          }
          const room = receivers
            .filter((one) => one.serves.get(firms) !== 'none')
            .reduce(
              (sum, one) => sum + Math.max(0, one.capacity.corporate - one.load.corporate),
              0,
            );
          const placed = dealt.filter((one) => one.toId !== null).length;
          expect(placed).toBe(Math.min(room, customers.length));
        },
      ),
      { seed: 830, numRuns: 200 },
    );
  });

  it('evenly: no receiver gets two more than another (law)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(80), (rms, count) => {
        const receivers = Array.from({ length: rms }, (_, at) => rm(at + 1, '0/1 alone none 1'));
        const customers = book(Array.from({ length: count + 1 }, () => 'g1').join(' '));
        const dealt = spread('even', customers, receivers, new Map());
        const got = receivers.map(
          ({ staffId }) => dealt.filter((one) => one.toId === staffId).length,
        );
        expect(Math.max(...got) - Math.min(...got)).toBeLessThanOrEqual(1);
      }),
      { seed: 831, numRuns: 100 },
    );
  });
});
