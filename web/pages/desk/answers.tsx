import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { dayWritten, quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

const tones = { upheld: 'good', rejected: 'bad', dismissed: 'bad', withdrawn: 'calm' } as const;

/** What became of the reader's objections; each leads to its sheet or slip. */
export function Answers() {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.listAnswers);
  return (
    <Read query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet
            words={t('desk.answers.none')}
            next={<PageLink to="/sheets">{t('desk.open_sheet')}</PageLink>}
          />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={`${row.kind}${row.item}${row.line?.zh ?? ''}`}>
                <PageLink to={`/${row.kind}s/${row.item}`}>
                  {t(`desk.answers.${row.kind}`, { quarter: quarterWritten(row.quarter, locale) })}
                </PageLink>
                {row.line === null ? null : <span>{row.line[locale]}</span>}
                <span className="kj-line-end">
                  {row.verdict === null ? (
                    <Mark tone="warn">{t('desk.answers.waits')}</Mark>
                  ) : (
                    <Mark tone={tones[row.verdict]}>{t(`desk.verdict.${row.verdict}`)}</Mark>
                  )}{' '}
                  <span className="kj-quiet">
                    {row.answeredOn !== null
                      ? dayWritten(row.answeredOn, locale)
                      : row.due === null
                        ? dayWritten(row.raisedOn, locale)
                        : t('desk.answers.due', { day: dayWritten(row.due, locale) })}
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
