import { addWorkingDays, type Day, type WorkCalendar } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { cycleSteps, wholeSheet, type CycleStep, type StepState } from '../contract/cycle.ts';
import { refuse } from '../messages.ts';
import type { AssessmentCycle } from '../policy/cycle.ts';

/** What is known of a quarter's closing, publication and objections; all by the valid rows. */
export interface CycleFacts {
  readonly quarter: Quarter;
  readonly today: Day;
  /** Backdated, and the policy seals such quarters without publication. */
  readonly withoutWindow: boolean;
  readonly sealed: boolean;
  /** The valid closing; null while there is none. */
  readonly closing: {
    readonly runId: bigint;
    readonly digest: string;
  } | null;
  /** The latest publication of the quarter. */
  readonly publication: {
    readonly runId: bigint;
    readonly publishedOn: Day;
    /** Last day on which any RM may still object. */
    readonly objectionsUntil: Day;
  } | null;
  readonly objections: {
    readonly unanswered: number;
    readonly overdue: number;
    /** Earliest last day for an answer that is still missing. */
    readonly nextDue: Day | null;
    /** Upheld for this quarter after the valid closing began: not in its figures. */
    readonly unapplied: number;
  };
}

export interface MarkFacts {
  /** RMs × qualitative lines, and those with enough raters. */
  readonly wanted: number;
  readonly done: number;
  /** Marks entered since the valid closing began: not in its figures. */
  readonly newer: number;
}

/**
 * Whether the valid closing may be published (D2e: reward by results, open to objection). Refuses
 * partial scopes, unclosed and sealed quarters, a closing published already or other than the
 * officer saw, marks that are not in it, and by policy marks that lack raters.
 */
export function decidePublish(
  facts: CycleFacts,
  marks: MarkFacts,
  wanted: {
    readonly bankWide: boolean;
    /** Digest the officer saw; null where nobody looked (command line, demo). */
    readonly seen: string | null;
    readonly lackingRaters: AssessmentCycle['marks']['lackingRaters'];
  },
): Refusal | null {
  const { quarter, closing, publication } = facts;
  if (!wanted.bankWide) return refuse('assessment.publish_part_not_allowed');
  if (facts.sealed) return refuse('assessment.quarter_sealed', { quarter });
  if (closing === null) return refuse('assessment.not_closed', { quarter });
  if (publication?.runId === closing.runId) {
    const { publishedOn, objectionsUntil } = publication;
    return refuse('assessment.already_published', { quarter, publishedOn, objectionsUntil });
  }
  if (wanted.seen !== null && wanted.seen !== closing.digest) {
    return refuse('assessment.digest_differs', { now: closing.digest, seen: wanted.seen });
  }
  if (marks.newer > 0) return refuse('assessment.marks_newer', { quarter, marks: marks.newer });
  if (wanted.lackingRaters === 'refuse_publication' && marks.done < marks.wanted) {
    const lacking = marks.wanted - marks.done;
    return refuse('assessment.marks_lacking', { lacking, wanted: marks.wanted });
  }
  return null;
}

/**
 * Last days for objections: new and changed sheets have the policy's working days from the
 * publication on (counting starts the next day, G31); a sheet whose figures stayed the same keeps
 * its day.
 */
export function decideWindow(
  cycle: AssessmentCycle,
  publishedOn: Day,
  calendar: WorkCalendar,
): { readonly until: Day; readonly fallbackYears: readonly number[] } {
  const { windowWorkingDays } = cycle.objection;
  const { day, fallbackYears } = addWorkingDays(publishedOn, windowWorkingDays, calendar);
  return { until: day, fallbackYears };
}

/** Last day for the answer to an objection. */
export function decideAnswerDue(
  cycle: AssessmentCycle,
  raisedOn: Day,
  calendar: WorkCalendar,
): Day {
  return addWorkingDays(raisedOn, cycle.objection.answerWorkingDays, calendar).day;
}

export interface ObjectionFacts {
  readonly quarter: Quarter;
  readonly today: Day;
  /** Whether the sheet is the actor's own. */
  readonly own: boolean;
  readonly sealed: boolean;
  /** The sheet in the quarter's latest publication; null when it is not in it. */
  readonly published: { readonly objectionsUntil: Day } | null;
  /** Metrics of the sheet's lines. */
  readonly metrics: readonly string[];
  /** Metrics he objected to in this publication. */
  readonly before: readonly string[];
}

/** Whether an RM may object to his sheet at all: his own, published, within its window. */
export function decideMayObject(facts: ObjectionFacts): Refusal | null {
  const { quarter, today, published } = facts;
  if (!facts.own) return refuse('assessment.objection_not_own_not_allowed');
  if (facts.sealed) return refuse('assessment.quarter_sealed', { quarter });
  if (published === null) return refuse('assessment.not_published', { quarter });
  if (today > published.objectionsUntil) {
    return refuse('assessment.window_over', { quarter, until: published.objectionsUntil, today });
  }
  return null;
}

/** The same for one line; each line once a publication. */
export function decideObjection(facts: ObjectionFacts, metric: string): Refusal | null {
  const refused = decideMayObject(facts);
  if (refused !== null) return refused;
  if (metric !== wholeSheet && !facts.metrics.includes(metric)) {
    return refuse('assessment.line_unknown', { metric });
  }
  if (facts.before.includes(metric)) return refuse('assessment.objection_twice', { metric });
  return null;
}

export interface AnswerFacts {
  readonly sealed: boolean;
  readonly quarter: Quarter;
  /** Verdict given already; null while it waits. */
  readonly verdict: string | null;
  /** The actor is the RM, or entered or marked the figure himself. */
  readonly isRm: boolean;
  readonly madeFigure: boolean;
}

/**
 * Whether an actor may answer an objection: once, and nobody in his own matter (D2e: objective and
 * fair): neither the RM nor who entered or marked the figure.
 */
export function decideAnswer(facts: AnswerFacts): Refusal | null {
  const { quarter, verdict } = facts;
  if (verdict !== null) return refuse('assessment.answered_already', { verdict });
  if (facts.sealed) return refuse('assessment.quarter_sealed', { quarter });
  if (facts.isRm) return refuse('assessment.answer_own_not_allowed');
  if (facts.madeFigure) return refuse('assessment.answer_figure_not_allowed');
  return null;
}

/** Whether the RM may take his objection back: his own, while it waits. */
export function decideWithdrawal(facts: AnswerFacts): Refusal | null {
  const { quarter, verdict } = facts;
  if (!facts.isRm) return refuse('assessment.objection_not_own_not_allowed');
  if (verdict !== null) return refuse('assessment.answered_already', { verdict });
  return facts.sealed ? refuse('assessment.quarter_sealed', { quarter }) : null;
}

/**
 * Where each step of the quarter stands: the first that is not done is the present one. A quarter
 * without qualitative lines needs no marks, a backdated one by policy neither publication nor
 * window.
 */
export function stepsOf(
  facts: CycleFacts,
  given: {
    readonly ended: boolean;
    readonly marks: Pick<MarkFacts, 'wanted' | 'done'>;
    readonly lackingRaters: AssessmentCycle['marks']['lackingRaters'];
  },
): { readonly step: CycleStep; readonly state: StepState }[] {
  const { closing, publication, objections, today } = facts;
  const { wanted, done } = given.marks;
  const isPublished = closing !== null && publication?.runId === closing.runId;
  const skipped = facts.withoutWindow && publication === null;
  const answered = objections.unanswered === 0 && objections.unapplied === 0;
  const isOver = isPublished && today > publication!.objectionsUntil;
  const states: Record<CycleStep, boolean | 'not_needed'> = {
    collect: given.ended,
    score: closing !== null,
    // Published without enough raters (by policy): nobody can mark any more.
    marks: wanted === 0 ? 'not_needed' : isPublished || done >= wanted,
    publish: skipped ? 'not_needed' : isPublished,
    objections: skipped ? 'not_needed' : isOver && answered,
    seal: facts.sealed,
  };
  const waiting = cycleSteps.filter((step) => states[step] === false);
  // Marks that may lack raters hold nothing up: the next step is present beside them.
  const passes = given.lackingRaters === 'publish' && waiting[0] === 'marks';
  const present = waiting.slice(0, passes ? 2 : 1);
  return cycleSteps.map((step) => {
    const state = states[step];
    if (state === 'not_needed') return { step, state };
    if (facts.sealed || state) return { step, state: 'done' };
    return { step, state: present.includes(step) ? 'now' : 'waiting' };
  });
}
