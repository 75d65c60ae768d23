import {
  BellOutlined,
  HomeOutlined,
  MenuOutlined,
  SearchOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { useMay } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { pages } from '../routes.tsx';
import { useUnread } from './bell.tsx';
import { useOverlays } from './frame-keys.tsx';
import { menuPages } from './places.ts';

/** The main places of a phone: desk, customers, find, notices, more. */
export function BottomBar({ onMore }: { readonly onMore: () => void }) {
  const { t } = useSay();
  const may = useMay();
  const { openPalette } = useOverlays();
  const { unread } = useUnread();
  const [first] = menuPages(pages, may);
  return (
    <nav className="kj-bottom" aria-label={t('web.bottom')}>
      <Place to={first?.path ?? '/account'} icon={<HomeOutlined />} name={t('web.group.desk')} />
      {may('customers.read') ? (
        <Place to="/customers" icon={<TeamOutlined />} name={t('web.group.customers')} />
      ) : null}
      <button type="button" onClick={openPalette}>
        <SearchOutlined />
        <span>{t('web.bottom.search')}</span>
      </button>
      <Place
        to="/notices"
        icon={
          <Badge count={unread} size="small" overflowCount={99}>
            <BellOutlined />
          </Badge>
        }
        name={t('web.notices.title')}
      />
      <button type="button" onClick={onMore} aria-haspopup="dialog">
        <MenuOutlined />
        <span>{t('web.bottom.more')}</span>
      </button>
    </nav>
  );
}

function Place(props: { readonly to: string; readonly icon: ReactNode; readonly name: string }) {
  const { pathname } = useLocation();
  const here = pathname === props.to || pathname.startsWith(`${props.to}/`);
  return (
    <Link to={props.to} {...(here ? { 'data-present': 'yes' } : {})}>
      {props.icon}
      <span>{props.name}</span>
    </Link>
  );
}
