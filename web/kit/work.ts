/** The progress of long work, and the time it still needs; pure. */
export interface WorkStep {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly done: string;
  /** null: not known. */
  readonly total: string | null;
  readonly words?: string;
}

export interface Work {
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly steps: readonly WorkStep[];
}

/** One look at a running step. */
export interface Sight {
  readonly step: string;
  readonly done: bigint;
  readonly atMs: number;
}

export interface Pace {
  /** Units a second. */
  readonly rate: bigint;
  readonly secondsLeft: bigint | null;
}

/** The share done in whole percent, never 100 before the end. */
export function percentDone(step: Pick<WorkStep, 'state' | 'done' | 'total'>): number {
  if (step.state === 'done') return 100;
  const total = BigInt(step.total ?? '0');
  if (total <= 0n) return 0;
  const percent = (BigInt(step.done) * 100n) / total;
  return Number(percent > 99n ? 99n : percent);
}

/** Rate and time left from the first look at this step and now; unknown until something moved. */
export function paceOf(first: Sight | undefined, now: Sight, total: string | null): Pace | null {
  if (first === undefined || first.step !== now.step) return null;
  const elapsedMs = BigInt(Math.round(now.atMs - first.atMs));
  const moved = now.done - first.done;
  if (elapsedMs < 500n || moved <= 0n) return null;
  const left = total === null ? null : BigInt(total) - now.done;
  return {
    rate: (moved * 1000n) / elapsedMs,
    secondsLeft: left === null || left < 0n ? null : (left * elapsedMs) / moved / 1000n + 1n,
  };
}
