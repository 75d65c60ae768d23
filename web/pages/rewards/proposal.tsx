import { rewardsApi } from '../../../server/modules/rewards/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, DayText, Mark, Money } from '../../kit/figures.tsx';
import { dayWritten } from '../../kit/format.ts';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ProposalVerbs } from './proposal-verbs.tsx';
import { proposalTones } from './tones.ts';
import type { Proposal } from './shape.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** One proposal: who, why, the committee, the notice and its objections, the reader's next step. */
export function RewardProposal() {
  const { t, named, locale } = useSay();
  const proposalId = usePathWord('proposalId');
  const query = useRoute(rewardsApi.readProposal, { params: { proposalId } });
  return (
    <Read query={query} rows={10} title={t('rewards.title')}>
      {(one) => (
        <Page
          title={`${named(one.awardName)} · ${one.nominees}`}
          trail={[{ title: t('rewards.title'), to: '/rewards' }]}
          note={
            one.fromDay === null || one.untilDay === null
              ? undefined
              : t('rewards.notice_days', {
                  from: dayWritten(one.fromDay, locale),
                  until: dayWritten(one.untilDay, locale),
                })
          }
          actions={
            <Choice module="rewards" property="state" value={one.state} tones={proposalTones} />
          }
        >
          <ProposalVerbs proposal={one} />
          <div className="kj-halves">
            <Section title={t('rewards.nominees')}>
              <Parts proposal={one} />
            </Section>
            <Section title={t('rewards.why')}>
              <p>{one.reason}</p>
              <p className="kj-quiet">{one.evidence}</p>
              <p className="kj-quiet">
                {one.by} · <DayText day={one.proposedOn} /> ·{' '}
                <PageLink to="/policies/reward_fund">v{one.policyVersionNo}</PageLink>
              </p>
            </Section>
            <Section title={t('rewards.committee')}>
              <Committee proposal={one} />
            </Section>
            <Section title={t('rewards.objections')}>
              <Objections proposal={one} />
            </Section>
          </div>
        </Page>
      )}
    </Read>
  );
}

interface Props {
  readonly proposal: Proposal;
}

function Parts({ proposal }: Props) {
  const { tk } = useSay();
  return (
    <SmallTable
      rows={proposal.parts}
      keyOf={(one) => one.staffId}
      columns={[
        {
          names: true,
          render: (one) => (
            <>
              <PageLink to={`/staff/${one.staffId}`}>{one.name}</PageLink>{' '}
              <span className="kj-quiet">
                {one.staffNo} · {one.unitName}
              </span>
            </>
          ),
        },
        {
          figure: true,
          render: (one) =>
            proposal.awardKind === 'honour' ? (
              tk('rewards.awardKind.honour')
            ) : (
              <Money fen={one.amount} exact />
            ),
        },
      ]}
    />
  );
}

function Committee({ proposal }: Props) {
  const { t, tk } = useSay();
  const { members, tally, votesFor, voters } = proposal;
  return (
    <>
      {tally === null ? (
        votesFor === null || voters === null ? (
          <p className="kj-quiet">{t('rewards.committee.hidden')}</p>
        ) : (
          <p>{t('rewards.voted_for', { for: votesFor, voters })}</p>
        )
      ) : (
        <p>
          <Mark
            tone={
              tally.outcome === 'approved' ? 'good' : tally.outcome === 'rejected' ? 'bad' : 'warn'
            }
          >
            {t(`rewards.tally.${tally.outcome}`)}
          </Mark>{' '}
          {t('rewards.tally', {
            for: tally.for,
            against: tally.against,
            abstain: tally.abstain,
            voters: tally.voters,
            needed: tally.needed,
          })}
        </p>
      )}
      <ul className="kj-lines">
        {members.map((member) => (
          <li key={member.staffId}>
            {member.name}{' '}
            {member.conflict !== null ? (
              <Mark tone="calm">{tk(`rewards.conflict.${member.conflict}`)}</Mark>
            ) : member.choice === null ? null : (
              <Mark tone={member.choice === 'for' ? 'good' : 'calm'}>
                {tk(`rewards.choice.${member.choice}`)}
              </Mark>
            )}{' '}
            <span className="kj-quiet">{member.reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Objections({ proposal }: Props) {
  const { t, tk } = useSay();
  if (proposal.objections.length === 0) return <NoDataYet words={t('rewards.objections.none')} />;
  return (
    <ul className="kj-lines">
      {proposal.objections.map((one) => (
        <li key={one.objectionId}>
          {one.text}{' '}
          <span className="kj-quiet">
            {one.by} · <DayText day={one.raisedOn} />
          </span>
          <div>
            {one.verdict === null ? (
              <Mark tone="warn">{t('rewards.objections.waiting')}</Mark>
            ) : (
              <>
                <Mark tone={one.verdict === 'upheld' ? 'bad' : 'good'}>
                  {tk(`rewards.verdict.${one.verdict}`)}
                </Mark>{' '}
                {one.answer} <span className="kj-quiet">{one.answeredBy}</span>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
