import type { ReactNode } from 'react';

interface MeterProps {
  /** How far the bar is filled, 0 to 100; more than 100 fills it whole. */
  readonly percent: number;
  readonly tone: 'good' | 'warn' | 'bad' | 'calm';
  /** The figure beside the bar. */
  readonly figure?: ReactNode;
  /** What the colour says, in words. */
  readonly words: string;
}

/** A small bar that says the same by its length, its colour and its words. */
export function Meter({ percent, tone, figure, words }: MeterProps) {
  const filled = Math.max(0, Math.min(100, percent));
  return (
    <span className="kj-meter">
      <span className="kj-meter-words">
        {figure === undefined ? null : <span className="kj-figure">{figure}</span>}
        <span className={`kj-meter-${tone}`}>{words}</span>
      </span>
      <span className="kj-meter-track" aria-hidden="true">
        <span className={`kj-meter-fill kj-meter-fill-${tone}`} style={{ width: `${filled}%` }} />
      </span>
    </span>
  );
}
