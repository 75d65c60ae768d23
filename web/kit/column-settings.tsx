import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Segmented, Tooltip } from 'antd';
import { useSay } from '../i18n/say.ts';
import { moved } from './table-state.ts';
import type { TableTaste } from './table-state.ts';

interface Props {
  /** All columns in their present order. */
  readonly names: readonly string[];
  readonly titleOf: (name: string) => string;
  readonly taste: TableTaste;
  readonly onChange: (next: Partial<TableTaste> | null) => void;
}

function Settings({ names, titleOf, taste, onChange }: Props) {
  const { t } = useSay();
  const shown = names.filter((name) => !taste.hidden.includes(name));
  const toggle = (name: string, show: boolean) =>
    onChange({
      hidden: show ? taste.hidden.filter((one) => one !== name) : [...taste.hidden, name],
    });
  return (
    <div style={{ width: 260, maxHeight: 420, overflowY: 'auto' }}>
      <Segmented
        block
        value={taste.density}
        options={[
          { value: 'small', label: t('web.table.dense') },
          { value: 'medium', label: t('web.table.normal') },
          { value: 'large', label: t('web.table.loose') },
        ]}
        onChange={(density) => onChange({ density: density as TableTaste['density'] })}
      />
      <div style={{ marginBlock: 8 }}>
        {names.map((name, at) => (
          <div key={name} style={{ display: 'flex', alignItems: 'center' }}>
            <Checkbox
              style={{ flex: 1 }}
              checked={shown.includes(name)}
              disabled={shown.length === 1 && shown[0] === name}
              onChange={(event) => toggle(name, event.target.checked)}
            >
              {titleOf(name)}
            </Checkbox>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              disabled={at === 0}
              aria-label={t('web.table.up', { name: titleOf(name) })}
              onClick={() => onChange({ order: moved(names, name, -1) })}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              disabled={at === names.length - 1}
              aria-label={t('web.table.down', { name: titleOf(name) })}
              onClick={() => onChange({ order: moved(names, name, 1) })}
            />
          </div>
        ))}
      </div>
      <Button size="small" onClick={() => onChange(null)}>
        {t('web.table.reset')}
      </Button>
    </div>
  );
}

/** Which columns, in which order, how dense. */
export function ColumnSettings(props: Props) {
  const { t } = useSay();
  return (
    <Popover trigger="click" placement="bottomRight" content={<Settings {...props} />}>
      <Tooltip title={t('web.table.settings')}>
        <Button icon={<SettingOutlined />} aria-label={t('web.table.settings')} />
      </Tooltip>
    </Popover>
  );
}
