import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { rewardsApi } from '../../../server/modules/rewards/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, DayText, Money } from '../../kit/figures.tsx';
import { useChartWords } from '../../kit/chart.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { FundBooks } from './books.tsx';
import { ProposeForm } from './propose-form.tsx';
import { proposalTones } from './tones.ts';
import type { Fund } from './shape.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** The reward fund: its balance, what is under public notice, proposals, honours, the books. */
export function Rewards() {
  const { t } = useSay();
  const may = useMay();
  const go = useGo();
  const [proposing, setProposing] = useState(false);
  const fund = useRoute(rewardsApi.readFund);
  return (
    <Page
      title={t('rewards.title')}
      actions={
        may('rewards.propose') ? (
          <Button type="primary" onClick={() => setProposing(true)}>
            {t('rewards.propose')}
          </Button>
        ) : undefined
      }
    >
      <Read query={fund}>
        {(answer) => (
          <>
            <Balance fund={answer} />
            <div className="kj-halves">
              <Section title={t('rewards.notices')}>
                <Notices />
              </Section>
              <Section title={t('rewards.awards')}>
                <Awards fund={answer} />
              </Section>
            </div>
            {proposing ? (
              <Drawer
                open
                size={560}
                title={t('rewards.propose')}
                onClose={() => setProposing(false)}
              >
                <ProposeForm
                  fund={answer}
                  onDone={(id) => go(`/rewards/${id}`)}
                  onCancel={() => setProposing(false)}
                />
              </Drawer>
            ) : null}
          </>
        )}
      </Read>
      <Section title={t('rewards.honours')}>
        <Proposals state="granted" empty={t('rewards.honours.none')} />
      </Section>
      <Section title={t('rewards.proposals')}>
        <Proposals empty={t('rewards.proposals.none')} />
      </Section>
      {may('rewards.read_fund') ? <FundBooks /> : null}
    </Page>
  );
}

/** Opening + in − awards = closing. */
function Balance({ fund }: { readonly fund: Fund }) {
  const { t } = useSay();
  const words = useChartWords('fen');
  return (
    <Section title={t('rewards.fund', { year: fund.year })}>
      <Tiles>
        <Tile label={t('rewards.fund.opening')}>
          <Money fen={fund.opening} />
        </Tile>
        <Tile label={`+ ${t('rewards.fund.in')}`}>
          <Money fen={fund.in} />
        </Tile>
        <Tile
          label={`− ${t('rewards.fund.out')}`}
          {...(fund.budget === null
            ? {}
            : { note: t('rewards.fund.budget', { budget: words(fund.budget) }) })}
        >
          <Money fen={fund.out} />
        </Tile>
        <Tile label={`= ${t('rewards.fund.closing')}`}>
          <Money fen={fund.closing} />
        </Tile>
      </Tiles>
      <p className="kj-quiet">{t('rewards.fund.equation')}</p>
    </Section>
  );
}

/** What is under notice now, readable by everybody. */
function Notices() {
  const { t, tk, named } = useSay();
  const list = useRoute(rewardsApi.listProposals, { query: { state: 'notice', limit: 20 } });
  return (
    <Read query={list}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet words={t('rewards.notices.none')} />
        ) : (
          <ul className="kj-lines">
            {rows.map((row) => (
              <li key={row.proposalId}>
                <PageLink to={`/rewards/${row.proposalId}`}>
                  <strong>{row.nominees}</strong>
                </PageLink>{' '}
                {named(row.awardName)} ·{' '}
                {row.awardKind === 'money' ? (
                  <Money fen={row.amount} exact />
                ) : (
                  tk('rewards.awardKind.honour')
                )}{' '}
                <span className="kj-quiet">
                  {t('rewards.field.untilDay')} <DayText day={row.untilDay} />
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Read>
  );
}

function Awards({ fund }: { readonly fund: Fund }) {
  const { t, tk, named } = useSay();
  return (
    <SmallTable
      foot={[
        [
          { names: true, cell: t('web.explained.policy') },
          {
            figure: true,
            cell: <PageLink to="/policies/reward_fund">v{fund.policyVersionNo}</PageLink>,
          },
        ],
      ]}
      rows={fund.awards}
      keyOf={(award) => award.key}
      columns={[
        { names: true, render: (award) => named(award.name) },
        {
          figure: true,
          render: (award) =>
            award.kind === 'honour' ? (
              tk('rewards.awardKind.honour')
            ) : (
              <>
                <Money fen={award.least} /> – <Money fen={award.most} />
              </>
            ),
        },
      ]}
    />
  );
}

/** Proposals of the scope, and all under notice or granted. */
function Proposals(props: { readonly state?: 'granted'; readonly empty: string }) {
  const go = useGo();
  return (
    <ContractTable
      route={rewardsApi.listProposals}
      module="rewards"
      rowKey="proposalId"
      keepIn="here"
      query={props.state === undefined ? {} : { state: props.state }}
      hide={['proposalId', ...(props.state === undefined ? [] : (['state', 'untilDay'] as const))]}
      hideFilters={['staffId']}
      columns={{
        state: {
          render: (row) => (
            <Choice module="rewards" property="state" value={row.state} tones={proposalTones} />
          ),
        },
      }}
      empty={{ words: props.empty }}
      onOpen={(row) => go(`/rewards/${row.proposalId}`)}
    />
  );
}
