import { bookApi } from '../../../server/modules/pay/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Money } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

const tones = { waiting: 'warn', approved: 'bad', returned: 'calm' } as const;

/** Claw-backs, newest first: whose, how far, and what they take. */
export function ClawbacksCard() {
  const { t } = useSay();
  const query = useRoute(bookApi.listClawbacks, { query: { limit: 6 } });
  return (
    <Read query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet
            words={t('desk.clawbacks.none')}
            next={<PageLink to="/clawbacks">{t('desk.clawbacks.open')}</PageLink>}
          />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.clawbackId}>
                <PageLink to={`/clawbacks/${row.clawbackId}`}>{row.name}</PageLink>
                <span className="kj-quiet">{row.unitName}</span>
                <span className="kj-line-end">
                  <Money fen={row.stopped} /> + <Money fen={row.claimed} />{' '}
                  <Choice module="pay" property="state" value={row.state} tones={tones} />
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}
