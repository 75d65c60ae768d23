import { Button, Drawer } from 'antd';
import { useState, type ComponentType } from 'react';
import { rewardsApi, type ProposalStep } from '../../../server/modules/rewards/contract.ts';
import type { Route } from '../../../core/schema.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm, type ContractFormProps } from '../../kit/contract-form.tsx';
import { fenExact } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import type { Proposal } from './shape.ts';
import { StaffChoice } from './staff-choice.tsx';

interface Props {
  readonly proposal: Proposal;
}

/** What the reader may do next; the server says which verbs it would not refuse. */
export function ProposalVerbs({ proposal }: Props) {
  const { t } = useSay();
  if (proposal.next.length === 0) return null;
  return (
    <Section title={t('expenses.next')}>
      <div className="kj-bar">
        {proposal.next.map((step) => {
          const Verb = verbs[step];
          return <Verb key={step} proposal={proposal} />;
        })}
      </div>
    </Section>
  );
}

/** A button that opens the form of a verb. */
function FormButton<D extends Route>(
  props: { readonly label: string } & Omit<ContractFormProps<D>, 'onDone' | 'onCancel' | 'module'>,
) {
  const [open, setOpen] = useState(false);
  const { label, ...form } = props;
  const close = () => setOpen(false);
  return (
    <>
      <Button type="primary" size="small" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? (
        <Drawer open size={520} title={label} onClose={close}>
          <ContractForm
            {...(form as ContractFormProps<D>)}
            module="rewards"
            submit={label}
            onDone={close}
            onCancel={close}
          />
        </Drawer>
      ) : null}
    </>
  );
}

function Name({ proposal: { proposalId } }: Props) {
  const { t } = useSay();
  const fund = useRoute(rewardsApi.readFund);
  return (
    <FormButton
      label={t('rewards.name_committee')}
      route={rewardsApi.nameCommittee}
      params={{ proposalId }}
      before={<p>{t('rewards.name_committee.note', { least: fund.data?.membersMin ?? 3 })}</p>}
      fields={{
        staffNos: {
          render: (value, change, id) => (
            <StaffChoice
              id={id}
              rm="no"
              value={Array.isArray(value) ? (value as string[]) : []}
              onChange={change}
            />
          ),
        },
      }}
    />
  );
}

function Vote({ proposal: { proposalId } }: Props) {
  const { t } = useSay();
  return (
    <FormButton
      label={t('rewards.vote')}
      route={rewardsApi.vote}
      params={{ proposalId }}
      fields={{ reason: { lines: 2 } }}
    />
  );
}

function Publish({ proposal: { proposalId } }: Props) {
  const { t } = useSay();
  const fund = useRoute(rewardsApi.readFund);
  const publish = useCommand(rewardsApi.publish);
  return (
    <ConfirmButton
      label={t('rewards.publish')}
      title={t('rewards.publish')}
      consequence={t('rewards.publish.question', { days: fund.data?.noticeDays ?? 5 })}
      primary
      onConfirm={() => publish.mutateAsync({ params: { proposalId }, body: {} })}
    />
  );
}

function ObjectTo({ proposal: { proposalId } }: Props) {
  const { t } = useSay();
  return (
    <FormButton
      label={t('rewards.object')}
      route={rewardsApi.object}
      params={{ proposalId }}
      fields={{ text: { lines: 4 } }}
    />
  );
}

/** The oldest objection that waits; the next one follows when it is answered. */
function Answer({ proposal }: Props) {
  const { t } = useSay();
  const waiting = proposal.objections.find((one) => one.verdict === null);
  if (waiting === undefined) return null;
  return (
    <FormButton
      label={t('rewards.answer')}
      route={rewardsApi.answerObjection}
      params={{ objectionId: waiting.objectionId }}
      before={<p>{waiting.text}</p>}
      fields={{ reason: { lines: 3 } }}
    />
  );
}

function Grant({ proposal: { proposalId, amount, awardKind } }: Props) {
  const { t } = useSay();
  const grant = useCommand(rewardsApi.grant);
  return (
    <ConfirmButton
      label={t('rewards.grant')}
      title={t('rewards.grant')}
      consequence={
        awardKind === 'honour'
          ? t('rewards.grant.honour')
          : t('rewards.grant.question', { amount: fenExact(amount) })
      }
      primary
      onConfirm={() => grant.mutateAsync({ params: { proposalId }, body: {} })}
    />
  );
}

function Withdraw({ proposal: { proposalId } }: Props) {
  const { t } = useSay();
  const withdraw = useCommand(rewardsApi.withdraw);
  return (
    <ConfirmButton
      label={t('rewards.withdraw')}
      title={t('rewards.withdraw')}
      danger
      onConfirm={() => withdraw.mutateAsync({ params: { proposalId }, body: {} })}
    />
  );
}

const verbs: Readonly<Record<ProposalStep, ComponentType<Props>>> = {
  name: Name,
  vote: Vote,
  publish: Publish,
  object: ObjectTo,
  answer: Answer,
  grant: Grant,
  withdraw: Withdraw,
};
