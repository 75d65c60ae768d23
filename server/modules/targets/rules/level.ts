import { divide } from '../../../../core/money.ts';
import type { TargetLevel } from '../contract.ts';
import type { TargetScheme } from '../policy.ts';

const whole = 1_000_000n;

/** The three levels of one figure: 目标, 冲刺, 挑战. */
export interface Levels {
  readonly target: bigint;
  readonly stretch: bigint;
  readonly challenge: bigint;
}

/** What a level needs to know of a metric. */
export interface LevelMetric {
  readonly key: string;
  readonly direction: 'up' | 'down';
}

/**
 * Stretch and challenge of an annual target: the target × the factor of the level, rounded half up
 * (issue 3, three levels). A metric with a factor of its own has that one, others that of their
 * direction. A target not below zero never gets an easier level above it.
 */
export function levelsOf(
  levels: TargetScheme['levels'],
  metric: LevelMetric,
  annual: bigint,
): Levels {
  const times = (level: TargetScheme['levels']['stretch']) =>
    divide(annual * (level.byMetric[metric.key] ?? level[metric.direction]), whole, 'half_up');
  return { target: annual, stretch: times(levels.stretch), challenge: times(levels.challenge) };
}

/** The highest level that a result has reached: at the figure itself it is reached. */
export function levelReached(
  direction: 'up' | 'down',
  levels: Levels,
  actual: bigint,
): TargetLevel | null {
  const reached = (figure: bigint) => (direction === 'up' ? actual >= figure : actual <= figure);
  if (reached(levels.challenge)) return 'challenge';
  if (reached(levels.stretch)) return 'stretch';
  return reached(levels.target) ? 'target' : null;
}
