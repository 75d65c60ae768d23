import { describe, expect, it } from 'vitest';
import { fen } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import type { BatchKind } from '../contract/book.ts';
import {
  batchNumber,
  batchText,
  controlTotal,
  decideRound,
  type BatchLine,
  type EarlierBatch,
} from './batch.ts';

describe('the round of a batch', () => {
  it.each(
    table(`
      kind        | earlier                     | answer
      slips       | -                           | 1
      slips       | waiting                     | pay.batch_waiting
      slips       | returned                    | 2
      slips       | returned, approved          | pay.batch_done
      slips       | returned, waiting           | pay.batch_waiting
      instalments | approved                    | 2
      instalments | approved, returned          | 3
      instalments | approved, waiting           | pay.batch_waiting
      settlement  | approved                    | pay.batch_done
    `),
  )('$kind after $earlier: $answer', ({ kind, earlier, answer }) => {
    const words = earlier === '-' ? [] : earlier.split(', ');
    const batches = words.map((word, at): EarlierBatch => ({
      batchNo: `B${at}`,
      round: at + 1,
      verdict: word === 'waiting' ? null : (word as 'approved'),
    }));
    const decided = decideRound(kind as BatchKind, batches);
    expect(typeof decided === 'number' ? String(decided) : decided.refused).toBe(answer);
  });
});

describe('a batch', () => {
  it.each(
    table(`
      kind        | period | round | number
      slips       | 2026Q1 | 1     | 2026Q1-S1
      instalments | 2027   | 2     | 2027-D2
      settlement  | 2026   | 1     | 2026-Y1
    `),
  )('is number $number', ({ kind, period, round, number }) => {
    const of = { kind: kind as BatchKind, period, round: Number(round) };
    expect(batchNumber(of)).toBe(number);
  });

  const line = (staffNo: string, amount: bigint): BatchLine => ({
    staffId: 1n,
    staffNo,
    unitPath: '0001.',
    part: 'now',
    grantId: 9n,
    number: 0,
    quarter: '2026Q1',
    variable: fen(amount),
    amount: fen(amount),
  });
  it('has a control total and a text of business keys and figures only', () => {
    const lines = [line('001', 10n), line('002', 32n)];
    expect(controlTotal(lines)).toBe(42n);
    const elsewhere = lines.map((one) => ({ ...one, staffId: 5n, grantId: 77n }));
    expect(batchText(elsewhere)).toBe(batchText(lines));
    expect(batchText([line('001', 11n), line('002', 31n)])).not.toBe(batchText(lines));
  });
});
