import type { Fen } from '../../../../core/money.ts';
import type { Explanation } from '../../../../core/schema.ts';
import type { Level, PayItem } from '../policy/items.ts';
import type { MetricFact, MetricFacts } from './quantity.ts';
import type { Tranche } from './risk.ts';

/** An approved correction of a sealed slip that this slip carries. */
export interface Correction {
  readonly ofQuarter: string;
  /** Above zero: to be paid. Below zero: to be taken off within the legal floor. */
  readonly amount: Fen;
  readonly cause: string;
}

/** What a line of a slip is, whatever its item is called. */
export type LinePart =
  | 'base'
  | 'bonus'
  | 'voided'
  | 'shortfall'
  | 'correction'
  | 'withheld'
  | 'returned'
  | 'deferred'
  | 'held'
  | 'deducted';

export interface PayLine {
  readonly item: string;
  readonly part: LinePart;
  readonly amount: Fen;
  readonly explanation: Explanation;
}

export interface PayStep {
  readonly level: Level;
  readonly step: number;
}

/** All that decides the pay of one RM for one quarter. */
export interface RmFacts {
  readonly staffNo: string;
  /** Path of his unit: his department, the team of `whose: team`. */
  readonly department: string;
  /** Path of the branch his unit belongs to. */
  readonly branch: string;
  readonly sequence: string;
  /** The appointed grade. */
  readonly appointed: PayStep;
  /** The step that the score of the quarter before earned; null: none, the appointed one counts. */
  readonly earned: PayStep | null;
  /** Score of the quarter in millionths of a point. */
  readonly total: bigint;
  /** A gate of the scoring scheme takes all bonus (Citibank's control gate, G14). */
  readonly bonusVoid: boolean;
  readonly metrics: MetricFacts;
  /** What the year's earlier slips paid, by item. */
  readonly earlier: ReadonlyMap<string, Fen>;
  /** Deductions that earlier quarters could not take off. */
  readonly carriedIn: Fen;
  /** Risk money kept until now, by item, oldest quarter first. */
  readonly risk: ReadonlyMap<string, readonly Tranche[]>;
  /** Minimum wage where he works, of each month of the quarter; without it, the scheme's. */
  readonly minimumWages?:
    | { readonly perMonth: readonly Fen[]; readonly region: string }
    | undefined;
  /** Approved corrections of sealed slips that this slip carries. */
  readonly corrections?: readonly Correction[] | undefined;
}

/** The quarter that is paid. */
export interface PayPeriod {
  readonly year: number;
  readonly quarterNo: number;
}

/** An item's amount with its formula in words and numbers. */
export interface ItemAmount {
  readonly amount: Fen;
  readonly explanation: Explanation;
}
/** The amounts of one RM by item. */
export type Amounts = ReadonlyMap<string, ItemAmount>;

/** Whether an item is for this RM at all. */
export function isFor(item: PayItem, rm: RmFacts): boolean {
  const { sequences, levels } = item.who;
  return (
    (sequences.length === 0 || (sequences as readonly string[]).includes(rm.sequence)) &&
    (levels.length === 0 || levels.includes(rm.appointed.level))
  );
}

/**
 * The sums of each team's metrics. A rate or a mark cannot be added: it is not there, and a scheme
 * that asks for one is refused when it is saved.
 */
export function teamMetrics(rms: readonly RmFacts[]): ReadonlyMap<string, MetricFacts> {
  const teams = new Map<string, Map<string, MetricFact>>();
  for (const rm of rms) {
    const team = teams.get(rm.department) ?? new Map<string, MetricFact>();
    teams.set(rm.department, team);
    for (const [key, fact] of rm.metrics) {
      if (fact.unit !== 'fen' && fact.unit !== 'count') continue;
      const sum = team.get(key);
      team.set(key, {
        ...fact,
        target:
          sum?.target == null && fact.target === null
            ? null
            : (sum?.target ?? 0n) + (fact.target ?? 0n),
        year: (sum?.year ?? 0n) + fact.year,
        quarter: (sum?.quarter ?? 0n) + fact.quarter,
      });
    }
  }
  return teams;
}
