import { Button } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { formsOffering, onDrafts } from '../kit/draft.tsx';
import { unfinishedOf } from '../kit/draft-rules.ts';
import { instantWritten } from '../kit/format.ts';
import { useGo } from '../kit/page-link.tsx';
import { dropDrafts, listDrafts } from '../offline/draft-shelf.ts';
import type { KeptDraft } from '../offline/draft-shelf.ts';

let names = formsOffering();
const hear = (listener: () => void) =>
  onDrafts(() => {
    names = formsOffering();
    listener();
  });

/** Words that were typed before this sign-in and never sent: where they are, or away with them. */
export function DraftBar() {
  const { t, locale } = useSay();
  const go = useGo();
  const { accountId } = useSession().account;
  const [drafts, setDrafts] = useState<readonly KeptDraft[]>([]);
  const [beganMs] = useState(Date.now);
  const offering = useSyncExternalStore(hear, () => names);
  useEffect(() => {
    void listDrafts(accountId)
      .then(setDrafts)
      .catch(() => setDrafts([]));
  }, [accountId, offering]);
  const before = drafts.filter((one) => one.atMs < beganMs);
  const unfinished = unfinishedOf(before, offering);
  if (unfinished.length === 0) return null;
  const drop = (draft: KeptDraft) =>
    void dropDrafts(accountId, { name: draft.name }).then(() =>
      setDrafts((now) => now.filter((one) => one.name !== draft.name)),
    );
  return (
    <div className="kj-state" role="status">
      <span>{t('web.draft.unfinished')}</span>
      {unfinished.map((draft) => (
        <span key={draft.name} className="kj-bar">
          <strong>{draft.title}</strong>
          <span>{instantWritten(new Date(draft.atMs).toISOString(), locale)}</span>
          <Button size="small" onClick={() => go(draft.path)}>
            {t('web.draft.open')}
          </Button>
          <Button size="small" onClick={() => drop(draft)}>
            {t('web.draft.drop')}
          </Button>
        </span>
      ))}
    </div>
  );
}
