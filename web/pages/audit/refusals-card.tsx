import { auditApi } from '../../../server/platform/audit/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { countWritten, instantWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** Accounts that were refused most; each line opens what they were refused. */
export function RefusalsCard() {
  const { t, locale } = useSay();
  const query = useRoute(auditApi.listRefusedAccounts);
  return (
    <Read query={query}>
      {({ days, rows }) =>
        rows.length === 0 ? (
          <NoDataYet
            words={t('audit.refusals.none', { days })}
            next={<PageLink to="/refused-accesses">{t('audit.refusals.all')}</PageLink>}
          />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.login}>
                <span className="kj-desk-count">{countWritten(row.refused)}</span>
                <PageLink to={`/refused-accesses?actor=${row.login}`}>
                  {row.name === null ? row.login : `${row.name} (${row.login})`}
                </PageLink>
                <span className="kj-line-end kj-quiet">
                  {t('audit.refusals.routes', { routes: row.routes })} ·{' '}
                  {instantWritten(row.lastAt, locale)}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}
