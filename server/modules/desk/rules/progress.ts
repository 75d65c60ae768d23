import type { DayRange } from '../../../../core/day.ts';
import { divide } from '../../../../core/money.ts';
import { rangeDays } from '../../../../core/period.ts';

export interface JudgedMetric {
  readonly nature: 'average' | 'flow' | 'level';
  readonly direction: 'up' | 'down';
}

const whole = 1_000_000n;

/**
 * Share of the target that is reached, in millionths, rounded half up; null where a share says
 * nothing: a target of zero or below, and a metric that must stay under its target.
 */
export function completionOf(
  { direction }: Pick<JudgedMetric, 'direction'>,
  value: bigint,
  target: bigint,
): bigint | null {
  return direction === 'down' || target <= 0n ? null : divide(value * whole, target, 'half_up');
}

/** Whether the target is met; at the target itself it is. */
export function isReached(
  { direction }: Pick<JudgedMetric, 'direction'>,
  value: bigint,
  target: bigint,
): boolean {
  return direction === 'up' ? value >= target : value <= target;
}

export interface Horizon {
  readonly target: bigint;
  /** 1 January to the end of the horizon, half-open. */
  readonly span: DayRange;
  /** Working days that are left from tomorrow on; 0: it has ended. */
  readonly workingDays: number;
}

export interface Pace {
  readonly reached: boolean;
  /** What is missing in the metric's unit; 0 when it is reached. */
  readonly gap: bigint;
  /** A flow: what each working day that is left must bring. */
  readonly perDay: bigint | null;
  /** A daily average: what the days after the last closing must average. */
  readonly restAverage: bigint | null;
}

/**
 * What a target still asks for, from the value of the last closing. Both paces are rounded up, so
 * that keeping to them reaches the target. A flow's gap is spread over the working days left. An
 * average moves with every day: with V of the first d days and T wanted of D days, the rest must
 * average (T × D − V × d) ÷ (D − d). A level has no pace.
 */
export function paceOf(
  metric: JudgedMetric,
  closed: { readonly value: bigint; readonly span: DayRange },
  horizon: Horizon,
): Pace {
  const { target, span, workingDays } = horizon;
  const reached = isReached(metric, closed.value, target);
  const missing = target - closed.value;
  const gap = reached ? 0n : missing < 0n ? -missing : missing;
  const pace = { reached, gap, perDay: null, restAverage: null };
  if (reached || metric.direction === 'down') return pace;
  if (metric.nature === 'flow' && workingDays > 0) {
    return { ...pace, perDay: divide(gap, BigInt(workingDays), 'ceil') };
  }
  const days = BigInt(rangeDays(span));
  const past = BigInt(rangeDays(closed.span));
  if (metric.nature === 'average' && days > past) {
    const rest = target * days - closed.value * past;
    return { ...pace, restAverage: divide(rest, days - past, 'ceil') };
  }
  return pace;
}
