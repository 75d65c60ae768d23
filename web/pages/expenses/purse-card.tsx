import { expensesApi } from '../../../server/modules/expenses/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Money } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** The RM's marketing money on his desk: what is left of each purse, what applications hold. */
export function PurseCard() {
  const { t } = useSay();
  const query = useRoute(expensesApi.readPurse);
  return (
    <Read query={query}>
      {({ rows }) => (
        <>
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.purse}>
                <span>{t(`expenses.purse.${row.purse}`)}</span>
                <span className="kj-line-end">
                  <strong>
                    <Money fen={row.left} />
                  </strong>
                  <span className="kj-quiet">
                    {' '}
                    / <Money fen={row.granted} />
                  </span>
                  {row.reserved === '0' ? null : (
                    <span className="kj-quiet">
                      {' '}
                      · {t('expenses.balance.reserved')} <Money fen={row.reserved} />
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          <PageLink to="/expenses?tab=own">{t('expenses.applications.mine')} →</PageLink>
        </>
      )}
    </Read>
  );
}
