import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

const shownMost = 6;

/** How far each quarter has come, newest first; leads to its run and to its assessment cycle. */
export function QuartersCard() {
  const { t, locale } = useSay();
  const may = useMay();
  const query = useRoute(organisationApi.listQuarters);
  return (
    <Read query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet words={t('closing.no_quarter')} />
        ) : (
          <ul className="kj-lines">
            {rows.slice(0, shownMost).map((row) => (
              <li key={row.quarter}>
                <PageLink to={`/quarters/${row.quarter}`}>
                  {quarterWritten(row.quarter, locale)}
                </PageLink>
                <span>
                  {row.opened ? <Mark tone="calm">{t('closing.state.opened')}</Mark> : null}
                  {row.closed ? <Mark tone="strong">{t('closing.state.closed')}</Mark> : null}
                  {row.sealed ? <Mark tone="good">{t('closing.sealed_mark')}</Mark> : null}
                </span>
                {row.closed && may('assessment.read_cycle') ? (
                  <span className="kj-line-end">
                    <PageLink to={`/assessment-cycles/${row.quarter}`}>
                      {t('desk.cycle_link')} →
                    </PageLink>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}
