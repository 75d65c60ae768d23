import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.ts';
import { phraseOf } from '../i18n/phrases.ts';
import { choiceKeys, fieldKeys, useSay } from '../i18n/say.ts';
import { DayInput } from './day-input.tsx';
import {
  fenFromEntry,
  fenToEntry,
  rateFromPercentEntry,
  rateToPercentEntry,
  scoreFromEntry,
  scoreToEntry,
} from './entry.ts';
import type { Entry } from './entry.ts';
import { invalidMark, startOf } from './form-values.ts';
import type { Values } from './form-values.ts';
import { elementOf, fieldOf, fieldsOf } from './shape.ts';
import type { Field } from './shape.ts';

/** What a page may wish for one property of a form. */
export interface FieldWish {
  readonly label?: string;
  readonly help?: ReactNode;
  readonly hidden?: boolean;
  readonly disabled?: boolean;
  readonly secret?: boolean;
  readonly lines?: number;
  /** Choices the contract does not know, such as units or products. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** The page's own input. */
  readonly render?: (value: unknown, change: (next: unknown) => void, id: string) => ReactNode;
}

export interface FieldContext {
  readonly module: string;
  /** By path without list positions: 'grants.role'. */
  readonly wishes: Readonly<Record<string, FieldWish>>;
  /** Words of the faults to show, by path. */
  readonly faults: ReadonlyMap<string, string>;
  readonly touch: (at: string) => void;
}

interface InputProps {
  readonly field: Field;
  readonly at: string;
  readonly id: string;
  readonly value: unknown;
  readonly change: (next: unknown) => void;
  readonly context: FieldContext;
  readonly wish: FieldWish;
}

const entries: Readonly<
  Record<string, { readonly read: (text: string) => Entry; readonly write: (d: string) => string }>
> = {
  fen: { read: fenFromEntry, write: fenToEntry },
  rate: { read: rateFromPercentEntry, write: rateToPercentEntry },
  score: { read: scoreFromEntry, write: scoreToEntry },
};

function entryText(unit: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') return '';
  if (value.startsWith(invalidMark)) return value.slice(1);
  return /^-?\d+$/.test(value) ? (entries[unit]?.write(value) ?? value) : value;
}

/**
 * Amounts in 元, rates in %, scores in points: the text stays as typed, the value is exact digits.
 */
function DigitsInput(props: InputProps & { readonly unit: 'fen' | 'rate' | 'score' }) {
  const { unit, value, change, id, wish } = props;
  const { t, locale } = useSay();
  const { currency } = useSession().bank;
  const [typed, setTyped] = useState({ text: entryText(unit, value), value });
  if (typed.value !== value) setTyped({ text: entryText(unit, value), value });
  const take = (text: string) => {
    const entry = entries[unit]?.read(text);
    const next =
      text.trim() === ''
        ? undefined
        : entry !== undefined && 'digits' in entry
          ? entry.digits
          : `${invalidMark}${text}`;
    setTyped({ text, value: next });
    change(next);
  };
  const yuan = currency === 'CNY' && locale === 'zh' ? t('web.entry.yuan') : currency;
  const suffix = unit === 'fen' ? yuan : unit === 'rate' ? '%' : undefined;
  return (
    <Input
      id={id}
      inputMode="decimal"
      value={typed.text}
      disabled={wish.disabled ?? false}
      style={{ maxWidth: 260 }}
      {...(suffix === undefined ? {} : { suffix: <span className="kj-quiet">{suffix}</span> })}
      onChange={(event) => take(event.target.value)}
    />
  );
}

function ChoiceInput({ field, context, value, change, id, wish }: InputProps) {
  const { tk } = useSay();
  const options =
    wish.options ??
    (field.options ?? []).map((one) => ({
      value: one,
      label: tk(...choiceKeys(context.module, field.property, one)),
    }));
  return (
    <Select
      id={id}
      value={value === undefined || value === null ? null : (value as string)}
      options={[...options]}
      disabled={wish.disabled ?? false}
      allowClear={field.optional || field.nullable}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      style={{ maxWidth: 360 }}
      onChange={(next: string | null | undefined) => change(next ?? undefined)}
    />
  );
}

function TextInput({ field, value, change, id, wish }: InputProps) {
  const text = typeof value === 'string' ? value : value === undefined ? '' : String(value ?? '');
  const shared = {
    id,
    value: text,
    disabled: wish.disabled ?? false,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  };
  if (wish.secret === true) return <Input.Password {...shared} autoComplete="new-password" />;
  if (wish.lines !== undefined) return <Input.TextArea {...shared} rows={wish.lines} />;
  const digits = field.unit === 'id' || field.unit === 'count';
  return <Input {...shared} {...(digits ? { inputMode: 'numeric' as const } : {})} />;
}

/** Several values of one kind: choices, or texts typed one after another. */
function ManyInput(props: InputProps & { readonly element: Field }) {
  const { tk } = useSay();
  const { element, field, value, change, id, wish, context } = props;
  const options =
    wish.options ??
    (element.options ?? []).map((one) => ({
      value: one,
      label: tk(...choiceKeys(context.module, field.property, one)),
    }));
  return (
    <Select
      id={id}
      mode={options.length > 0 ? 'multiple' : 'tags'}
      value={Array.isArray(value) ? (value as string[]) : []}
      options={[...options]}
      disabled={wish.disabled ?? false}
      onChange={(next: string[]) => change(next)}
    />
  );
}

function ListInput(props: InputProps & { readonly element: Field }) {
  const { t } = useSay();
  const { element, value, change, at, context } = props;
  const rows = Array.isArray(value) ? (value as Values[]) : [];
  const set = (index: number, next: Values) => change(rows.with(index, next));
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
      {rows.map((row, index) => (
        <fieldset key={index} className="kj-group">
          <legend>{t('web.difference.entry', { at: index + 1 })}</legend>
          <Button
            type="text"
            danger
            className="kj-group-remove"
            icon={<DeleteOutlined />}
            aria-label={t('web.form.remove', { at: index + 1 })}
            onClick={() => change(rows.toSpliced(index, 1))}
          />
          <Fields
            fields={fieldsOf(element.inner)}
            at={`${at}.${index}`}
            values={row}
            change={(next) => set(index, next)}
            context={context}
          />
        </fieldset>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => change([...rows, startOf(element.inner)])}
      >
        {t('web.form.add')}
      </Button>
    </div>
  );
}

/** The input of one property by its kind and unit. */
function FieldInput(props: InputProps): ReactNode {
  const { field, value, change, wish, id } = props;
  if (wish.render !== undefined) return wish.render(value, change, id);
  if (field.unit === 'fen' || field.unit === 'rate' || field.unit === 'score') {
    return <DigitsInput {...props} unit={field.unit} />;
  }
  if (field.unit === 'day') {
    return (
      <DayInput
        id={id}
        value={typeof value === 'string' ? value : undefined}
        disabled={wish.disabled ?? false}
        onChange={change}
      />
    );
  }
  if (field.kind === 'choice' || (wish.options !== undefined && field.kind !== 'list')) {
    return <ChoiceInput {...props} />;
  }
  if (field.kind === 'boolean') {
    const ticked = value === true;
    return <Switch id={id} checked={ticked} onChange={change} disabled={wish.disabled ?? false} />;
  }
  if (field.kind === 'number') {
    const number = typeof value === 'number' ? value : null;
    return <InputNumber id={id} value={number} onChange={(next) => change(next ?? undefined)} />;
  }
  if (field.kind === 'list') {
    const element = fieldOf('', elementOf(field.inner) ?? field.inner);
    return element.kind === 'object' ? (
      <ListInput {...props} element={element} />
    ) : (
      <ManyInput {...props} element={element} />
    );
  }
  return <TextInput {...props} />;
}

function drawable(field: Field, wish: FieldWish): boolean {
  if (wish.hidden === true) return false;
  return wish.render !== undefined || (field.kind !== 'record' && field.kind !== 'other');
}

/** The id of the input at a path. */
export function fieldId(path: string): string {
  return `field-${path.replace(/\./g, '-')}`;
}

interface FieldsProps {
  readonly fields: readonly Field[];
  readonly at: string;
  readonly values: Values;
  readonly change: (next: Values) => void;
  readonly context: FieldContext;
}

/** One labelled input for each property. A record or a union needs the page's own input. */
export function Fields({ fields, at, values, change, context }: FieldsProps) {
  const { tk } = useSay();
  return fields.map((field) => {
    const path = at === '' ? field.property : `${at}.${field.property}`;
    const wish = context.wishes[path.replace(/\.\d+(?=\.|$)/g, '')] ?? {};
    if (!drawable(field, wish)) return null;
    const set = (next: unknown) => {
      context.touch(path);
      change({ ...values, [field.property]: next });
    };
    if (field.kind === 'object' && wish.render === undefined) {
      return (
        <fieldset key={path} className="kj-group">
          <legend>{wish.label ?? tk(...fieldKeys(context.module, field.property))}</legend>
          <Fields
            fields={fieldsOf(field.inner)}
            at={path}
            values={(values[field.property] ?? {}) as Values}
            change={set}
            context={context}
          />
        </fieldset>
      );
    }
    const fault = context.faults.get(path);
    const ownHelp = `${context.module}.help.${field.property}`;
    const help = wish.help ?? (phraseOf(ownHelp) === undefined ? undefined : tk(ownHelp));
    const id = fieldId(path);
    return (
      <Form.Item
        key={path}
        htmlFor={id}
        label={wish.label ?? tk(...fieldKeys(context.module, field.property))}
        required={!field.optional && !field.nullable && field.kind !== 'boolean'}
        {...(help === undefined ? {} : { extra: help })}
        {...(fault === undefined ? {} : { help: fault, validateStatus: 'error' as const })}
      >
        <FieldInput
          field={field}
          at={path}
          id={id}
          value={values[field.property]}
          change={set}
          context={context}
          wish={wish}
        />
      </Form.Item>
    );
  });
}
