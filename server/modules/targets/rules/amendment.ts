import type { Actor } from '../../../../core/actor.ts';
import type { Quarter } from '../../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../../core/refusal.ts';
import {
  type AmendmentBody,
  type AmendmentState,
  type LetterBody,
  type LetterSide,
  type TargetMetric,
} from '../contract.ts';
import { refuse, targetsMessages } from '../messages.ts';
import type { MetricBook } from './metric-book.ts';
import type { FiguresOfYear } from './letter.ts';
import { letterState } from './letter-state.ts';
import { decideSide, speaksForBank } from './letter-verbs.ts';

type Person = Pick<Actor, 'staffId' | 'roles'>;

/** A change somebody wants: the new annual target of a metric. */
export interface WantedChange {
  readonly metric: string;
  readonly annual: bigint;
}

export interface QuarterState {
  readonly quarter: Quarter;
  readonly closed: boolean;
  readonly sealed: boolean;
}

/**
 * The changes of a wish against the figures in force: each metric once and one that the letter has,
 * not negative (a rate at most 100 %), and something must change.
 */
export function decideChanges(
  book: MetricBook,
  wanted: readonly WantedChange[],
  inForce: ReadonlyMap<string, bigint>,
): WantedChange[] | Refusal {
  const changed: WantedChange[] = [];
  for (const { metric, annual } of wanted) {
    const known = book.get(metric);
    const before = inForce.get(metric);
    const name = { metric: known?.name.en ?? metric, metricZh: known?.name.zh ?? metric };
    if (before === undefined || known === undefined)
      return refuse('targets.change_of_missing', name);
    if (wanted.filter((one) => one.metric === metric).length > 1) {
      return refuse('targets.change_twice', name);
    }
    const most = known.unit === 'millionths' ? 1_000_000n : null;
    if (annual < 0n || (most !== null && annual > most)) {
      return refuse('targets.change_out_of_range', { ...name, annual });
    }
    if (annual !== before) changed.push({ metric, annual });
  }
  return changed.length === 0 ? refuse('targets.change_nothing') : changed;
}

export interface LetterToAmend {
  readonly letterNo: string;
  readonly staffId: bigint;
  readonly rmName: string;
  readonly year: number;
  readonly marks: number;
  /** The number of a proposal that neither side has finished; null: none. */
  readonly openNo: number | null;
}

/**
 * Whether an amendment may be proposed (C3e, domain-rules 2.3): to a letter in force, by the RM
 * himself or a leader, no other proposal open, from a quarter of its year that is neither closed
 * nor sealed, with something changed.
 */
export function decideAmendment(
  letter: LetterToAmend,
  actor: Person,
  wanted: { readonly fromQuarter: Quarter; readonly changes: readonly WantedChange[] },
  facts: {
    readonly quarters: readonly QuarterState[];
    readonly book: MetricBook;
    readonly inForce: ReadonlyMap<string, bigint>;
  },
): WantedChange[] | Refusal {
  const { letterNo } = letter;
  if (actor.staffId !== letter.staffId && !speaksForBank(letter, actor)) {
    return refuse('targets.letter_bank_side_not_allowed');
  }
  const state = letterState(letter.marks);
  if (state !== 'locked' && state !== 'adopted') {
    return refuse('targets.amendment_of_unsigned', { letterNo });
  }
  if (letter.openNo !== null) {
    return refuse('targets.amendment_open', { letterNo, amendmentNo: letter.openNo });
  }
  return (
    decideQuarter(wanted.fromQuarter, facts.quarters) ??
    decideChanges(facts.book, wanted.changes, facts.inForce)
  );
}

/** Whether targets from a quarter on may change: it is of the letter's year and not closed. */
export function decideQuarter(from: Quarter, quarters: readonly QuarterState[]): Refusal | null {
  const found = quarters.find((one) => one.quarter === from);
  if (found === undefined) return refuse('targets.amendment_other_year', { quarter: from });
  if (found.sealed) return refuse('targets.amendment_sealed', { quarter: from });
  return found.closed ? refuse('targets.amendment_closed', { quarter: from }) : null;
}

export interface AmendmentStanding {
  readonly letterNo: string;
  readonly amendmentNo: number;
  readonly staffId: bigint;
  readonly rmName: string;
  readonly fromQuarter: Quarter;
  readonly bodyHash: string;
  readonly ended: boolean;
  readonly signatures: readonly {
    readonly side: LetterSide;
    readonly signerName: string;
    readonly signedAt: string;
  }[];
}

export function amendmentState(ended: boolean, signed: readonly LetterSide[]): AmendmentState {
  if (ended) return 'ended';
  const [rm, bank] = [signed.includes('rm'), signed.includes('bank')];
  if (rm && bank) return 'in_force';
  if (rm) return 'rm_signed';
  return bank ? 'bank_signed' : 'proposed';
}

/**
 * Whether an actor may sign an amendment for a side: his own side, once, while it is open and its
 * first quarter is not closed, and only the text he read.
 */
export function decideAmendmentSignature(
  amendment: AmendmentStanding,
  actor: Person,
  wanted: { readonly side: LetterSide; readonly bodyHash: string },
  quarters: readonly QuarterState[],
): Refusal | null {
  const { letterNo, amendmentNo } = amendment;
  if (amendment.ended) return refuse('targets.amendment_ended', { letterNo, amendmentNo });
  const side = decideSide(amendment, actor, wanted.side);
  if (side !== null) return side;
  const before = amendment.signatures.find((one) => one.side === wanted.side);
  if (before !== undefined) {
    const { zh, en } = targetsMessages[`targets.side.${wanted.side}`];
    const params = { letterNo, side: en, sideZh: zh, signer: before.signerName };
    return refuse('targets.letter_already_signed', params);
  }
  const late = decideQuarter(amendment.fromQuarter, quarters);
  if (late !== null) return late;
  return wanted.bodyHash === amendment.bodyHash
    ? null
    : refuse('targets.letter_text_differs', { letterNo });
}

/** Either side may end a proposal that is not in force. The side it is ended for, or a refusal. */
export function decideEnd(amendment: AmendmentStanding, actor: Person): LetterSide | Refusal {
  const { letterNo, amendmentNo } = amendment;
  const sides = amendment.signatures.map((one) => one.side);
  const state = amendmentState(amendment.ended, sides);
  if (state === 'ended') return refuse('targets.amendment_ended', { letterNo, amendmentNo });
  if (state === 'in_force') return refuse('targets.amendment_in_force', { letterNo, amendmentNo });
  if (actor.staffId === amendment.staffId) return 'rm';
  const refused = decideSide(amendment, actor, 'bank');
  return isRefusal(refused) ? refused : 'bank';
}

/** The text of an amendment: each changed figure before and after. */
export function composeAmendment(
  letter: Pick<LetterBody, 'letterNo' | 'year' | 'bank' | 'rm'>,
  given: {
    readonly letterHash: string;
    readonly amendmentNo: number;
    readonly fromQuarter: Quarter;
    readonly reason: string;
    readonly policyVersionId: bigint;
    readonly changes: readonly {
      readonly metric: TargetMetric;
      readonly before: FiguresOfYear;
      readonly after: FiguresOfYear;
    }[];
  },
): AmendmentBody {
  const figures = (of: FiguresOfYear) => ({ ...of, quarters: [...of.quarters] });
  return {
    letterNo: letter.letterNo,
    letterHash: given.letterHash,
    amendmentNo: given.amendmentNo,
    year: letter.year,
    fromQuarter: given.fromQuarter,
    bank: letter.bank,
    rm: { staffNo: letter.rm.staffNo, name: letter.rm.name },
    reason: given.reason,
    changes: given.changes.map(({ metric, before, after }) => ({
      metric: metric.key,
      unit: metric.unit,
      name: metric.name.zh,
      before: figures(before),
      after: figures(after),
    })),
    policyVersionId: String(given.policyVersionId),
  };
}

/** Quarters from one on, of those of a year. */
export function quartersFrom<Q extends { readonly quarter: string }>(
  quarters: readonly Q[],
  from: Quarter,
): Q[] {
  return quarters.filter((one) => one.quarter >= from);
}
