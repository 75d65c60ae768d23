import { competenceApi } from '../../../server/modules/assessment/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { dayWritten } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

const shownMost = 5;

/** How many forms of each competence review are in, newest first. */
export function ReviewsCard() {
  const { t, locale } = useSay();
  const query = useRoute(competenceApi.listReviews);
  return (
    <Read query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet
            words={t('desk.reviews.none')}
            next={<PageLink to="/competence">{t('desk.reviews.open')}</PageLink>}
          />
        ) : (
          <ul className="kj-lines">
            {rows.slice(0, shownMost).map((row) => (
              <li key={row.reviewId} className="kj-desk-meter">
                <PageLink to="/competence">{row.period}</PageLink>
                <span className="kj-quiet">
                  {row.closedOn === null
                    ? t('desk.reviews.until', { day: dayWritten(row.dueOn, locale) })
                    : t('desk.reviews.closed', { day: dayWritten(row.closedOn, locale) })}
                </span>
                {row.overdue ? <Mark tone="bad">{t('desk.reviews.late')}</Mark> : null}
                {row.wanted === null || row.done === null ? null : (
                  <span className="kj-line-end">
                    <Meter
                      percent={row.wanted === 0 ? 0 : (row.done * 100) / row.wanted}
                      tone={row.done >= row.wanted ? 'good' : row.overdue ? 'bad' : 'warn'}
                      words={t('desk.reviews.done', { done: row.done, wanted: row.wanted })}
                    />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}
