import type { MetricUnit } from '../../../server/modules/metrics/contract.ts';
import { Count, Money, Rate, Score } from '../../kit/figures.tsx';

/** A metric's value in its unit. */
export function MetricValue(props: { readonly unit: MetricUnit; readonly value: string }) {
  switch (props.unit) {
    case 'fen':
      return <Money fen={props.value} />;
    case 'rate':
      return <Rate millionths={props.value} />;
    case 'score':
      return <Score millionths={props.value} />;
    case 'count':
      return <Count value={props.value} />;
  }
}
