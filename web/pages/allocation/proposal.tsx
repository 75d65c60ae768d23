import { Progress } from 'antd';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import type {
  ProposalHandover,
  ProposalRm,
  ProposalView,
} from '../../../server/modules/allocation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Count, Score } from '../../kit/figures.tsx';
import { PageLink, useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { handoverTones, Withdraw } from './handover-parts.tsx';
import { proposalTones } from './proposals.tsx';
import { SmallTable } from '../../kit/small-table.tsx';
import { LoadChange } from './load-change.tsx';

const modeTones = { alone: 'good', with_approval: 'warn' } as const;

/** One proposal: each RM today and as proposed, and the moves, to be accepted in part. */
export function ProposalPage() {
  const { t } = useSay();
  const proposalId = usePathWord('proposalId');
  const query = useRoute(
    allocationApi.readProposal,
    { params: { proposalId } },
    {
      every: (answer) => ((answer as ProposalView | undefined)?.state === 'running' ? 2000 : false),
    },
  );
  const proposal = query.data;
  return (
    <Page
      title={
        proposal === undefined
          ? t('allocation.proposals')
          : t('allocation.proposal_title', { no: proposal.proposalNo })
      }
      note={
        proposal === undefined ? null : (
          <>
            {proposal.unitName}{' '}
            <Choice
              module="allocation"
              property="proposal"
              value={proposal.state}
              tones={proposalTones}
            />
          </>
        )
      }
      trail={[{ title: t('allocation.proposals'), to: '/allocation?tab=proposals' }]}
      watermark
    >
      <Read query={query} rows={8}>
        {(found) =>
          found.state === 'ready' ? (
            <Ready proposal={found} />
          ) : (
            <Section>
              {found.state === 'running' ? (
                <Computing proposal={found} />
              ) : (
                t('allocation.proposal_failed_words')
              )}
            </Section>
          )
        }
      </Read>
    </Page>
  );
}

const steps = ['read', 'solve', 'write'] as const;

/** How far the optimiser is; the page asks again by itself. */
function Computing({ proposal }: { readonly proposal: ProposalView }) {
  const { t } = useSay();
  const { work } = proposal;
  const at = work === null ? 0 : steps.indexOf(work.step);
  const words = t(`allocation.proposal_step.${steps[at]!}`, { seconds: work?.secondsMax ?? 0 });
  return (
    <div aria-live="polite">
      <p>{t('allocation.proposal_running')}</p>
      <Progress
        percent={Math.round(((at + 1) * 100) / (steps.length + 1))}
        status="active"
        showInfo={false}
        aria-label={words}
      />
      <p className="kj-quiet">
        {at + 1} / {steps.length} · {words}
      </p>
    </div>
  );
}

/** Hand-overs that accepted moves became, each to be taken back before anybody answers. */
function Taken({ rows }: { readonly rows: readonly ProposalHandover[] }) {
  const { t } = useSay();
  return (
    <Section title={t('allocation.proposal_taken')}>
      <p className="kj-quiet">{t('allocation.proposal_taken_note')}</p>
      <ul className="kj-lines">
        {rows.map((one) => (
          <li key={one.handoverId} className="kj-bar">
            <PageLink to={`/allocation/hand-overs/${one.handoverId}`}>{one.handoverNo}</PageLink>
            <span>
              {one.fromName} → {one.toName}{' '}
              {t('allocation.deed_chosen_count', { customers: one.customers })}
            </span>
            <Choice module="allocation" property="state" value={one.state} tones={handoverTones} />
            {one.mayWithdraw ? <Withdraw {...one} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Ready({ proposal }: { readonly proposal: ProposalView }) {
  const { t } = useSay();
  return (
    <>
      <Tiles>
        <Tile label={t('allocation.proposal_customers')}>
          <Count value={proposal.customers} />
        </Tile>
        <Tile label={t('allocation.proposal_held')}>
          <Count value={proposal.held} />
        </Tile>
        <Tile label={t('allocation.proposal_moves')}>
          <Count value={proposal.moves} />
        </Tile>
        <Tile label={t('allocation.field.accepted')}>
          <Count value={proposal.accepted} />
        </Tile>
      </Tiles>
      <Section title={t('allocation.proposal_side')}>
        <SideBySide rms={proposal.rms} />
      </Section>
      <Section title={t('allocation.proposal_picture')}>
        <Picture rms={proposal.rms} />
      </Section>
      {proposal.handovers.length === 0 ? null : <Taken rows={proposal.handovers} />}
      <Section title={t('allocation.proposal_moves')}>
        <Moves proposalId={proposal.proposalId} />
      </Section>
    </>
  );
}

const sum = (rm: ProposalRm, at: 'now' | 'after') => rm.corporate[at] + rm.individual[at];

/** How many customers each RM leads, before and after; the busiest thirty. */
function Picture({ rms }: { readonly rms: readonly ProposalRm[] }) {
  const { t } = useSay();
  const shown = rms.toSorted((a, b) => sum(b, 'now') - sum(a, 'now')).slice(0, 30);
  return (
    <SeriesChart
      lying
      title={t('allocation.proposal_picture')}
      unit="count"
      height={Math.max(220, shown.length * 34)}
      labels={shown.map((rm) => rm.name)}
      series={[
        {
          name: t('allocation.proposal_now'),
          kind: 'bar',
          values: shown.map((rm) => String(sum(rm, 'now'))),
        },
        {
          name: t('allocation.proposal_after'),
          kind: 'bar',
          values: shown.map((rm) => String(sum(rm, 'after'))),
        },
      ]}
    />
  );
}

function SideBySide({ rms }: { readonly rms: readonly ProposalRm[] }) {
  const { t } = useSay();
  return (
    <SmallTable
      rows={rms}
      keyOf={(rm) => rm.staffId}
      columns={[
        {
          title: t('allocation.field.name'),
          names: true,
          render: (rm) => (
            <>
              {rm.name} <span className="kj-quiet">{rm.staffNo}</span>
            </>
          ),
        },
        {
          title: t('allocation.field.corporate'),
          figure: true,
          nowrap: true,
          render: (rm) => <LoadChange {...rm.corporate} />,
        },
        {
          title: t('allocation.field.individual'),
          figure: true,
          nowrap: true,
          render: (rm) => <LoadChange {...rm.individual} />,
        },
        {
          title: t('allocation.proposal_unfit'),
          figure: true,
          nowrap: true,
          render: (rm) => (
            <>
              <Count value={rm.unfitNow} /> → <Count value={rm.unfitAfter} />
            </>
          ),
        },
        {
          title: t('allocation.proposal_fit'),
          figure: true,
          nowrap: true,
          render: (rm) => (
            <>
              <Score millionths={rm.fitNow} /> → <Score millionths={rm.fitAfter} />
            </>
          ),
        },
      ]}
    />
  );
}

/** The moves; those ticked, or all that match the filter, are accepted after a preview. */
function Moves({ proposalId }: { readonly proposalId: string }) {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  return (
    <ContractTable
      route={allocationApi.listMoves}
      params={{ proposalId }}
      module="allocation"
      rowKey="customerId"
      rowName={(row) => row.customerName}
      keepIn="here"
      hide={['customerId']}
      empty={{ words: t('allocation.proposal_moves_none') }}
      onOpen={(row) => go(`/customers/${row.customerId}`)}
      columns={{
        kind: { render: (row) => <Choice module="allocation" property="kind" value={row.kind} /> },
        reason: {
          render: (row) => <Choice module="allocation" property="move" value={row.reason} />,
        },
        mode: {
          render: (row) => (
            <Choice module="allocation" property="mode" value={row.mode} tones={modeTones} />
          ),
        },
        accepted: {
          render: (row) => <Choice module="allocation" property="accepted" value={row.accepted} />,
        },
      }}
      {...(may('allocation.propose_handover')
        ? {
            bulk: {
              actions: [
                {
                  key: 'accept',
                  label: t('allocation.proposal_accept'),
                  hint: t('allocation.proposal_accept_hint'),
                  primary: true,
                  preview: allocationApi.previewAcceptance,
                  act: allocationApi.acceptMoves,
                  body: { proposalId },
                },
              ],
            },
          }
        : {})}
    />
  );
}
