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
import { entryOf, menuPages, rowOf } from './places.ts';

const icons: Readonly<Record<Group, ComponentType>> = {
  desk: HomeOutlined,
  customers: TeamOutlined,
  managing: ApartmentOutlined,
  assessment: AuditOutlined,
  data: DatabaseOutlined,
  policies: FileProtectOutlined,
  administration: SettingOutlined,
};

type Item = NonNullable<MenuProps['items']>[number];

/** The pages of one group, at the side. */
export function GroupMenu(props: { readonly group: Group; readonly folded: boolean }) {
  const own = menuPages(pages, useMay()).filter((row) => row.group === props.group);
  const item = useItem(icons[props.group]);
  return (
    <Menu
      inlineIndent={12}
      mode="inline"
      inlineCollapsed={props.folded}
      style={{ borderInlineEnd: 0, paddingBlock: 6 }}
      items={own.map((row) => item(row))}
      selectedKeys={usePresent()}
    />
  );
}

const stored = 'kejing.menu.closed';

function keptClosed(): readonly string[] {
  return (localStorage.getItem(stored) ?? '').split(' ').filter((one) => one !== '');
}

/** All groups with their pages, for a phone's drawer. A group of one page is that page. */
export function WholeMenu(props: { readonly onChoose: () => void }) {
  const { t } = useSay();
  const rows = menuPages(pages, useMay());
  const [closed, setClosed] = useState(keptClosed);
  const item = useItem();
  const present = usePresent();
  const items = groups.flatMap((group): Item[] => {
    const own = rows.filter((row) => row.group === group);
    const [first] = own;
    if (first === undefined) return [];
    const Icon = icons[group];
    if (own.length === 1) return [item(first, Icon)];
    const label = t(`web.group.${group}`);
    return [{ key: group, label, icon: <Icon />, children: own.map((row) => item(row)) }];
  });
  return (
    <Menu
      inlineIndent={12}
      mode="inline"
      style={{ borderInlineEnd: 0, paddingBlock: 6 }}
      items={items}
      selectedKeys={present}
      openKeys={groups.filter((group) => !closed.includes(group))}
      onClick={props.onChoose}
      onOpenChange={(keys: string[]) => {
        const next = groups.filter((group) => !keys.includes(group));
        setClosed(next);
        localStorage.setItem(stored, next.join(' '));
      }}
    />
  );
}

function useItem(standIn?: ComponentType) {
  const { t } = useSay();
  return (row: PageRow, icon: ComponentType | undefined = standIn): Item => {
    const Icon = row.icon ?? icon;
    return {
      key: row.path,
      label: <PageLink to={row.path}>{t(row.title)}</PageLink>,
      title: t(row.title),
      ...(Icon === undefined ? {} : { icon: <Icon /> }),
    };
  };
}

/** The entry of the menu under which the present page stands. */
function usePresent(): string[] {
  const { pathname } = useLocation();
  const row = rowOf(pathname, pages);
  const entry = row === undefined ? undefined : entryOf(row, pages);
  return entry === undefined || row?.right === 'signed_in' ? [] : [entry.path];
}
