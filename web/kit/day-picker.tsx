import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { DayInputProps } from './day-input.tsx';

/** antd's picker over a day's text; loaded by day-input.tsx when first shown. */
export function DayPicker({ value, onChange, id, label, disabled = false }: DayInputProps) {
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
