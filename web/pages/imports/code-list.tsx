import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { FieldShape } from '../../../server/platform/imports/contract.ts';
import { useSay } from '../../i18n/say.ts';

interface Props {
  readonly field: FieldShape;
  readonly codes: Readonly<Record<string, string>>;
  readonly samples: readonly string[];
  readonly onChange: (codes: Record<string, string>) => void;
  readonly onClose: () => void;
}

/** What each foreign code stands for. */
export function CodeList({ field, codes, samples, onChange, onClose }: Props) {
  const { t, tk } = useSay();
  const known = [...new Set([...Object.keys(codes), ...samples.map((one) => one.trim())])];
  const [lines, setLines] = useState(() =>
    known.map((foreign, at) => ({ at, foreign, ours: codes[foreign] ?? '' })),
  );
  const words = field.kind === 'yes_no' ? ['yes', 'no'] : field.choices;
  const change = (at: number, next: { foreign?: string; ours?: string }) =>
    setLines(lines.map((line) => (line.at === at ? { ...line, ...next } : line)));
  const keep = () => {
    const filled = lines.filter((line) => line.foreign.trim() !== '' && line.ours !== '');
    onChange(Object.fromEntries(filled.map((line) => [line.foreign.trim(), line.ours])));
    onClose();
  };
  return (
    <Modal
      open
      title={t('imports.map.codes')}
      okText={t('web.confirm')}
      cancelText={t('web.cancel')}
      onOk={keep}
      onCancel={onClose}
    >
      {lines.map((line) => (
        <div className="kj-bar" key={line.at} style={{ marginBottom: 8 }}>
          <Input
            aria-label={t('imports.map.code_foreign')}
            placeholder={t('imports.map.code_foreign')}
            value={line.foreign}
            onChange={(event) => change(line.at, { foreign: event.target.value })}
          />
          {words.length === 0 ? (
            <Input
              aria-label={tk(`imports.field_of.${field.field}`, field.field)}
              value={line.ours}
              onChange={(event) => change(line.at, { ours: event.target.value })}
            />
          ) : (
            <Select
              aria-label={`${line.foreign} → ${tk(`imports.field_of.${field.field}`, field.field)}`}
              style={{ minWidth: 180 }}
              allowClear
              value={line.ours === '' ? null : line.ours}
              onChange={(value: string | null) => change(line.at, { ours: value ?? '' })}
              options={words.map((one) => ({
                value: one,
                label: tk(`imports.word.${one}`, one),
              }))}
            />
          )}
        </div>
      ))}
      <Button
        size="small"
        onClick={() => setLines([...lines, { at: lines.length, foreign: '', ours: '' }])}
      >
        {t('imports.map.code_more')}
      </Button>
    </Modal>
  );
}
