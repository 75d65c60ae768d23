import { useLocation } from '@tanstack/react-router';
import { Layout, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import type { ProblemError } from '../api/client.ts';
import { onProblem } from '../api/queries.ts';
import { useMay, useSession, useSessionQuery } from '../api/session.ts';
import { useGo } from '../kit/page-link.tsx';
import { ProblemNote } from '../kit/problem.tsx';
import { usePhone } from '../kit/theme.ts';
import { NeedsNetwork, useOfflineWriting } from '../offline/in-frame.tsx';
import { pages } from '../routes.tsx';
import { fetchAhead } from './fetch-ahead.ts';
import { PhonePlace, WidePlace } from './place.tsx';
import { menuPages } from './places.ts';
import { useSchemeNames } from './scheme-names.ts';

/**
 * The working place: header, menu, page. Opens when the session is known; else leads to the sign-
 * in.
 */
export function Frame() {
  const session = useSessionQuery();
  useSignInWhenNeeded(session.error);
  if (session.data !== undefined) return <Place />;
  const code = (session.error as ProblemError | null)?.problem?.code;
  if (code === 'web.offline' || session.fetchStatus === 'paused')
    return <NeedsNetwork onRetry={() => void session.refetch()} />;
  if (session.error !== null && code !== 'auth.not_signed_in') {
    return (
      <div style={{ maxWidth: 520, margin: '15vh auto', padding: 16 }}>
        <ProblemNote error={session.error} onRetry={() => void session.refetch()} />
      </div>
    );
  }
  return <Waiting />;
}

function Waiting() {
  return (
    <Layout style={{ height: '100%' }}>
      <Layout.Header />
      <div className="kj-content">
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    </Layout>
  );
}

/**
 * Not signed in, or a first password to change: go there, and come back to this page afterwards.
 */
function useSignInWhenNeeded(error: Error | null): void {
  const go = useGo();
  const { href, pathname } = useLocation();
  useEffect(() => {
    const lead = (problem: Error | null) => {
      if (pathname === '/sign-in' || pathname === '/first-password') return;
      const code = (problem as ProblemError | null)?.problem?.code;
      const back = pathname === '/' ? '' : `?to=${encodeURIComponent(href)}`;
      if (code === 'auth.not_signed_in') go(`/sign-in${back}`, { replace: true });
      if (code === 'auth.must_change_password') go('/first-password', { replace: true });
    };
    lead(error);
    return onProblem(lead);
  }, [error, href, pathname, go]);
}

/** The first page is drawn before the code of the others is fetched. */
const restMs = 1500;

/** Fetches the pages of the reader's menu while he reads the first. */
function useMenuAhead(): void {
  const may = useMay();
  const open = menuPages(pages, may);
  const paths = open.map((row) => row.path).join(' ');
  const parts = useRef(open);
  parts.current = open;
  useEffect(
    () =>
      fetchAhead(
        parts.current.map((row) => row.page),
        restMs,
      ),
    [paths],
  );
}

function Place() {
  useMenuAhead();
  useSchemeNames();
  const { mustChangePassword } = useSession();
  const go = useGo();
  const phone = usePhone();
  useOfflineWriting();
  useEffect(() => {
    if (mustChangePassword) go('/first-password', { replace: true });
  }, [mustChangePassword, go]);
  if (mustChangePassword) return <Waiting />;
  return phone ? <PhonePlace /> : <WidePlace />;
}
