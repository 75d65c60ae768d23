import { Input } from 'antd';
import { useState } from 'react';
import { useSay } from '../../../i18n/say.ts';
import {
  fenFromEntry,
  fenToEntry,
  rateFromPercentEntry,
  rateToPercentEntry,
  scoreFromEntry,
  scoreToEntry,
  type Entry,
} from '../../../kit/entry.ts';
import type { PlaceUnit } from '../place-unit.ts';

interface Props {
  readonly id: string;
  readonly unit: PlaceUnit;
  readonly value: string;
  readonly label: string;
  readonly faulty: boolean;
  readonly onChange: (digits: string) => void;
}

const ways: Readonly<
  Record<PlaceUnit, { read: (text: string) => Entry; show: (digits: string) => string }>
> = {
  fen: { read: fenFromEntry, show: fenToEntry },
  share: { read: rateFromPercentEntry, show: rateToPercentEntry },
  points: { read: scoreFromEntry, show: scoreToEntry },
  times: { read: scoreFromEntry, show: scoreToEntry },
  count: {
    read: (text) =>
      /^-?\d{1,18}$/.test(text.trim())
        ? { digits: text.trim() }
        : { fault: 'web.entry.not_a_number' },
    show: (digits) => digits,
  },
};

/** An exact figure in the unit people write it in: 元, %, points, times, a count. */
export function DigitsInput({ id, unit, value, label, faulty, onChange }: Props) {
  const { t } = useSay();
  const way = ways[unit];
  const shown = /^-?\d+$/.test(value) ? way.show(value) : value;
  const [typed, setTyped] = useState<string | null>(null);
  const entry = typed === null ? null : way.read(typed);
  const fault = entry !== null && 'fault' in entry ? entry.fault : null;
  return (
    <>
      <Input
        id={id}
        size="small"
        value={typed ?? shown}
        aria-label={label}
        aria-invalid={faulty || fault !== null}
        suffix={
          unit === 'count' ? null : <span className="kj-quiet">{t(`policy.unit.${unit}`)}</span>
        }
        status={faulty || fault !== null ? 'error' : ''}
        onChange={(event) => {
          setTyped(event.target.value);
          const read = way.read(event.target.value);
          // What is no figure stands in the document as typed: the check refuses it at its place.
          onChange('digits' in read ? read.digits : event.target.value);
        }}
        onBlur={() => {
          if (fault === null) setTyped(null);
        }}
      />
      {fault === null ? null : <div className="kj-field-fault">{t(fault)}</div>}
    </>
  );
}
