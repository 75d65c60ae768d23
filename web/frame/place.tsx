import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Outlet, useLocation, useRouterState } from '@tanstack/react-router';
import { Button, Layout } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useMay, useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { PagePlaceContext } from '../kit/page-place.ts';
import type { PagePlace } from '../kit/page-place.ts';
import { ReadersMark } from '../kit/watermark.tsx';
import { OfflineBar } from '../offline/in-frame.tsx';
import { isMarked } from '../page-row.ts';
import type { Group } from '../page-row.ts';
import { pages } from '../routes.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { FrameKeys } from './frame-keys.tsx';
import { GroupBar } from './group-bar.tsx';
import { HeaderEnd, HeaderName } from './header.tsx';
import { GroupMenu } from './menu.tsx';
import { entryOf, menuPages, rowOf } from './places.ts';
import { StateBars } from './state-bars.tsx';

const PhoneMenu = lazy(async () => ({ default: (await import('./phone-menu.tsx')).PhoneMenu }));
const stored = 'kejing.menu.folded';

/** Header with the groups, menu of the present group, page. */
export function WidePlace() {
  const { t } = useSay();
  const group = usePresentGroup();
  const own = menuPages(pages, useMay()).filter((row) => row.group === group);
  const [folded, setFolded] = useState(localStorage.getItem(stored) === 'yes');
  const fold = () => {
    setFolded(!folded);
    localStorage.setItem(stored, folded ? 'no' : 'yes');
  };
  return (
    <FrameKeys>
      <Layout style={{ minHeight: '100%' }}>
        <SkipLink />
        <Layout.Header className="kj-header">
          <HeaderName />
          <GroupBar present={group} />
          <HeaderEnd />
          <ProgressLine />
        </Layout.Header>
        <StateBars />
        <Layout>
          {own.length < 2 || group === undefined ? null : (
            <Layout.Sider width={212} collapsedWidth={52} collapsed={folded} className="kj-sider">
              <nav aria-label={t('web.groups.of', { group: t(`web.group.${group}`) })}>
                <GroupMenu group={group} folded={folded} />
              </nav>
              <Button
                type="text"
                className="kj-fold"
                icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
                aria-label={t(folded ? 'web.menu.unfold' : 'web.menu.fold')}
                aria-expanded={!folded}
                onClick={fold}
              />
            </Layout.Sider>
          )}
          <Layout>
            <Main />
          </Layout>
        </Layout>
      </Layout>
    </FrameKeys>
  );
}

/** On a phone: a short header, the page, and the main places at the thumb. */
export function PhonePlace() {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  const more = () => {
    setOpened(true);
    setOpen(true);
  };
  return (
    <FrameKeys>
      <Layout style={{ minHeight: '100%' }}>
        <SkipLink />
        <Layout.Header className="kj-header">
          <HeaderName />
          <HeaderEnd />
          <ProgressLine />
        </Layout.Header>
        <StateBars />
        {opened ? (
          <Suspense>
            <PhoneMenu open={open} onClose={() => setOpen(false)} />
          </Suspense>
        ) : null}
        <Main />
        <BottomBar onMore={more} />
      </Layout>
    </FrameKeys>
  );
}

/** The page in its place: trail and, over data of customers and staff, the reader's name. */
function Main() {
  const { pathname } = useLocation();
  const row = rowOf(pathname, pages);
  const marked = row !== undefined && isMarked(row.right);
  const place = usePlaceOfPage(marked);
  const page = (
    <main id="content" className="kj-content" tabIndex={-1}>
      <OfflineBar />
      <Outlet />
    </main>
  );
  return (
    <PagePlaceContext.Provider value={place}>
      {marked ? <ReadersMark>{page}</ReadersMark> : page}
    </PagePlaceContext.Provider>
  );
}

function usePlaceOfPage(marked: boolean): PagePlace {
  const { t } = useSay();
  const may = useMay();
  const { account } = useSession();
  const { pathname, href } = useLocation();
  const row = rowOf(pathname, pages);
  const entry = row === undefined ? undefined : entryOf(row, pages);
  const group = entry?.group;
  const isOwn = row?.right === 'signed_in';
  const first = menuPages(pages, may).find((one) => one.group === group);
  const crumbs = [
    ...(group === undefined || isOwn || first === undefined
      ? []
      : [{ title: t(`web.group.${group}`), to: first.path }]),
    ...(entry === undefined || isOwn || !may(entry.right)
      ? []
      : [{ title: t(entry.title), to: entry.path }]),
  ];
  const isRecord = row?.path.includes('$') ?? false;
  return {
    crumbs,
    isEntry: row !== undefined && row === entry,
    marked,
    recent: isRecord ? { accountId: account.accountId, path: href } : null,
  };
}

/** The group of the page that is shown; the former one while there is none. */
function usePresentGroup(): Group | undefined {
  const { pathname } = useLocation();
  const row = rowOf(pathname, pages);
  return row === undefined ? undefined : entryOf(row, pages)?.group;
}

function SkipLink() {
  const { t } = useSay();
  return (
    <a href="#content" className="kj-skip">
      {t('web.skip')}
    </a>
  );
}

/** A thin line while the next page is fetched; the old page stays until then. */
function ProgressLine() {
  const { t } = useSay();
  const moving = useRouterState({ select: (state) => state.isLoading });
  return moving ? (
    <div className="kj-moving" role="progressbar" aria-label={t('web.moving')} />
  ) : null;
}
