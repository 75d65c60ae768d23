import type { Day } from '../../../core/day.ts';
import { lastDay, previousQuarter, quarterRange, type Quarter } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { CycleFacts } from '../assessment/index.ts';
import { refuse } from './messages.ts';

/** What is known of the quarters of a bank when one of them is to be opened, closed or sealed. */
export interface QuarterFacts {
  readonly quarter: Quarter;
  readonly today: Day;
  readonly states: readonly {
    readonly quarter: Quarter;
    readonly opened: boolean;
    readonly closed: boolean;
    readonly sealed: boolean;
  }[];
  /** Publication and objections of the quarter, as the room of assessment keeps them. */
  readonly cycle: CycleFacts;
  /** Whether the actor sees every objection of the bank. */
  readonly bankWide: boolean;
}

/**
 * Whether a quarter may be opened, and whether that is backdated (after its first day).
 * Refuses before its first day, twice, before the previous one is closed, and when a later one is
 * open.
 */
export function decideOpen(facts: QuarterFacts): Refusal | { readonly backdated: boolean } {
  const { quarter, today, states } = facts;
  const { from } = quarterRange(quarter);
  if (today < from) return refuse('closing.not_begun', { quarter, from, today });
  if (stateOf(facts, quarter)?.opened) return refuse('closing.already_opened', { quarter });
  const later = states.find((one) => one.opened && one.quarter > quarter);
  if (later !== undefined) return refuse('closing.later_opened', { quarter, later: later.quarter });
  const unclosed = states.find((one) => one.opened && !one.closed && one.quarter < quarter);
  if (unclosed !== undefined) {
    return refuse('closing.previous_open', { quarter, previous: unclosed.quarter });
  }
  return { backdated: today > from };
}

/** Whether a quarter may be closed (again). Refuses unopened, unfinished and sealed ones. */
export function decideClose(facts: QuarterFacts): Refusal | null {
  const { quarter, today } = facts;
  const state = stateOf(facts, quarter);
  if (state?.sealed) return refuse('closing.sealed', { quarter });
  if (!state?.opened) return refuse('closing.not_opened', { quarter });
  const range = quarterRange(quarter);
  if (today < range.until) {
    return refuse('closing.not_ended', { quarter, lastDay: lastDay(range), today });
  }
  return null;
}

/**
 * Whether a quarter may be sealed (C3e, D2e). Refuses unclosed ones, before the one before it, by
 * somebody who does not see the whole bank; and as long as the valid closing is not the published
 * one, the window is open, an objection waits for its answer, or one that was upheld is not in the
 * figures. Backdated quarters follow the policy `assessment_cycle`.
 */
export function decideSeal(facts: QuarterFacts): Refusal | null {
  const { quarter } = facts;
  const state = stateOf(facts, quarter);
  if (state?.sealed) return refuse('closing.sealed', { quarter });
  if (!state?.closed) return refuse('closing.not_closed', { quarter });
  const previous = previousQuarter(quarter);
  const before = stateOf(facts, previous);
  if (before?.opened && !before.sealed) {
    return refuse('closing.previous_not_sealed', { quarter, previous });
  }
  if (!facts.bankWide) return refuse('closing.seal_part_not_allowed');
  return decideFair(facts.cycle);
}

/** The part of the seal that protects the RMs: published, open to objection, answered, applied. */
function decideFair(cycle: CycleFacts): Refusal | null {
  const { quarter, today, closing, publication, objections } = cycle;
  const { unanswered, overdue, nextDue, unapplied } = objections;
  if (publication === null) {
    return cycle.withoutWindow ? null : refuse('closing.not_published', { quarter });
  }
  if (unanswered > 0) {
    const due = nextDue ?? today;
    return refuse('closing.objections_unanswered', { quarter, unanswered, overdue, due });
  }
  if (unapplied > 0) return refuse('closing.objections_unapplied', { quarter, unapplied });
  if (publication.runId !== closing?.runId) {
    return refuse('closing.published_other', { quarter, publishedOn: publication.publishedOn });
  }
  if (today <= publication.objectionsUntil) {
    const { objectionsUntil: until } = publication;
    return refuse('closing.window_open', { quarter, until, today });
  }
  return null;
}

function stateOf(facts: QuarterFacts, quarter: Quarter) {
  return facts.states.find((one) => one.quarter === quarter);
}
