import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { refuse } from '../messages.ts';
import { allocationKind } from '../policy.ts';
import { decideDeed, violationsOf, type DeedMove } from './deed.ts';

const policy = allocationKind.schema.parse(allocationKind.initial).bulk;

/** Moves as `receiver mode group` by comma; receiver 1 has room for so many firms, 2 for ten. */
function found(moves: string, load: number, max: number | null, bulk = policy) {
  const list = moves.split(', ').map((text, at): DeedMove => {
    const [to, mode, group, hold] = text.split(' ');
    return {
      customerNo: `C${at + 1}`,
      kind: 'corporate',
      receiverId: BigInt(to!),
      mode: mode as 'alone',
      group: group === undefined || group === '-' ? null : group,
      hold: hold === undefined ? null : refuse('allocation.pool_led', { customer: 'C1' }),
    };
  });
  const rm = (staffId: bigint, has: number, most: number | null) => ({
    staffId,
    name: `R${staffId}`,
    level: 'people.level.junior',
    load: { corporate: has, individual: 0 },
    capacity: { corporate: most, individual: 0 },
  });
  return violationsOf(bulk, list, [rm(1n, load, max), rm(2n, 0, 10)]);
}

describe('what stands against a deed', () => {
  const rows = table(`
    moves                               | load | max  | found                             | refused
    1 alone                             | 9    | 10   |                                   |
    1 alone, 1 alone                    | 9    | 10   | deed_over                         | deed_over
    1 alone, 1 alone                    | 9    | none |                                   |
    1 with_approval                     | 0    | 10   | deed_approval                     |
    1 assist                            | 0    | 10   | deed_not_served                   | deed_not_served
    1 none, 2 alone                     | 0    | 10   | deed_not_served                   | deed_not_served
    1 alone G, 1 alone G                | 0    | 10   |                                   |
    1 alone G, 2 alone G                | 0    | 10   | deed_group_split                  |
    1 alone G, 2 alone H                | 0    | 10   |                                   |
    1 alone - held                      | 0    | 10   | pool_led                          | pool_led
    1 none G, 2 alone G                 | 10   | 10   | deed_not_served deed_over deed_group_split | deed_not_served
  `);
  it.each(rows)('$moves at $load of $max: $found', (row) => {
    const max = row.max === 'none' ? null : Number(row.max);
    const violations = found(row.moves!, Number(row.load), max);
    const codes = violations.map((one) => one.reason.refused.replace('allocation.', ''));
    expect(codes.join(' ')).toBe(row.found);
    const refused = decideDeed(violations)?.refused.replace('allocation.', '') ?? '';
    expect(refused).toBe(row.refused);
  });

  it('names the rule with its numbers', () => {
    expect(found('1 alone, 1 alone, 1 none', 9, 10).map((one) => one.reason.params)).toEqual([
      { name: 'R1', level: 'people.level.junior', customers: 1, customer: 'C3' },
      { name: 'R1', kind: 'people.kind.corporate', present: 9, adding: 3, max: 10 },
    ]);
  });

  it('a bank that only warns lets it pass', () => {
    const warns = { ...policy, notServed: 'warn', overCapacity: 'warn' } as const;
    const violations = found('1 none, 1 alone', 10, 10, warns);
    expect(violations).toHaveLength(2);
    expect(decideDeed(violations)).toBeNull();
  });
});
