import { CloseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { choiceKeys, fieldKeys, useSay } from '../i18n/say.ts';
import { ValueOf } from './figures.tsx';
import type { Field } from './shape.ts';

interface Props {
  readonly field: Field;
  readonly module: string;
  readonly value: string;
  /** The page's own words for the value. */
  readonly words: ((value: string) => ReactNode) | undefined;
  readonly onRemove: () => void;
}

/** A filter behind the fold that narrows: its name and value, and a button that drops it. */
export function FilterChip({ field, module, value, words, onRemove }: Props) {
  const { t, tk } = useSay();
  const name = tk(...fieldKeys(module, field.property));
  const plain =
    field.kind === 'boolean'
      ? t(value === 'true' ? 'web.yes' : 'web.no')
      : field.kind === 'choice'
        ? tk(...choiceKeys(module, field.property, value))
        : value;
  const shown =
    words?.(value) ??
    (field.unit === 'day' || field.unit === 'quarter' ? (
      <ValueOf field={field} module={module} value={value} />
    ) : (
      plain
    ));
  return (
    <li className="kj-chip">
      <span className="kj-quiet">{name}</span> {shown}
      <button
        type="button"
        aria-label={t('web.chip.remove', { name, value: plain })}
        onClick={onRemove}
      >
        <CloseOutlined />
      </button>
    </li>
  );
}
