import { Count, Missing, Money, Rate } from '../../kit/figures.tsx';

/** A target in the unit of its metric. */
export function Amount(props: {
  readonly unit: 'fen' | 'count' | 'millionths';
  readonly value: string | null;
}) {
  if (props.value === null) return <Missing />;
  if (props.unit === 'fen') return <Money fen={props.value} />;
  if (props.unit === 'millionths') return <Rate millionths={props.value} />;
  return <Count value={props.value} />;
}
