import { rewardsApi } from '../../../server/modules/rewards/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Money } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';

/** Awards a person has received, on his file; nothing is shown while there are none. */
export function AwardsOfStaff({ staffId }: { readonly staffId: string }) {
  const { t, tk, named } = useSay();
  const query = { state: 'granted' as const, staffId, limit: 50 };
  const { rows } = useRoute(rewardsApi.listProposals, { query }).data ?? { rows: [] };
  if (rows.length === 0) return null;
  return (
    <Section title={t('rewards.of_staff')}>
      <ul className="kj-lines">
        {rows.map((row) => (
          <li key={row.proposalId}>
            <PageLink to={`/rewards/${row.proposalId}`}>
              {named(row.awardName)} · {row.nominees}
            </PageLink>{' '}
            {row.awardKind === 'honour' ? (
              tk('rewards.awardKind.honour')
            ) : (
              <Money fen={row.amount} exact />
            )}{' '}
            <span className="kj-quiet">
              <DayText day={row.proposedOn} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
