import type { Role } from '../../../../core/actor.ts';
import type { Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';
import type { AssessmentCycle } from '../policy/cycle.ts';
import type { ScoringScheme } from '../policy/shape.ts';
import { trackOf, type RmFacts } from './facts.ts';

export interface MarkingFacts {
  readonly quarter: Quarter;
  readonly lastDay: Day;
  readonly today: Day;
  readonly sealed: boolean;
  /** Day of the quarter's publication; null before it, and for a line reopened by an objection. */
  readonly closedOn: Day | null;
  /** The RM on the quarter's last day, if the rater's scope holds him. */
  readonly rm: { readonly staffId: bigint; readonly name: string } | null;
  /** Qualitative lines of the scheme for this RM. */
  readonly metrics: readonly string[];
  /** The rater's own mark that counts now. */
  readonly present: bigint | null;
}

/**
 * Whether a rater may mark an RM on a qualitative line (domain rules 2.2 no. 7). Refuses roles the
 * policy does not name, raters who are no member of staff, oneself, RMs out of scope, unknown
 * lines, days before the quarter's last, published and sealed quarters, and a mark that another
 * window of the same rater has replaced.
 */
export function decideMark(
  cycle: AssessmentCycle,
  facts: MarkingFacts,
  rater: { readonly staffId: bigint | null; readonly roles: readonly Role[] },
  wanted: { readonly metric: string; readonly replaces: bigint | null },
): Refusal | null {
  const { quarter, today, rm } = facts;
  const roles: readonly Role[] = cycle.marks.raterRoles;
  if (!rater.roles.some((role) => roles.includes(role))) {
    return refuse('assessment.rater_role_not_allowed');
  }
  if (rater.staffId === null) return refuse('assessment.rater_no_staff_not_allowed');
  if (rm === null) return refuse('assessment.rm_unknown', { quarter });
  if (rm.staffId === rater.staffId) return refuse('assessment.mark_own_not_allowed');
  if (!facts.metrics.includes(wanted.metric)) {
    return refuse('assessment.mark_line_unknown', { metric: wanted.metric });
  }
  if (facts.sealed) return refuse('assessment.quarter_sealed', { quarter });
  if (today < facts.lastDay) {
    return refuse('assessment.marks_not_begun', { quarter, from: facts.lastDay, today });
  }
  if (facts.closedOn !== null) {
    return refuse('assessment.marks_over', { quarter, publishedOn: facts.closedOn });
  }
  if (facts.present !== wanted.replaces) {
    return refuse('assessment.mark_changed', { name: rm.name });
  }
  return null;
}

/** A mark as typed ('85', '85.5') in millionths; the contract has checked its form. */
export function markOf(text: string): bigint {
  const [whole = '', rest = ''] = text.split('.');
  return BigInt(whole + rest.padEnd(6, '0'));
}

/** Lines of a quarter (1 to 4) that raters mark for an RM: those of his track, if he has one. */
export function qualitativeMetrics(
  scheme: ScoringScheme,
  rm: RmFacts,
  quarterIndex: number,
): string[] {
  const { lines } = trackOf(scheme, rm) ?? scheme;
  return lines
    .filter((line) => line.scoring.function === 'qualitative')
    .filter((line) => line.quarters.includes(quarterIndex))
    .map((line) => line.metric);
}
