import { Select } from 'antd';
import { useSay } from '../i18n/say.ts';
import { quarterWritten } from './format.ts';

interface QuarterSelectProps {
  readonly quarters: readonly string[];
  readonly value: string;
  readonly onChange: (quarter: string) => void;
}

/** Chooses one of the quarters there are. */
export function QuarterSelect({ quarters, value, onChange }: QuarterSelectProps) {
  const { t, locale } = useSay();
  return (
    <Select
      aria-label={t('web.quarter')}
      value={value}
      onChange={onChange}
      style={{ minWidth: 140 }}
      options={quarters.map((one) => ({ value: one, label: quarterWritten(one, locale) }))}
    />
  );
}
