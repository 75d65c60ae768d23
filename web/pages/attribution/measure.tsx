import { measureUnits } from '../../../server/modules/attribution/contract.ts';
import type { Measure } from '../../../server/modules/attribution/contract.ts';
import { Count, Missing, Money } from '../../kit/figures.tsx';
import { useSay } from '../../i18n/say.ts';
import { shownAmount } from './measure-figures.ts';

/** The name of a measure as shown: products appear as daily averages. */
export function useMeasureName(): (measure: Measure) => string {
  const { t } = useSay();
  return (measure) =>
    measureUnits[measure] === 'fen_days'
      ? `${t(`attribution.measure.${measure}`)} · ${t('attribution.page.daily_average')}`
      : t(`attribution.measure.${measure}`);
}

/** An amount of a measure in its unit; products as daily averages of the quarter. */
export function MeasureAmount(props: {
  readonly measure: Measure;
  readonly amount: string | null;
  readonly quarter: string;
}) {
  if (props.amount === null) return <Missing />;
  if (measureUnits[props.measure] === 'count') return <Count value={props.amount} />;
  return <Money fen={shownAmount(props.measure, props.amount, props.quarter)} />;
}
