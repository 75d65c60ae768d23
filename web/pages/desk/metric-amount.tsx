import { Count, Missing, Money, Rate, Score } from '../../kit/figures.tsx';

interface Props {
  readonly unit: 'fen' | 'count' | 'rate' | 'score';
  readonly value: string | null;
}

/** A figure in the unit of its metric. */
export function MetricAmount({ unit, value }: Props) {
  if (value === null) return <Missing />;
  if (unit === 'fen') return <Money fen={value} />;
  if (unit === 'rate') return <Rate millionths={value} />;
  if (unit === 'score') return <Score millionths={value} />;
  return <Count value={value} />;
}
