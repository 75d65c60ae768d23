import { Alert, App, Button } from 'antd';
import { useEffect } from 'react';
import { holds, useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { NoDataYet } from '../kit/empty.tsx';
import { unfinishedOf } from '../kit/draft-rules.ts';
import { PageLink } from '../kit/page-link.tsx';
import { useOnline } from './online.ts';

/** Registered a little after the first page stands, so that it does not wait for the worker. */
const settleMs = 3000;

/** Once somebody is in: his notes go on, and the pages are kept for a time without network. */
export function useOfflineWriting(): void {
  const session = useSession();
  const { accountId } = session.account;
  useEffect(() => {
    if (session.mustChangePassword) return undefined;
    const timer = setTimeout(() => {
      const mayWrite = holds(session, 'contacts.write');
      void import('./notes.ts').then(({ arrive }) => arrive(session.account, mayWrite));
      void import('./register.ts').then(({ registerWorker }) => registerWorker());
    }, settleMs);
    return () => clearTimeout(timer);
    // The account is what counts; its other facts may be read anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [accountId, session.mustChangePassword]);
}

/**
 * Asks before a sign-out that leaves notes behind or clears words that were never sent; answers
 * whether to go on.
 */
export function useMayLeave(): () => Promise<boolean> {
  const { t } = useSay();
  const { modal } = App.useApp();
  const { accountId } = useSession().account;
  const ask = async (title: string, content: string) =>
    modal.confirm({
      title,
      content,
      okText: t('offline.unsent_leave'),
      cancelText: t('web.cancel'),
    });
  return async () => {
    const { unsentCount } = await import('./notes.ts');
    const count = await unsentCount();
    const title = t('offline.unsent_title', { count });
    if (count > 0 && !(await ask(title, t('offline.unsent_words')))) return false;
    const { listDrafts } = await import('./draft-shelf.ts');
    const drafts = unfinishedOf(await listDrafts(accountId), new Set());
    if (drafts.length === 0) return true;
    const titles = drafts.map((one) => one.title).join(t('web.list_comma'));
    return ask(
      t('web.draft.leave_title', { count: drafts.length }),
      t('web.draft.leave_words', { titles }),
    );
  };
}

/** A page that cannot be shown without network, and the one thing that can be done meanwhile. */
export function NeedsNetwork({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useSay();
  return (
    <main style={{ maxWidth: 520, margin: '12vh auto', padding: 16 }}>
      <NoDataYet
        words={t('offline.needs_network')}
        next={
          <div className="kj-bar" style={{ justifyContent: 'center' }}>
            <PageLink to="/notes">{t('offline.write')}</PageLink>
            <Button onClick={onRetry}>{t('offline.retry')}</Button>
          </div>
        }
      />
    </main>
  );
}

/** Above any page while there is no network. */
export function OfflineBar() {
  const { t } = useSay();
  if (useOnline()) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('offline.needs_network')}
      action={<PageLink to="/notes">{t('offline.write')}</PageLink>}
    />
  );
}
