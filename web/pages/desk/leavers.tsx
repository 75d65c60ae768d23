import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark, Money } from '../../kit/figures.tsx';
import { dayWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** Who left or leaves: the customers he still leads and the pay he is still owed. */
export function Leavers() {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.listLeavers);
  return (
    <Read query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet
            words={t('desk.leavers.none')}
            next={<PageLink to="/staff">{t('desk.to_staff')}</PageLink>}
          />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.staffId}>
                <PageLink to={`/staff/${row.staffId}`}>{row.name}</PageLink>
                <span className="kj-quiet">
                  {row.unitName} · {dayWritten(row.leftOn, locale)}
                </span>
                <span className="kj-line-end">
                  {row.customers === 0 ? null : (
                    <Mark tone="warn">{t('desk.leavers.customers', { count: row.customers })}</Mark>
                  )}{' '}
                  {row.due === '0' ? (
                    <Mark tone="good">{t('desk.leavers.clear')}</Mark>
                  ) : (
                    <PageLink to={`/deferral-plans/${row.staffId}`}>
                      {t('desk.leavers.due')} <Money fen={row.due} />
                    </PageLink>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}
