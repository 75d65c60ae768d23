import { sumFen, type Fen } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { BatchKind, PartKind } from '../contract/book.ts';
import { refuse } from '../messages.ts';

export interface BatchLine {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly unitPath: string;
  /** `correction`: in favour of somebody who has no slip in the quarter. */
  readonly part: Exclude<PartKind, 'held'> | 'correction';
  readonly grantId: bigint;
  readonly number: number;
  readonly quarter: string;
  /** Performance pay in it. */
  readonly variable: Fen;
  /** What is paid. */
  readonly amount: Fen;
}

export interface EarlierBatch {
  readonly batchNo: string;
  readonly round: number;
  readonly verdict: 'approved' | 'returned' | null;
}

/**
 * The round of a new batch. Refused while one waits for its second person; slips and settlements
 * leave once, instalments again only for what was not due before.
 */
export function decideRound(kind: BatchKind, earlier: readonly EarlierBatch[]): Refusal | number {
  const waiting = earlier.find((one) => one.verdict === null);
  if (waiting !== undefined) return refuse('pay.batch_waiting', { batchNo: waiting.batchNo });
  const done = earlier.find((one) => one.verdict === 'approved');
  if (done !== undefined && kind !== 'instalments') {
    return refuse('pay.batch_done', { batchNo: done.batchNo });
  }
  return Math.max(0, ...earlier.map((one) => one.round)) + 1;
}

const letters: Readonly<Record<BatchKind, string>> = {
  slips: 'S',
  instalments: 'D',
  settlement: 'Y',
};

/** The number that people and the payroll system quote: 2026Q1-S1, 2027-D1, 2026-Y1. */
export function batchNumber(of: {
  readonly kind: BatchKind;
  readonly period: string;
  readonly round: number;
}): string {
  return `${of.period}-${letters[of.kind]}${of.round}`;
}

export function controlTotal(lines: readonly BatchLine[]): Fen {
  return sumFen(lines.map((one) => one.amount));
}

/** The text that a batch's digest is taken of: business keys and figures, in the file's order. */
export function batchText(lines: readonly BatchLine[]): string {
  return lines
    .map((one) =>
      [one.staffNo, one.part, one.quarter, one.number, one.variable, one.amount].join('|'),
    )
    .join('\n');
}
