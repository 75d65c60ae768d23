import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, moneyText, parseMoney } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { partKinds, type PartKind } from '../contract/book.ts';
import { decideProposal, decideSecond, decideTaking, type PayPart } from './clawback.ts';

const money = (text: string) => parseMoney(text)!;
const part = (kind: PartKind, dueYear: number, paid: string, due: string): PayPart => ({
  part: kind,
  grantId: 1n,
  number: kind === 'instalment' ? dueYear - 2026 : 0,
  dueYear,
  granted: fen(money(paid) + money(due)),
  paid: money(paid),
  due: money(due),
});

/** G41: 100,000 of bonus, 40 % put off over three years; the first instalment has been paid. */
const inYearTwo = [
  part('now', 2026, '60000', '0'),
  part('instalment', 2027, '13333.33', '0'),
  part('instalment', 2028, '0', '13333.33'),
  part('instalment', 2029, '0', '13333.34'),
];

describe('a claw-back in year 2 (G41): stop what is unpaid, claim the rest', () => {
  it.each(
    table(`
      share   | wanted    | stopped  | claimed
      1000000 | 100000.00 | 26666.67 | 73333.33
      500000  | 50000.00  | 26666.67 | 23333.33
      266666  | 26666.60  | 26666.60 | 0.00
      266667  | 26666.70  | 26666.67 | 0.03
      133334  | 13333.40  | 13333.40 | 0.00
      1       | 0.10      | 0.10     | 0.00
    `),
  )('$share: $stopped stopped, $claimed claimed', ({ share, wanted, stopped, claimed }) => {
    const decided = decideTaking(inYearTwo, BigInt(share));
    expect(moneyText(decided.wanted)).toBe(wanted);
    expect([moneyText(decided.stopped), moneyText(decided.claimed)]).toEqual([stopped, claimed]);
  });

  it('stops the farthest due first and claims the latest payment first', () => {
    const { takings } = decideTaking(inYearTwo, 400_000n);
    expect(
      takings.map(({ part: { dueYear }, stop, claim }) => [
        dueYear,
        moneyText(stop),
        moneyText(claim),
      ]),
    ).toEqual([
      [2029, '13333.34', '0.00'],
      [2028, '13333.33', '0.00'],
      [2027, '0.00', '13333.33'],
    ]);
  });

  it('takes held pay with the rest, and never what an earlier claw-back took', () => {
    const gone = { ...part('held', 2026, '0', '0'), granted: money('12000') };
    const decided = decideTaking([part('now', 2026, '48000', '0'), gone], 1_000_000n);
    expect(moneyText(decided.granted)).toBe('60000.00');
    expect(moneyText(fen(decided.stopped + decided.claimed))).toBe('48000.00');
  });

  it('never takes more than is there, nor more than was asked, for any parts', () => {
    const anyPart = fc
      .record({
        part: fc.constantFrom(...partKinds),
        dueYear: fc.integer({ min: 2026, max: 2032 }),
        number: fc.integer({ min: 0, max: 5 }),
        paid: fc.bigInt({ min: 0n, max: 10n ** 9n }),
        due: fc.bigInt({ min: 0n, max: 10n ** 9n }),
        gone: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      })
      .map(({ paid, due, gone, ...rest }): PayPart => ({
        ...rest,
        grantId: 1n,
        paid: fen(paid),
        due: fen(due),
        granted: fen(paid + due + gone),
      }));
    fc.assert(
      fc.property(
        fc.array(anyPart, { maxLength: 20 }),
        fc.bigInt({ min: 1n, max: 1_000_000n }),
        (parts, share) => {
          const decided = decideTaking(parts, share);
          const there = parts.reduce((sum, one) => sum + one.paid + one.due, 0n);
          const taken = decided.stopped + decided.claimed;
          expect(taken).toBe(decided.wanted < there ? decided.wanted : there);
          for (const { part: of, stop, claim } of decided.takings) {
            expect(stop <= of.due && claim <= of.paid && stop + claim > 0n).toBe(true);
          }
          const open = parts.reduce((sum, one) => sum + one.due, 0n);
          if (decided.claimed > 0n) expect(decided.stopped).toBe(open);
        },
      ),
      { seed: 20261123 },
    );
  });
});

describe('whether a claw-back may be proposed', () => {
  it.each(
    table(`
      cause             | duty  | share   | from   | until  | heard      | proposer | answer
      grave_risk        | main  | 1000000 | 2026Q1 | 2026Q4 | 2028-06-18 | 2        | taken
      grave_risk        | main  | 999999  | 2026Q1 | 2026Q4 | 2028-06-18 | 2        | pay.clawback_must_be_whole
      grave_risk        | other | 300000  | 2026Q1 | 2026Q4 | 2028-06-18 | 2        | taken
      falsified_results | main  | 300000  | 2026Q1 | 2026Q4 | 2028-06-18 | 2        | taken
      falsified_results | main  | 300000  | 2026Q4 | 2026Q1 | 2028-06-18 | 2        | pay.clawback_period
      falsified_results | main  | 300000  | 2026Q1 | 2026Q1 | 2028-06-19 | 2        | pay.clawback_not_heard
      falsified_results | main  | 300000  | 2026Q1 | 2026Q1 | 2028-06-17 | 7        | pay.own_pay
    `),
  )('$cause, $duty, $share: $answer', (row) => {
    const decided = decideProposal(
      {
        cause: row.cause as 'grave_risk',
        duty: row.duty as 'main',
        shareMillionths: BigInt(row.share),
        fromQuarter: row.from,
        untilQuarter: row.until,
        heardOn: row.heard,
        staffId: 7n,
      },
      { today: '2028-06-18', parts: inYearTwo, actorStaffId: BigInt(row.proposer) },
    );
    expect('refused' in decided ? decided.refused : 'taken').toBe(row.answer);
  });
  it('never over a period without performance pay', () => {
    const decided = decideProposal(
      {
        cause: 'grave_risk',
        duty: 'main',
        shareMillionths: 1_000_000n,
        fromQuarter: '2026Q1',
        untilQuarter: '2026Q1',
        heardOn: '2026-01-01',
        staffId: 7n,
      },
      { today: '2028-06-18', parts: [], actorStaffId: null },
    );
    expect(decided).toMatchObject({ refused: 'pay.clawback_nothing' });
  });
});

describe('the second pair of eyes', () => {
  it.each(
    table(`
      prepared by | said before | whose pay | who | his staff | answer
      1           | -           | 7         | 2   | 9         | may
      1           | -           | 7         | 1   | 9         | pay.same_person
      1           | -           | 7         | 2   | 7         | pay.own_pay
      1           | approved    | 7         | 2   | 9         | pay.ruled_before
      1           | returned    | 7         | 1   | 9         | pay.ruled_before
      1           | -           | -         | 2   | 7         | may
    `),
  )('$answer', (row) => {
    const verdict = row['said before'] === '-' ? null : (row['said before'] as 'approved');
    const staffId = row['whose pay'] === '-' ? null : BigInt(row['whose pay']);
    const decided = decideSecond(
      { preparedBy: BigInt(row['prepared by']), verdict, staffId },
      { accountId: BigInt(row.who), staffId: BigInt(row['his staff']) },
    );
    expect(decided?.refused ?? 'may').toBe(row.answer);
  });
});
