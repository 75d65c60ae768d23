import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Day } from '../../../core/day.ts';
import { useSay } from '../../i18n/say.ts';
import { dayWritten } from '../../kit/format.ts';

/** What a day is set to; plain: as the week has it. */
export interface Entry {
  readonly day: string;
  readonly kind: 'off' | 'work' | 'plain';
  readonly name: string;
}

interface Props {
  readonly day: Day;
  readonly entry: Entry | undefined;
  readonly onChange: (entry: Entry) => void;
  readonly onClose: () => void;
}

/** What one day is: as the week has it, off, or worked in spite of a weekend. */
export function DayEditor({ day, entry, onChange, onClose }: Props) {
  const { t, locale } = useSay();
  const [kind, setKind] = useState<Entry['kind']>(entry?.kind ?? 'plain');
  const [name, setName] = useState(entry?.name ?? '');
  return (
    <Modal
      open
      title={dayWritten(day, locale)}
      okText={t('web.confirm')}
      cancelText={t('web.cancel')}
      onOk={() => onChange({ day, kind, name: kind === 'plain' ? '' : name.trim() })}
      onCancel={onClose}
    >
      <Radio.Group
        value={kind}
        onChange={(event) => setKind(event.target.value as typeof kind)}
        options={(['plain', 'off', 'work'] as const).map((value) => ({
          value,
          label: t(`organisation.calendar.${value}`),
        }))}
      />
      <Input
        style={{ marginTop: 12 }}
        value={name}
        disabled={kind === 'plain'}
        placeholder={t('organisation.calendar.name')}
        aria-label={t('organisation.calendar.name')}
        onChange={(event) => setName(event.target.value)}
      />
    </Modal>
  );
}
