import { healthApi } from '../../../server/platform/health/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { StateMark, useFound, worstFirst } from './words.tsx';

const shownMost = 5;

/** The worst state and each check that is amber or red, with what was found. */
export function HealthCard() {
  const { t } = useSay();
  const foundOf = useFound();
  const query = useRoute(healthApi.readHealth);
  return (
    <Read query={query}>
      {({ state, findings }) => {
        const unwell = worstFirst(findings).filter(
          (one) => one.state === 'bad' || one.state === 'warn',
        );
        return (
          <ul className="kj-lines">
            <li>
              <StateMark state={state} />
              {unwell.length === 0 ? t('health.all_good') : null}
              <span className="kj-line-end">
                <PageLink to="/health">{t('health.more')} →</PageLink>
              </span>
            </li>
            {unwell.slice(0, shownMost).map((one) => (
              <li key={one.check}>
                <StateMark state={one.state} />
                <strong>{t(`health.check.${one.check}`)}</strong>
                <span className="kj-quiet">{foundOf(one)}</span>
              </li>
            ))}
          </ul>
        );
      }}
    </Read>
  );
}
