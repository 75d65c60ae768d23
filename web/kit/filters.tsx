import { ClearOutlined, DownOutlined, SearchOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { day } from '../../core/day.ts';
import { previousQuarter, quarterOf } from '../../core/period.ts';
import { useSession } from '../api/session.ts';
import { choiceKeys, fieldKeys, useSay } from '../i18n/say.ts';
import { DayInput } from './day-input.tsx';
import { FilterChip } from './filter-chip.tsx';
import { quarterWritten } from './format.ts';
import type { Field } from './shape.ts';
import type { TableWords } from './table-state.ts';
import { usePhone } from './theme.ts';

/** A page's own input for one filter. */
export type FilterInput = (
  value: string | undefined,
  change: (next: string | undefined) => void,
) => ReactNode;

/** How the value of such a filter is said. */
export type FilterWords = Readonly<Record<string, (value: string) => ReactNode>>;

const debounceMs = 300;
/** How many filters stand beside the search before the fold; the rest of the row is the tools'. */
const shownFirst = { wide: 3, normal: 2, phone: 0 } as const;
const wideFrom = 1500;

interface DelayedInputProps {
  readonly value: string;
  readonly label: string;
  readonly onCommit: (next: string) => void;
  readonly search?: boolean;
}

/**
 * A text that is passed on when typing pauses, or at once on Enter. A word under an input method
 * waits.
 */
export function DelayedInput({ value, label, onCommit, search = false }: DelayedInputProps) {
  const [typed, setTyped] = useState(value);
  const [composing, setComposing] = useState(false);
  const committed = useRef(value);
  if (committed.current !== value) {
    committed.current = value;
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => {
    if (composing || typed.trim() === value) return undefined;
    const timer = setTimeout(() => onCommit(typed.trim()), debounceMs);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      className="kj-wide"
      style={{ width: search ? 240 : 160 }}
      value={typed}
      maxLength={60}
      allowClear
      aria-label={label}
      placeholder={label}
      {...(search ? { prefix: <SearchOutlined className="kj-quiet" /> } : {})}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onPressEnter={() => onCommit(typed.trim())}
    />
  );
}

interface OneFilterProps {
  readonly field: Field;
  readonly module: string;
  readonly value: string | undefined;
  readonly onChange: (next: string | undefined) => void;
}

function OneFilter({ field, module, value, onChange }: OneFilterProps) {
  const { t, tk } = useSay();
  const label = tk(...fieldKeys(module, field.property));
  const given = value === undefined ? {} : { value };
  const shared = { 'aria-label': label, placeholder: label, className: 'kj-wide' };
  if (field.kind === 'choice' || field.kind === 'boolean') {
    const options =
      field.kind === 'boolean'
        ? [
            { value: 'true', label: t('web.yes') },
            { value: 'false', label: t('web.no') },
          ]
        : (field.options ?? []).map((one) => ({
            value: one,
            label: tk(...choiceKeys(module, field.property, one)),
          }));
    return (
      <Select
        {...shared}
        {...given}
        style={{ minWidth: 140 }}
        allowClear
        popupMatchSelectWidth={false}
        options={options}
        onChange={(next: string | undefined) => onChange(next)}
      />
    );
  }
  if (field.unit === 'day') {
    return <DayInput value={value} label={label} onChange={onChange} />;
  }
  if (field.unit === 'quarter') {
    return <QuarterFilter label={label} value={value} onChange={onChange} />;
  }
  if (field.kind === 'number') {
    return (
      <InputNumber
        {...shared}
        style={{ width: 120 }}
        value={value ?? null}
        onChange={(next) => onChange(next === null ? undefined : String(next))}
      />
    );
  }
  return <DelayedInput value={value ?? ''} label={label} onCommit={onChange} />;
}

const quartersOffered = 12;

/** The bank's quarter and those before it; an older one in the address stays choosable. */
function QuarterFilter(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (next: string | undefined) => void;
}) {
  const { label, value, onChange } = props;
  const { locale } = useSay();
  const { today } = useSession().bank;
  const quarters: string[] = [];
  let one = quarterOf(day(today));
  for (let left = quartersOffered; left > 0; left -= 1) {
    quarters.push(one);
    one = previousQuarter(one);
  }
  if (value !== undefined && !quarters.includes(value)) quarters.push(value);
  return (
    <Select
      aria-label={label}
      placeholder={label}
      className="kj-wide"
      style={{ minWidth: 140 }}
      allowClear
      {...(value === undefined ? {} : { value })}
      options={quarters.map((each) => ({ value: each, label: quarterWritten(each, locale) }))}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

interface FilterBarProps {
  readonly fields: readonly Field[];
  readonly module: string;
  readonly words: TableWords;
  readonly hasSearch: boolean;
  readonly searchLabel?: string;
  readonly inputs?: Readonly<Record<string, FilterInput>>;
  readonly inputWords?: FilterWords;
  readonly narrowed: boolean;
  readonly onChange: (next: Readonly<Record<string, string | undefined>>) => void;
  readonly onClear: () => void;
  readonly end?: ReactNode;
}

/**
 * Search and filters folded to a row; what narrows from behind the fold stands below it as chips.
 */
export function FilterBar(props: FilterBarProps) {
  const { t } = useSay();
  const { fields, words } = props;
  const wide = window.innerWidth >= wideFrom ? 'wide' : 'normal';
  const first = shownFirst[usePhone() ? 'phone' : wide];
  const [open, setOpen] = useState(false);
  const folded = open ? [] : fields.slice(first);
  const shown = open ? fields : fields.slice(0, first);
  const chips = folded.filter((field) => words[field.property] !== undefined);
  return (
    <div className="kj-filters">
      <div className="kj-bar" role="search">
        {props.hasSearch ? (
          <DelayedInput
            search
            value={words['q'] ?? ''}
            label={props.searchLabel ?? t('web.table.search')}
            onCommit={(q) => props.onChange({ q })}
          />
        ) : null}
        {shown.map((field) => (
          <FilterPlace key={field.property} field={field} bar={props} />
        ))}
        {fields.length > first ? (
          <Button
            type="link"
            size="small"
            icon={open ? <UpOutlined /> : <DownOutlined />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? t('web.table.fewer') : t('web.table.more', { count: fields.length - first })}
          </Button>
        ) : null}
        {props.narrowed ? (
          <Tooltip title={t('web.table.clear')}>
            <Button
              type="text"
              icon={<ClearOutlined />}
              aria-label={t('web.table.clear')}
              onClick={props.onClear}
            />
          </Tooltip>
        ) : null}
        {props.end}
      </div>
      {chips.length === 0 ? null : (
        <ul className="kj-chips">
          {chips.map((field) => (
            <FilterChip
              key={field.property}
              field={field}
              module={props.module}
              value={words[field.property] ?? ''}
              words={props.inputWords?.[field.property]}
              onRemove={() => props.onChange({ [field.property]: undefined })}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function FilterPlace({ field, bar }: { readonly field: Field; readonly bar: FilterBarProps }) {
  const value = bar.words[field.property];
  const change = (next: string | undefined) => bar.onChange({ [field.property]: next });
  const own = bar.inputs?.[field.property];
  if (own !== undefined) return <span>{own(value, change)}</span>;
  return <OneFilter field={field} module={bar.module} value={value} onChange={change} />;
}
