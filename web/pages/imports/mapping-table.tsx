import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { conversionsOf } from '../../../server/platform/imports/contract.ts';
import type {
  ColumnMapping,
  Conversion,
  FieldShape,
} from '../../../server/platform/imports/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { CodeList } from './code-list.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly fields: readonly FieldShape[];
  readonly foreign: readonly { readonly heading: string; readonly samples: readonly string[] }[];
  readonly columns: readonly ColumnMapping[];
  readonly onChange: (columns: readonly ColumnMapping[]) => void;
}

const constant = '=';

/** One line a field: the column it comes from, its samples, how its values are converted. */
export function MappingTable({ fields, foreign, columns, onChange }: Props) {
  const { t, tk } = useSay();
  const [codesOf, setCodesOf] = useState<FieldShape | null>(null);
  const byField = new Map(columns.map((one) => [one.field, one]));
  const put = (field: string, next: ColumnMapping | null) =>
    onChange(
      fields.flatMap((one) => {
        const kept = one.field === field ? next : (byField.get(one.field) ?? null);
        return kept === null ? [] : [kept];
      }),
    );
  const choose = (field: FieldShape, value: string) => {
    if (value === '') return put(field.field, null);
    const fresh = { field: field.field, codes: {}, conversion: conversionsOf[field.kind][0]! };
    const from =
      value === constant
        ? { heading: null, constant: '', conversion: 'as_is' as const }
        : { heading: value.slice(1), constant: null };
    return put(field.field, { ...fresh, ...from });
  };
  const open = codesOf === null ? undefined : byField.get(codesOf.field);
  return (
    <>
      <SmallTable
        rows={fields.map((field) => ({
          field,
          one: byField.get(field.field),
          name: tk(`imports.field_of.${field.field}`, field.field),
        }))}
        keyOf={({ field }) => field.field}
        columns={[
          {
            title: t('imports.map.field'),
            names: true,
            render: ({ field, name }) => (
              <>
                {field.required ? (
                  <span className="kj-imports-must" title={t('imports.map.required')}>
                    *<span className="kj-hidden">{t('imports.map.required')}</span>
                  </span>
                ) : null}
                {name}
              </>
            ),
          },
          {
            title: t('imports.map.column'),
            render: ({ field, one, name }) => (
              <Select
                aria-label={`${name}: ${t('imports.map.column')}`}
                showSearch
                style={{ minWidth: 180 }}
                value={one === undefined ? '' : one.heading === null ? constant : `:${one.heading}`}
                onChange={(value) => choose(field, value)}
                options={[
                  { value: '', label: t('imports.map.none') },
                  { value: constant, label: t('imports.map.constant') },
                  ...foreign.map(({ heading }) => ({ value: `:${heading}`, label: heading })),
                ]}
              />
            ),
          },
          {
            title: t('imports.map.samples'),
            render: ({ field, one, name }) =>
              one?.heading === null ? (
                <Constant
                  field={field}
                  label={`${name}: ${t('imports.map.constant.value')}`}
                  value={one.constant ?? ''}
                  onChange={(value) => put(field.field, { ...one, constant: value })}
                />
              ) : (
                <Samples
                  of={foreign.find((other) => other.heading === one?.heading)?.samples ?? []}
                />
              ),
          },
          {
            title: t('imports.map.conversion'),
            render: ({ field, one, name }) =>
              one === undefined || one.heading === null ? null : (
                <span className="kj-bar">
                  <Select
                    aria-label={`${name}: ${t('imports.map.conversion')}`}
                    style={{ minWidth: 150 }}
                    value={one.conversion}
                    onChange={(conversion: Conversion) => put(field.field, { ...one, conversion })}
                    options={conversionsOf[field.kind].map((value) => ({
                      value,
                      label: t(`imports.conversion.${value}`),
                    }))}
                  />
                  {one.conversion === 'codes' ? (
                    <Button size="small" onClick={() => setCodesOf(field)}>
                      {t('imports.map.codes')} ({Object.keys(one.codes).length})
                    </Button>
                  ) : null}
                </span>
              ),
          },
        ]}
      />
      {codesOf === null || open === undefined ? null : (
        <CodeList
          field={codesOf}
          codes={open.codes}
          samples={foreign.find((other) => other.heading === open.heading)?.samples ?? []}
          onClose={() => setCodesOf(null)}
          onChange={(codes) => put(codesOf.field, { ...open, codes })}
        />
      )}
    </>
  );
}

interface ConstantProps {
  readonly field: FieldShape;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The same value for all rows: one of the choices, or typed. */
function Constant({ field, label, value, onChange }: ConstantProps) {
  const { tk } = useSay();
  const words = field.kind === 'yes_no' ? ['yes', 'no'] : field.choices;
  if (words.length === 0) {
    return (
      <Input
        aria-label={label}
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Select
      aria-label={label}
      style={{ minWidth: 140 }}
      value={value === '' ? null : value}
      onChange={onChange}
      options={words.map((one) => ({ value: one, label: tk(`imports.word.${one}`, one) }))}
    />
  );
}

/** The first values of a column; the rest when one rests on them. */
function Samples({ of }: { readonly of: readonly string[] }) {
  return (
    <div className="kj-imports-sample kj-quiet" title={of.join('  ')}>
      {of.slice(0, 3).join('  ·  ')}
    </div>
  );
}
