import { addMonths, type Day, type DayRange } from '../../../core/day.ts';
import type { Refusal } from '../../../core/refusal.ts';
import {
  serveModes,
  type CorporateType,
  type CustomerClass,
  type CustomerTier,
  type Level,
  type ServeMode,
} from './contract.ts';
import { refuse } from './messages.ts';
import type { GradeMatrix, HeadCountKind } from './policy.ts';

/** Which customer is asked about: a firm by type and class, a person by tier. */
export type CustomerLevel =
  | {
      readonly kind: 'corporate';
      readonly corporateType: CorporateType;
      readonly class: CustomerClass;
    }
  | { readonly kind: 'individual'; readonly tier: CustomerTier };

/** What segmentation last found of a customer. */
export interface Segmented {
  readonly kind: 'corporate' | 'individual';
  readonly corporateType: CorporateType | null;
  readonly class: CustomerClass | null;
  readonly tier: CustomerTier | null;
}

/**
 * What the matrix goes by; a customer not segmented yet counts as independent, general and small
 * (domain rules 5).
 */
export function levelOf(customer: Segmented): CustomerLevel {
  return customer.kind === 'individual'
    ? { kind: 'individual', tier: customer.tier ?? 'small' }
    : {
        kind: 'corporate',
        corporateType: customer.corporateType ?? 'independent',
        class: customer.class ?? 'general',
      };
}

export type Part = 'lead' | 'assist';

/**
 * 'needs_approval' becomes 'allowed' when another person approves; the reason says which rule asked
 * for it. Words among its numbers are phrase keys, so that they are read in the reader's language.
 */
export type GradeDecision =
  | { readonly outcome: 'allowed'; readonly reason: null }
  | { readonly outcome: 'needs_approval' | 'refused'; readonly reason: Refusal };

const allowed: GradeDecision = { outcome: 'allowed', reason: null };

/**
 * How an RM of a level may serve a customer at most. For a firm the stricter of its type (C3b) and
 * its class (C3c) holds, and names the cause; for a person his tier (C3d) does.
 */
export function serveMode(
  matrix: GradeMatrix,
  level: Level,
  customer: CustomerLevel,
): { readonly mode: ServeMode; readonly cause: CorporateType | CustomerClass | CustomerTier } {
  const { serves } = matrix.levels[level];
  if (customer.kind === 'individual') {
    return { mode: serves.tier[customer.tier], cause: customer.tier };
  }
  const byType = serves.corporateType[customer.corporateType];
  const byClass = serves.class[customer.class];
  const typeHolds =
    customer.corporateType === 'system'
      ? strength(byType) <= strength(byClass)
      : strength(byType) < strength(byClass);
  return typeHolds
    ? { mode: byType, cause: customer.corporateType }
    : { mode: byClass, cause: customer.class };
}

/**
 * Whether an RM of a level may lead (or assist with) a customer (C2d; golden case G50): allowed,
 * only with approval of another person, or refused with the rule.
 */
export function decideServes(
  matrix: GradeMatrix,
  level: Level,
  customer: CustomerLevel,
  part: Part = 'lead',
): GradeDecision {
  const { mode, cause } = serveMode(matrix, level, customer);
  const params = {
    level: `people.level.${level}`,
    customer: `people.serves.${cause}`,
    mode: `people.mode.${mode}`,
  };
  if (part === 'assist') {
    return mode === 'none'
      ? { outcome: 'refused', reason: refuse('people.assist_not_served', params) }
      : allowed;
  }
  if (mode === 'alone') return allowed;
  return mode === 'with_approval'
    ? { outcome: 'needs_approval', reason: refuse('people.level_needs_approval', params) }
    : { outcome: 'refused', reason: refuse('people.level_not_served', params) };
}

export interface Load {
  readonly kind: 'corporate' | 'individual';
  readonly part: Part;
  /** Customers of that kind he has in that part now. */
  readonly present: number;
  /** Customers to be added; at least 1. */
  readonly adding: number;
}

/** The most customers of a kind in a part at a level; null: no limit. */
export function capacityOf(
  matrix: GradeMatrix,
  level: Level,
  load: Pick<Load, 'kind' | 'part'>,
): number | null {
  return matrix.levels[level].capacity[load.part][load.kind];
}

/**
 * Whether so many customers more stay within the capacity of the level (domain rules 5, RM load). A
 * level whose capacity is 0 is refused always; beyond a capacity the policy says whether an
 * approval helps.
 */
export function decideCapacity(matrix: GradeMatrix, level: Level, load: Load): GradeDecision {
  const max = capacityOf(matrix, level, load);
  if (max === null || load.present + load.adding <= max) return allowed;
  const params = {
    level: `people.level.${level}`,
    kind: `people.kind.${load.kind}`,
    max,
    present: load.present,
    adding: load.adding,
  };
  return max > 0 && matrix.overCapacity === 'with_approval'
    ? { outcome: 'needs_approval', reason: refuse('people.capacity_needs_approval', params) }
    : { outcome: 'refused', reason: refuse('people.capacity_full', params) };
}

/** Whether a unit of this kind has a post of the level free for one RM more (C2b). */
export function decideHeadCount(
  matrix: GradeMatrix,
  post: { readonly unitKind: HeadCountKind; readonly level: Level; readonly present: number },
): GradeDecision {
  const max = matrix.headCount[post.unitKind][post.level];
  if (max === null || post.present < max) return allowed;
  const params = {
    unitKind: `organisation.kind.${post.unitKind}`,
    level: `people.level.${post.level}`,
    present: post.present,
    max,
  };
  return { outcome: 'refused', reason: refuse('people.head_count_full', params) };
}

/**
 * The days on which a certificate is valid: from its day of issue, the first invalid day left out
 * (domain rules 1.2, G01: issued 2025-02-20 for a year, invalid on 2026-02-20). A certificate is
 * not an appointment: who is paid at a grade needs both.
 */
export function certificateDays(matrix: GradeMatrix, issuedOn: Day): DayRange {
  return { from: issuedOn, until: addMonths(issuedOn, matrix.certificateMonths) };
}

function strength(mode: ServeMode): number {
  return serveModes.indexOf(mode);
}
