import { day, daysBetween } from '../../../core/day.ts';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark, Money } from '../../kit/figures.tsx';
import { dayWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** Deposits and loans that fall due soon, nearest first: a call before the money leaves. */
export function Maturities() {
  const { t, named, locale } = useSay();
  const query = useRoute(deskApi.listMaturities);
  return (
    <Read query={query}>
      {({ today, rows }) =>
        rows.length === 0 ? (
          <NoDataYet words={t('desk.no_maturities')} />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.accountNo}>
                <Mark tone={row.kind === 'loan' ? 'gold' : 'strong'}>
                  {t(`desk.maturity.${row.kind}`)}
                </Mark>
                <PageLink to={`/customers/${row.customerId}?tab=holdings`}>
                  {row.customerName}
                </PageLink>
                <span className="kj-quiet">{named(row.productName)}</span>
                <span className="kj-line-end">
                  <Money fen={row.balance} />{' '}
                  <span className="kj-quiet">
                    {dayWritten(row.maturesOn, locale)} ·{' '}
                    {row.maturesOn === today
                      ? t('desk.today_word')
                      : t('desk.in_days', { days: daysBetween(day(today), day(row.maturesOn)) })}
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
