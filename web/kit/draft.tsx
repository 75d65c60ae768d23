import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSessionQuery } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import type { KeptDraft } from '../offline/draft-shelf.ts';
import { isTyped, offersOf } from './draft-rules.ts';
import { instantWritten } from './format.ts';

/** A form whose words are kept on this device until they are sent (decision 0017). */
export interface DraftWish<V> {
  /** The form and what it is about: 'objection/12'; '' keeps nothing. */
  readonly name: string;
  /** What the form is called, for the frame's reminder. */
  readonly title: string;
  /** What stands in the form: JSON, without passwords and files. */
  readonly value: V;
  /** Puts kept words back into the form. */
  readonly take: (kept: V) => void;
  /** Whose form it is where the bank cannot be asked (the notes' place without network). */
  readonly owner?: string;
}

export interface Draft {
  readonly offers: readonly KeptDraft[];
  readonly isFull: boolean;
  readonly takeUp: (offer: KeptDraft) => void;
  readonly drop: () => void;
  /** The words were sent or are not wanted: nothing of this opening stays. */
  readonly done: () => void;
}

const restMs = 400;
const shelf = () => import('../offline/draft-shelf.ts');

/** Forms that offer their drafts themselves now, so that the frame need not name them. */
const offering = new Map<string, number>();
const listeners = new Set<() => void>();

export function formsOffering(): ReadonlySet<string> {
  return new Set(offering.keys());
}
export function onDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
function tell(): void {
  for (const listener of listeners) listener();
}
function beginOffering(name: string): () => void {
  offering.set(name, (offering.get(name) ?? 0) + 1);
  tell();
  return () => {
    const left = (offering.get(name) ?? 1) - 1;
    if (left === 0) offering.delete(name);
    else offering.set(name, left);
    tell();
  };
}

/** Forgets every draft of a form: what it led to was sent by another part of the page. */
export async function forgetForm(accountId: string, name: string): Promise<void> {
  await (await shelf()).dropDrafts(accountId, { name });
  tell();
}

/**
 * Keeps what is typed into a form a moment after each change, and offers earlier words of the same
 * person back. `<DraftOffer draft={draft} />` stands above the fields; `draft.done()` follows the
 * answer. Nothing is kept while the form holds what it began with.
 */
export function useDraft<V>(wish: DraftWish<V>): Draft {
  const { data } = useSessionQuery();
  const { name } = wish;
  const owner = name === '' ? undefined : (data?.account.accountId ?? wish.owner);
  const [sitting] = useState(() => `${Date.now()}-${Math.random().toString(36).slice(2, 10)}`);
  const [offers, setOffers] = useState<readonly KeptDraft[]>([]);
  const [isFull, setFull] = useState(false);
  const start = useRef(wish.value);
  const isOver = useRef(false);
  const isKept = useRef(false);
  const now = useRef({ wish, owner });
  now.current = { wish, owner: owner ?? now.current.owner };

  const keep = useRef(async () => {
    const { wish: latest, owner: who } = now.current;
    if (isOver.current || who === undefined) return;
    const typed = isTyped(start.current, latest.value);
    if (!typed && !isKept.current) return;
    const { putDraft, dropDrafts } = await shelf();
    try {
      if (!typed) await dropDrafts(who, { name: latest.name, sitting });
      else await putDraft(who, draftOf(latest, sitting));
      isKept.current = typed;
      setFull(false);
    } catch {
      // A full or broken storage: the form goes on, and says that nothing is kept.
      setFull(true);
    }
    if (isOver.current) await dropDrafts(who, { name: latest.name, sitting });
  });

  useEffect(() => (name === '' ? undefined : beginOffering(name)), [name]);
  useEffect(() => {
    if (owner === undefined) return;
    void shelf()
      .then(({ listDrafts }) => listDrafts(owner))
      .then((drafts) => setOffers(offersOf(drafts, { name, sitting })))
      .catch(() => setFull(true));
  }, [owner, name, sitting]);

  const written = JSON.stringify(wish.value);
  useEffect(() => {
    const clock = setTimeout(() => void keep.current(), restMs);
    return () => clearTimeout(clock);
  }, [written]);
  useEffect(() => {
    const flush = () => void keep.current();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, []);

  const forget = (sittings: readonly string[]) => {
    const who = now.current.owner;
    if (who === undefined) return;
    void shelf().then(async ({ dropDrafts }) => {
      for (const one of sittings) await dropDrafts(who, { name, sitting: one });
      tell();
    });
  };
  return {
    offers,
    isFull,
    takeUp: (offer) => {
      // From here on the words are this opening's; the older copy goes once they are kept anew.
      now.current.wish.take(offer.value as V);
      setOffers([]);
      setTimeout(() => void keep.current().then(() => forget([offer.sitting])), 2 * restMs);
    },
    drop: () => {
      forget(offers.map((one) => one.sitting));
      setOffers([]);
    },
    done: () => {
      isOver.current = true;
      forget([sitting]);
    },
  };
}

function draftOf<V>(wish: DraftWish<V>, sitting: string): KeptDraft {
  const { name, title, value } = wish;
  const path = `${window.location.pathname}${window.location.search}`;
  return { name, sitting, title, path, atMs: Date.now(), value };
}

/** Earlier words of the same form, to go on with or to discard; and whether none can be kept. */
export function DraftOffer({ draft }: { readonly draft: Draft }) {
  const { t, locale } = useSay();
  const { offers, isFull } = draft;
  return (
    <>
      {isFull ? (
        <Alert type="warning" showIcon title={t('web.draft.full')} style={{ marginBottom: 12 }} />
      ) : null}
      {offers.map((offer, at) => (
        <Alert
          key={offer.sitting}
          type="info"
          showIcon
          role="status"
          className="kj-draft-offer"
          style={{ marginBottom: 12 }}
          title={t('web.draft.offer', {
            at: instantWritten(new Date(offer.atMs).toISOString(), locale),
          })}
          action={
            <span className="kj-bar">
              <Button size="small" type="primary" onClick={() => draft.takeUp(offer)}>
                {t('web.draft.take')}
              </Button>
              {at > 0 ? null : (
                <Button size="small" onClick={draft.drop}>
                  {t('web.draft.drop')}
                </Button>
              )}
            </span>
          }
        />
      ))}
    </>
  );
}
