import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, type Day } from '../../../../core/day.ts';
import { parsePercent } from '../../../../core/rate.ts';
import { table } from '../../../platform/testing/table.ts';
import {
  beneficialOwners,
  decideOwnership,
  recordedShare,
  type Holding,
  type OwnershipEntry,
} from './ownership.ts';

const today = day('2026-06-30');

/** 甲:60@2024-01-01 乙:30@2025-01-01 丙:-@2026-01-01 (an end) 丁:控@2024-01-01 (a controller). */
function bookOf(text: string): OwnershipEntry[] {
  return text
    .split(' ')
    .filter((one) => one !== '' && one !== '-')
    .map((one) => {
      const [ownerKey, said, from] = one.split(/[:@]/) as [string, string, string];
      const ends = said === '终';
      return {
        ownerKey,
        kind: said === '控' ? 'controller' : 'shareholder',
        state: ends ? 'ended' : 'holds',
        share: ends || said === '控' ? null : parsePercent(said),
        fromDay: day(from) as Day,
      };
    });
}

describe('shares of a firm never add up to more than the whole on any day', () => {
  const rows = table(`
    book                                              | wish               | answer
    -                                                 | 甲:100@2024-01-01  | -
    甲:60@2024-01-01                                  | 乙:40@2024-01-01   | -
    甲:60@2024-01-01                                  | 乙:41@2024-01-01   | customers.shares_above_whole 101% others 60% left 40%
    甲:60@2024-01-01                                  | 乙:40.0001@2024-01-01 | customers.shares_above_whole 100.0001% others 60% left 40%
    甲:60@2024-01-01                                  | 甲:100@2025-01-01  | -
    甲:60@2024-01-01 甲:20@2025-01-01                 | 乙:80@2025-01-01   | -
    甲:60@2024-01-01 甲:20@2025-01-01                 | 乙:80@2024-06-01   | customers.shares_above_whole 140% others 60% left 40%
    甲:60@2024-01-01 乙:50@2026-01-01 甲:终@2026-01-01 | 丙:50@2026-01-01   | -
    甲:20@2024-01-01 乙:80@2026-01-01                 | 丙:20@2025-01-01   | customers.shares_above_whole 120% others 100% left 0%
    甲:60@2024-01-01                                  | 甲:60@2025-01-01   | customers.entry_stands
    甲:60@2024-01-01                                  | 乙:终@2025-01-01   | customers.nothing_to_end
    甲:60@2024-01-01                                  | 甲:终@2025-01-01   | -
    甲:60@2024-01-01                                  | 甲:终@2023-12-31   | customers.nothing_to_end
    甲:100@2024-01-01                                 | 乙:控@2024-01-01   | -
    -                                                 | 甲:1@2026-07-01    | customers.day_ahead
    -                                                 | 甲:1@2026-06-30    | -
  `);
  it.each(rows)('$book + $wish', (row) => {
    const refused = decideOwnership(bookOf(row.book), bookOf(row.wish)[0]!, today);
    const { sum, others, left } = refused?.params ?? {};
    const numbers = sum === undefined ? '' : ` ${sum} others ${others} left ${left}`;
    expect(refused === null ? '-' : refused.refused + numbers).toBe(row.answer);
  });
});

/** `甲>乙:60` is: 甲 holds 60 % of 乙; a person's name begins with 人. */
function holdingsOf(text: string): Holding[] {
  return text.split(' ').map((one) => {
    const [owner, of, said] = one.split(/[>:]/) as [string, string, string];
    const share = said === '控' ? null : parsePercent(said);
    return { owner, of, kind: share === null ? 'controller' : 'shareholder', share };
  });
}
const isPerson = (node: string) => node.startsWith('人');
const whoOwns = (text: string, least = 250_000n, levelsMost = 10) =>
  beneficialOwners(holdingsOf(text), isPerson, { firm: '司', least, levelsMost });

describe('beneficial owners: 25 % through all chains together, or control (AML order 2024-3, 6)', () => {
  const rows = table(`
    holdings                                          | owners
    人甲>司:25                                        | 人甲 share 250000
    人甲>司:24.9999                                   | -
    人甲>司:24.9999 人乙>司:75.0001                   | 人乙 share 750001
    人甲>壳:50 壳>司:50                               | 人甲 share 250000
    人甲>壳:50 壳>司:49.9999                          | -
    人甲>壳一:50 壳一>司:30 人甲>壳二:100 壳二>司:10  | 人甲 share 250000
    人甲>壳一:50 壳一>司:30 人甲>司:9.9999            | -
    人甲>司:20 人甲>司:控                             | 人甲 control 200000
    人甲>壳:控 壳>司:51                               | 人甲 control 0
    人甲>壳:控 壳>司:50                               | -
    司>壳:40 壳>司:60 人甲>壳:60                      | 人甲 share 360000
    壳一>壳二:100 壳二>壳一:100 壳一>司:100           | -
    壳>司:100                                         | -
    人甲>壳一:33.3333 壳一>壳二:75.0001 壳二>司:100   | 人甲 share 250000
    人甲>壳一:33.3333 壳一>壳二:75 壳二>司:100        | -
  `);
  it.each(rows)('$holdings', (row) => {
    const { owners } = whoOwns(row.holdings);
    expect(owners.map((one) => `${one.node} ${one.by} ${one.share}`).join(', ') || '-').toBe(
      row.owners,
    );
  });

  it('names each chain, says that there are circles, and that it looked only so far', () => {
    expect(whoOwns('司>壳:40 壳>司:60 人甲>壳:60')).toMatchObject({ circular: true, cut: false });
    expect(whoOwns('人甲>壳一:100 壳一>壳二:100 壳二>司:100', 250_000n, 2)).toMatchObject({
      owners: [],
      cut: true,
    });
    const [one] = whoOwns('人甲>壳:50 壳>司:50 人甲>司:10').owners;
    expect(one!.chains.map((chain) => chain.map((step) => step.node).join('>'))).toEqual([
      '人甲>壳',
      '人甲',
    ]);
    expect(recordedShare(holdingsOf('人甲>司:10 壳>司:50 人乙>司:控 人甲>壳:50'), '司')).toBe(
      600_000n,
    );
  });

  it('gives all owners of a firm together no more than the whole, whatever stands above it', () => {
    const edge = fc.record({
      owner: fc.constantFrom('人甲', '人乙', '壳一', '壳二', '壳三'),
      of: fc.constantFrom('司', '壳一', '壳二', '壳三'),
      share: fc.bigInt(1n, 250_000n),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(edge, { maxLength: 14, selector: (e) => `${e.owner}>${e.of}` }),
        (edges) => {
          const held = edges
            .filter((one) => one.owner !== one.of)
            .filter((one, _at, all) => {
              const own = all.filter((other) => other.of === one.of);
              return own.indexOf(one) < 4;
            })
            .map((one) => ({ ...one, kind: 'shareholder' as const }));
          const { owners } = beneficialOwners(held, isPerson, {
            firm: '司',
            least: 1n,
            levelsMost: 8,
          });
          const sum = owners.reduce((so, one) => so + one.share, 0n);
          expect(sum <= 1_000_000n).toBe(true);
        },
      ),
      { seed: 20_261_123, numRuns: 300 },
    );
  });
});
