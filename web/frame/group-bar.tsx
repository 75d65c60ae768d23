import { Link } from '@tanstack/react-router';
import { useMay } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { groups } from '../page-row.ts';
import type { Group } from '../page-row.ts';
import { pages } from '../routes.tsx';
import { menuPages } from './places.ts';

/** The groups of pages in the header; each leads to its first page that the reader may open. */
export function GroupBar({ present }: { readonly present: Group | undefined }) {
  const { t } = useSay();
  const open = menuPages(pages, useMay());
  return (
    <nav aria-label={t('web.groups')} className="kj-groups">
      {groups.map((group) => {
        const first = open.find((row) => row.group === group);
        return first === undefined ? null : (
          <Link
            key={group}
            to={first.path}
            className="kj-tab"
            {...(group === present ? { 'data-present': 'yes', 'aria-current': 'true' } : {})}
          >
            {t(`web.group.${group}`)}
          </Link>
        );
      })}
    </nav>
  );
}
