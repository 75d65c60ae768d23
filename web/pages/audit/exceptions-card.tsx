import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { countWritten, dayWritten, instantWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { useAuditWord } from './verb-words.ts';

const tones = {
  rights: 'strong',
  sign_ins: 'warn',
  full_numbers: 'gold',
  corrections: 'bad',
  files: 'calm',
} as const;

/** Deeds that an auditor looks at first; each line opens the records behind its count. */
export function ExceptionsCard() {
  const { t, locale } = useSay();
  const wordOf = useAuditWord();
  const query = useRoute(deskApi.listExceptions);
  return (
    <Read query={query}>
      {({ from, until, rows }) =>
        rows.length === 0 ? (
          <NoDataYet
            words={t('desk.exceptions.none', {
              from: dayWritten(from, locale),
              until: dayWritten(until, locale),
            })}
            next={<PageLink to="/audit-trail">{t('desk.to_audit')}</PageLink>}
          />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.verb}>
                <span className="kj-desk-count">{countWritten(row.count)}</span>
                <Mark tone={tones[row.group]}>{t(`desk.exceptions.${row.group}`)}</Mark>
                <PageLink to={`/audit-trail?verb=${row.verb}&from=${from}&until=${until}`}>
                  {wordOf('verb', row.verb)}
                </PageLink>
                {row.offDays === 0 ? null : (
                  <Mark tone="warn">{t('desk.exceptions.off_days', { count: row.offDays })}</Mark>
                )}
                <span className="kj-line-end kj-quiet">
                  {t('desk.exceptions.accounts', { accounts: row.accounts })} ·{' '}
                  {instantWritten(row.latest, locale)}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}
