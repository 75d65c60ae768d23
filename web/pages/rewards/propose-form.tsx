import { useState } from 'react';
import { rewardsApi } from '../../../server/modules/rewards/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { fenExact } from '../../kit/format.ts';
import { newRequestKey } from '../expenses/request-key.ts';
import type { Fund } from './shape.ts';
import { StaffChoice } from './staff-choice.tsx';

/** Proposes persons for an award of the list. */
export function ProposeForm(props: {
  readonly fund: Fund;
  readonly onDone: (proposalId: string) => void;
  readonly onCancel: () => void;
}) {
  const { tk, named } = useSay();
  const [requestKey] = useState(newRequestKey);
  const { awards } = props.fund;
  const range = (award: Fund['awards'][number]) =>
    award.kind === 'honour'
      ? tk('rewards.awardKind.honour')
      : `${fenExact(award.least)} – ${fenExact(award.most)}`;
  return (
    <ContractForm
      route={rewardsApi.propose}
      module="rewards"
      initial={{ requestKey, award: awards[0]?.key ?? '', amount: awards[0]?.least ?? '0' }}
      fields={{
        requestKey: { hidden: true },
        award: {
          options: awards.map((award) => ({
            value: award.key,
            label: `${named(award.name)} (${range(award)})`,
          })),
        },
        staffNos: {
          render: (value, change, id) => (
            <StaffChoice
              id={id}
              rm="yes"
              value={Array.isArray(value) ? (value as string[]) : []}
              onChange={change}
            />
          ),
        },
        reason: { lines: 3 },
        evidence: { lines: 3 },
      }}
      onDone={(answer) => props.onDone(answer.proposalId)}
      onCancel={props.onCancel}
    />
  );
}
