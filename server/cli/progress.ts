import { divide, groupedDigits } from '../../core/money.ts';
import { paceOf } from '../platform/jobs/progress.ts';
import type { Terminal } from './terminal.ts';

export interface Bar {
  report(done: bigint, total: bigint | null, note: string): void;
  end(): void;
}

const width = 24n;

/**
 * Shows how far long work is: on a terminal one line that is drawn again, with rate and time left;
 * elsewhere a plain line every few seconds; nothing with --json. On standard error.
 */
export function openBar(terminal: Terminal, unit: string): Bar {
  const isLive = process.stderr.isTTY === true && !terminal.json;
  const everyMs = isLive ? 100 : 3000;
  const began = performance.now();
  let shownAt = isLive ? 0 : began;
  let shown = false;
  return {
    report: (done, total, note) => {
      const now = performance.now();
      if (terminal.json || now - shownAt < everyMs) return;
      shownAt = now;
      shown = true;
      const ms = BigInt(Math.round(now - began));
      const line = barLine(terminal, { done, total, note, unit, ms });
      process.stderr.write(isLive ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    end: () => {
      if (isLive && shown) process.stderr.write('\r\u001b[2K');
    },
  };
}

/** One line of the bar: share, pieces, rate, time left, step. */
export function barLine(
  terminal: Pick<Terminal, 'say'>,
  work: {
    readonly done: bigint;
    readonly total: bigint | null;
    readonly note: string;
    readonly unit: string;
    readonly ms: bigint;
  },
): string {
  const { done, total, note, unit } = work;
  const pace = paceOf({ done, total, elapsedMs: work.ms });
  const parts: string[] = [];
  if (total !== null && total > 0n) {
    const reached = done > total ? total : done;
    const full = Number(divide(reached * width, total, 'floor')); // tidy: not money
    const percent = divide(reached * 100n, total, 'floor');
    parts.push(`[${'#'.repeat(full).padEnd(Number(width), '.')}] ${percent}%`); // tidy: not money
  } else parts.push(`${groupedDigits(String(done))} ${unit}`);
  if (pace.perSecond > 0n) parts.push(`${groupedDigits(String(pace.perSecond))} ${unit}/s`);
  if (pace.secondsLeft !== null && pace.secondsLeft > 0) {
    parts.push(
      pace.secondsLeft < 120
        ? terminal.say('cli.left_seconds', { count: pace.secondsLeft })
        : terminal.say('cli.left_minutes', { count: Math.ceil(pace.secondsLeft / 60) }),
    );
  }
  if (note !== '') parts.push(note);
  return parts.join('  ');
}
