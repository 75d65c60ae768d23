import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Button, Drawer, Layout, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ProblemError } from '../api/client.ts';
import { onProblem } from '../api/queries.ts';
import { useSession, useSessionQuery } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { useGo } from '../kit/page-link.tsx';
import { ProblemNote } from '../kit/problem.tsx';
import { usePhone } from '../kit/theme.ts';
import { NeedsNetwork, OfflineBar, useOfflineWriting } from '../offline/in-frame.tsx';
import { HeaderEnd, HeaderName } from './header.tsx';
import { SideMenu } from './menu.tsx';

const stored = 'kejing.menu.folded';

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

function Place() {
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

function Main({ children }: { readonly children?: ReactNode }) {
  return (
    <main id="content" className="kj-content" tabIndex={-1}>
      <OfflineBar />
      {children ?? <Outlet />}
    </main>
  );
}

function SkipLink() {
  const { t } = useSay();
  return (
    <a href="#content" className="kj-skip">
      {t('web.skip')}
    </a>
  );
}

function WidePlace() {
  const { t } = useSay();
  const [folded, setFolded] = useState(localStorage.getItem(stored) === 'yes');
  const fold = () => {
    setFolded(!folded);
    localStorage.setItem(stored, folded ? 'no' : 'yes');
  };
  return (
    <Layout style={{ minHeight: '100%' }}>
      <SkipLink />
      <Layout.Header className="kj-header">
        <Button
          type="text"
          icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          aria-label={t(folded ? 'web.menu.unfold' : 'web.menu.fold')}
          aria-expanded={!folded}
          onClick={fold}
        />
        <HeaderName />
        <HeaderEnd />
      </Layout.Header>
      <Layout>
        <Layout.Sider width={220} collapsedWidth={56} collapsed={folded} className="kj-sider">
          <nav aria-label={t('web.menu')}>
            <SideMenu folded={folded} />
          </nav>
        </Layout.Sider>
        <Layout>
          <Main />
        </Layout>
      </Layout>
    </Layout>
  );
}

function PhonePlace() {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  return (
    <Layout style={{ minHeight: '100%' }}>
      <SkipLink />
      <Layout.Header className="kj-header">
        <Button
          type="text"
          icon={<MenuOutlined />}
          aria-label={t('web.menu')}
          aria-expanded={open}
          onClick={() => setOpen(true)}
        />
        <HeaderName />
        <HeaderEnd />
      </Layout.Header>
      <Drawer
        placement="left"
        size={264}
        open={open}
        title={t('web.menu')}
        onClose={() => setOpen(false)}
        styles={{ body: { padding: 4 } }}
      >
        <nav aria-label={t('web.menu')}>
          <SideMenu folded={false} onChoose={() => setOpen(false)} />
        </nav>
      </Drawer>
      <Main />
    </Layout>
  );
}
