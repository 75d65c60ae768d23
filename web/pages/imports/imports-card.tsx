import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Instant, Mark } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** The latest imports and the rows that stand in quarantine. */
export function ImportsCard() {
  const { t } = useSay();
  const query = useRoute(importsApi.listImports, { query: { limit: '8' } });
  return (
    <Read query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.batchId}>
                <PageLink to={`/imports/${row.batchId}`}>{row.adapter}</PageLink>
                <Choice module="imports" property="state" value={row.state} />
                {row.rowsFaulty === '0' ? null : (
                  <Mark tone="warn">
                    {t('imports.field.rowsFaulty')} <Count value={row.rowsFaulty} />
                  </Mark>
                )}
                <span className="kj-line-end">
                  <Count value={row.rowsAdded} />{' '}
                  <span className="kj-quiet">
                    <Instant at={row.finishedAt} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}
