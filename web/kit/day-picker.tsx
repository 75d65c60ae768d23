import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { useSay } from '../i18n/say.ts';

export interface DayInputProps {
  /** 'YYYY-MM-DD' */
  readonly value: string | undefined;
  readonly onChange: (next: string | undefined) => void;
  readonly id?: string;
  readonly label?: string;
  readonly disabled?: boolean;
}

/** antd's picker over a day's text; loaded by day-input.tsx when first shown. */
export function DayPicker({ value, onChange, id, label, disabled = false }: DayInputProps) {
  const { locale } = useSay();
  dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en');
  return (
    <DatePicker
      className="kj-wide"
      value={value === undefined || value === '' ? null : dayjs(value)}
      disabled={disabled}
      onChange={(next) => onChange(next?.format('YYYY-MM-DD'))}
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
    />
  );
}
