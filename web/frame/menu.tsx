import {
  ApartmentOutlined,
  AuditOutlined,
  DatabaseOutlined,
  FileProtectOutlined,
  HomeOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { Menu } from 'antd';
import type { MenuProps } from 'antd';
import { useState } from 'react';
import type { ComponentType } from 'react';
import { useMay } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { PageLink } from '../kit/page-link.tsx';
import { groups } from '../page-row.ts';
import type { Group, PageRow } from '../page-row.ts';
import { pages } from '../routes.tsx';

const icons: Readonly<Record<Group, ComponentType>> = {
  desk: HomeOutlined,
  customers: TeamOutlined,
  managing: ApartmentOutlined,
  assessment: AuditOutlined,
  data: DatabaseOutlined,
  policies: FileProtectOutlined,
  administration: SettingOutlined,
};

/** The pages of the menu that the reader may open. */
export function menuPages(may: (right: string) => boolean): readonly PageRow[] {
  return groups.flatMap((group) => pages.filter((row) => row.group === group && may(row.right)));
}

/** The page of the table whose path begins the address: '/customers/7' belongs to '/customers'. */
export function currentPage(address: string, rows: readonly PageRow[]): PageRow | undefined {
  return rows
    .filter((row) => address === row.path || address.startsWith(`${row.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}

const stored = 'kejing.menu.closed';

function keptClosed(): readonly string[] {
  return (localStorage.getItem(stored) ?? '').split(' ').filter((one) => one !== '');
}

/** The side menu: groups of pages, drawn from rights. A group of one page is that page. */
export function SideMenu(props: { readonly folded: boolean; readonly onChoose?: () => void }) {
  const { t } = useSay();
  const may = useMay();
  const { pathname } = useLocation();
  const rows = menuPages(may);
  const current = currentPage(pathname, rows);
  const [closed, setClosed] = useState(keptClosed);
  const item = (row: PageRow, icon?: ComponentType) => {
    const Icon = row.icon ?? icon;
    return {
      key: row.path,
      label: <PageLink to={row.path}>{t(row.title)}</PageLink>,
      title: t(row.title),
      ...(Icon === undefined ? {} : { icon: <Icon /> }),
    };
  };
  type Item = NonNullable<MenuProps['items']>[number];
  const items = groups.flatMap((group): Item[] => {
    const own = rows.filter((row) => row.group === group);
    const [first] = own;
    if (first === undefined) return [];
    if (own.length === 1) return [item(first, icons[group])];
    const Icon = icons[group];
    const label = t(`web.group.${group}`);
    return [{ key: group, label, icon: <Icon />, children: own.map((row) => item(row)) }];
  });
  const open = groups.filter((group) => !closed.includes(group));
  return (
    <Menu
      inlineIndent={12}
      mode="inline"
      style={{ borderInlineEnd: 0, paddingBlock: 6 }}
      items={items}
      selectedKeys={current === undefined ? [] : [current.path]}
      onClick={() => props.onChoose?.()}
      {...(props.folded
        ? {}
        : {
            openKeys: [...open],
            onOpenChange: (keys: string[]) => {
              const next = groups.filter((group) => !keys.includes(group));
              setClosed(next);
              localStorage.setItem(stored, next.join(' '));
            },
          })}
    />
  );
}
