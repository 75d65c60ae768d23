import { Input } from 'antd';
import { lazy, Suspense } from 'react';
import type { DayInputProps } from './day-picker.tsx';

const DayPicker = lazy(async () => ({ default: (await import('./day-picker.tsx')).DayPicker }));

/** A day as the wire's text. The picker is large, so its code comes when a page first shows one. */
export function DayInput(props: DayInputProps) {
  return (
    <Suspense fallback={<Input disabled style={{ width: 140 }} value={props.value ?? ''} />}>
      <DayPicker {...props} />
    </Suspense>
  );
}
