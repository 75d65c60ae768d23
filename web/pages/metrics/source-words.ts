import type { MeasureRow, MetricRow } from '../../../server/modules/metrics/contract.ts';
import type { Say } from '../../i18n/say.ts';
import { scoreExact } from '../../kit/format.ts';

const one = '1000000';

/** Where a metric's figure comes from, as a formula of measures' names. */
export function sourceWords(
  metric: MetricRow,
  measures: ReadonlyMap<string, MeasureRow>,
  { t, locale }: Pick<Say, 't' | 'locale'>,
): string {
  const { source } = metric;
  const sum = (terms: MetricRow['source']['of']) => {
    const words = terms.map(({ measure, weight }) => {
      const name = measures.get(measure)?.name[locale] ?? measure;
      return weight === one ? name : `${name} × ${scoreExact(weight)}`;
    });
    return words.length > 1 ? `(${words.join(' + ')})` : (words[0] ?? '');
  };
  switch (source.kind) {
    case 'average':
      return t('metrics.words.average', { of: sum(source.of) });
    case 'increment':
      return t('metrics.words.increment', { of: sum(source.of) });
    case 'flow':
      return t('metrics.words.flow', { of: sum(source.of) });
    case 'ratio':
      return t('metrics.words.ratio', { over: sum(source.of), under: sum(source.under) });
    case 'manual':
      return t('metrics.words.manual', { evidence: source.evidence ?? '' });
  }
}
