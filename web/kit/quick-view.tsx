import { CloseOutlined, ExpandOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';
import { useKeys } from './keys.ts';

interface Props {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/**
 * A record's main facts beside the list, which stays usable: moving to another row shows that one.
 * Esc closes.
 */
export function QuickView({ title, onClose, onOpen, children }: Props) {
  const { t } = useSay();
  useKeys([{ keys: ['Escape'], what: 'web.keys.close_quick', run: onClose }]);
  return (
    <aside className="kj-quick" aria-label={t('web.quick')}>
      <div className="kj-quick-head">
        <h2>{title}</h2>
        <span className="kj-bar kj-bar-end">
          {onOpen === undefined ? null : (
            <Button size="small" icon={<ExpandOutlined />} onClick={onOpen}>
              {t('web.quick.open')}
            </Button>
          )}
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('web.close')}
            onClick={onClose}
          />
        </span>
      </div>
      <div className="kj-quick-body" aria-live="polite">
        {children}
      </div>
    </aside>
  );
}
