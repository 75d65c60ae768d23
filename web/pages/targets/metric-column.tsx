import { Input } from 'antd';
import { useSay } from '../../i18n/say.ts';
import type { SmallColumn } from '../../kit/small-table.tsx';
import type { TargetUnit } from './entered.ts';
import { metricName } from './metric-name.ts';

type Named = Parameters<typeof metricName>[2];
interface OfMetric {
  readonly metric: string;
  readonly name: Named;
}

/** The column that names the metric of a row. */
export function useMetricColumn(): SmallColumn<OfMetric> {
  const { t, tk, locale } = useSay();
  return {
    title: t('targets.field.metric'),
    names: true,
    nowrap: true,
    render: (row) => metricName({ tk, locale }, row.metric, row.name),
  };
}

interface Entries {
  readonly title: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly isFaulty: (metric: string) => boolean;
  readonly onChange: (texts: Readonly<Record<string, string>>) => void;
}

/** The column in which a new figure of each metric is typed. */
export function useEntryColumn(
  entries: Entries,
): SmallColumn<OfMetric & { readonly unit: TargetUnit }> {
  const { t, tk, locale } = useSay();
  const { title, texts, isFaulty, onChange } = entries;
  return {
    title,
    render: ({ metric, name, unit }) => (
      <Input
        aria-label={metricName({ tk, locale }, metric, name)}
        value={texts[metric] ?? ''}
        placeholder={t(`targets.page.entry_${unit}`)}
        {...(isFaulty(metric) ? { status: 'error' as const } : {})}
        onChange={(event) => onChange({ ...texts, [metric]: event.target.value })}
      />
    ),
  };
}
