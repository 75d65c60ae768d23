import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { authApi } from '../../../server/platform/auth/contract.ts';
import { keyOf } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import type { Written } from '../../offline/notes.ts';

/** Says what became of a note, with the warnings of the bank. */
export function useTellWritten(): (written: Written) => void {
  const { t, tp } = useSay();
  const { message, notification } = App.useApp();
  const client = useQueryClient();
  return (written) => {
    if (written.kind === 'waiting') void message.info(t('offline.saved_waiting'));
    if (written.kind === 'not_kept') void message.error(t(`offline.${written.why}`), 8);
    if (written.kind === 'trouble') {
      void message.error(t('offline.saved_trouble', { words: written.told.words }), 8);
    }
    if (written.kind !== 'sent') return;
    void message.success(t('offline.saved_sent'));
    for (const { code, params } of written.warnings) {
      notification.warning({ title: tp(code, params), duration: 12 });
    }
    const session = JSON.stringify(keyOf(authApi.readSession, {}));
    void client.invalidateQueries({
      predicate: (query) => JSON.stringify(query.queryKey) !== session,
    });
  };
}
