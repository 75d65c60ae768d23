import { jobsApi } from '../../../server/platform/jobs/contract.ts';
import type { JobKind } from '../../../server/platform/jobs/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Instant, Mark } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { useJobName } from './words.tsx';

const shownMost = 4;

const sumOf = (rows: readonly JobKind[], of: 'waiting' | 'running' | 'failedDay') =>
  rows.reduce((sum, kind) => sum + kind[of], 0);

/** What runs, waits and failed; the kinds that failed lead to their runs. */
export function JobsCard() {
  const { t } = useSay();
  const nameOf = useJobName();
  const query = useRoute(jobsApi.listJobs);
  return (
    <Read query={query}>
      {({ rows }) => {
        const failing = rows.filter((kind) => kind.failedDay > 0);
        const failed = sumOf(rows, 'failedDay');
        return (
          <ul className="kj-lines">
            <li>
              <Mark tone={failed === 0 ? 'good' : 'bad'}>
                {failed === 0 ? t('jobs.card.fine') : t('jobs.failed_day', { count: failed })}
              </Mark>
              <span className="kj-line-end">
                <PageLink to="/jobs">{t('jobs.card.all')} →</PageLink>
              </span>
            </li>
            <li>
              {t('jobs.card.running')}
              <span className="kj-line-end">
                <Count value={sumOf(rows, 'running')} />
              </span>
            </li>
            <li>
              {t('jobs.card.waiting')}
              <span className="kj-line-end">
                <Count value={sumOf(rows, 'waiting')} />
              </span>
            </li>
            {failing.slice(0, shownMost).map((kind) => (
              <li key={kind.name}>
                <PageLink to={`/jobs?name=${kind.name}&state=failed`}>{nameOf(kind.name)}</PageLink>
                <span className="kj-line-end kj-quiet">
                  <Instant at={kind.last?.startedAt ?? null} />
                </span>
              </li>
            ))}
          </ul>
        );
      }}
    </Read>
  );
}
