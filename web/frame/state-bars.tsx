import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { authApi } from '../../server/platform/auth/contract.ts';
import { call, lastAnswerAt } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { useAttention } from './attention.ts';

const DraftBar = lazy(async () => ({ default: (await import('./draft-bar.tsx')).DraftBar }));

/** What the reader must know of the version, his session and his unsent words, above every page. */
export function StateBars() {
  const settled = useSettled();
  return (
    <>
      <VersionBar />
      <SessionBar />
      {settled ? (
        <Suspense fallback={null}>
          <DraftBar />
        </Suspense>
      ) : null}
    </>
  );
}

const settleMs = 1500;

/** A moment after the first page stands: what is asked then does not delay it. */
function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const clock = setTimeout(() => setSettled(true), settleMs);
    return () => clearTimeout(clock);
  }, []);
  return settled;
}

function Bar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="kj-state" role="status">
      {children}
    </div>
  );
}

const versionEveryMs = 5 * 60_000;

const register = () => import('../offline/register.ts');

/**
 * A new version: the worker that keeps the pages found one, index.html names another script (where
 * there is no worker), or a part of this page is gone.
 */
function VersionBar() {
  const { t } = useSay();
  const here = useAttention();
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    const gone = (event: Event) => {
      event.preventDefault();
      setNew(true);
    };
    window.addEventListener('vite:preloadError', gone);
    return () => window.removeEventListener('vite:preloadError', gone);
  }, []);
  useEffect(() => {
    let end: (() => void) | undefined;
    const clock = setTimeout(() => {
      void register().then(({ onNewVersion }) => {
        end = onNewVersion(() => setNew(true));
      });
    }, settleMs);
    return () => {
      clearTimeout(clock);
      end?.();
    };
  }, []);
  useEffect(() => {
    if (!here || isNew) return undefined;
    const ask = setInterval(() => {
      void register().then(({ lookForNewVersion }) => lookForNewVersion());
      void isOtherVersion().then((other) => other && setNew(true));
    }, versionEveryMs);
    return () => clearInterval(ask);
  }, [here, isNew]);
  if (!isNew) return null;
  return (
    <Bar>
      {t('web.version.bar')}
      <Button size="small" onClick={() => void register().then((part) => part.takeNewVersion())}>
        {t('web.version.reload')}
      </Button>
    </Bar>
  );
}

/** Whether the server's pages begin with another script than this one. */
async function isOtherVersion(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>('script[type=module][src]');
  const source = own?.getAttribute('src');
  if (source === null || source === undefined || !source.startsWith('/assets/')) return false;
  try {
    const answer = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-cache' });
    return answer.ok && !(await answer.text()).includes(source);
  } catch {
    return false;
  }
}

const minuteMs = 60_000;
const warnMinutes = 5;
const lookMs = 15_000;

/** A warning some minutes before the session ends, by rest or by its longest life. */
function SessionBar() {
  const { t } = useSay();
  const { ends } = useSession();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), lookMs);
    return () => clearInterval(clock);
  }, []);
  if (ends === null) return null;
  const minutesTo = (at: number) => Math.max(Math.ceil((at - now) / minuteMs), 0);
  const final = minutesTo(Date.parse(ends.at));
  if (final <= warnMinutes) return <Bar>{t('web.session.final', { minutes: final })}</Bar>;
  const rest = minutesTo(lastAnswerAt() + ends.idleMinutes * minuteMs);
  if (rest > Math.min(warnMinutes, ends.idleMinutes / 2)) return null;
  return (
    <Bar>
      {t('web.session.ending', { minutes: rest })}
      <Button
        size="small"
        onClick={() => void call(authApi.readSession).then(() => setNow(Date.now()))}
      >
        {t('web.session.stay')}
      </Button>
    </Bar>
  );
}
