import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { Conflict } from '../../core/revision.ts';
import { useSay } from '../i18n/say.ts';
import { Instant } from './figures.tsx';

interface Props {
  /** What the two values are of. */
  readonly label: string;
  readonly conflict: Conflict;
  readonly busy: boolean;
  /** Theirs stays; what is on the screen is read anew. */
  readonly onKeep: () => void;
  /** Mine is written over theirs, knowingly. */
  readonly onWrite: () => void;
}

/** Two editors of one value: mine, theirs, who and when, and the choice. */
export function ConflictDialog({ label, conflict, busy, onKeep, onWrite }: Props) {
  const { t } = useSay();
  const client = useQueryClient();
  const keep = () => {
    void client.invalidateQueries();
    onKeep();
  };
  return (
    <Modal
      open
      title={t('web.conflict.title', { label })}
      onCancel={keep}
      footer={
        <span className="kj-bar">
          <Button type="primary" onClick={keep}>
            {t('web.conflict.keep')}
          </Button>
          <Button danger loading={busy} onClick={onWrite}>
            {t('web.conflict.write')}
          </Button>
        </span>
      }
    >
      <dl className="kj-conflict">
        <div>
          <dt>{t('web.conflict.theirs', { by: conflict.by })}</dt>
          <dd>{conflict.theirs}</dd>
          <dd className="kj-quiet">
            <Instant at={conflict.at} />
          </dd>
        </div>
        <div>
          <dt>{t('web.conflict.mine')}</dt>
          <dd>{conflict.mine}</dd>
          <dd className="kj-quiet">{t('web.conflict.not_saved')}</dd>
        </div>
      </dl>
    </Modal>
  );
}
