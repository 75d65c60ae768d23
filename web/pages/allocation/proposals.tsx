import { Button, Select } from 'antd';
import { useState } from 'react';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';

export const proposalTones = { running: 'warn', ready: 'good', failed: 'bad' } as const;

/** Proposals of the optimiser in sight, and asking for one. */
export function Proposals() {
  const go = useGo();
  const { t } = useSay();
  return (
    <Section extra={<Asking />}>
      <ContractTable
        route={allocationApi.listProposals}
        module="allocation"
        rowKey="proposalId"
        rowName={(row) => row.proposalNo}
        keepIn="here"
        hide={['proposalId']}
        empty={{ words: t('allocation.proposals_none') }}
        onOpen={(row) => go(`/allocation/proposals/${row.proposalId}`)}
        columns={{
          state: {
            render: (row) => (
              <Choice
                module="allocation"
                property="proposal"
                value={row.state}
                tones={proposalTones}
              />
            ),
          },
        }}
      />
    </Section>
  );
}

function Asking() {
  const { t } = useSay();
  const go = useGo();
  const units = useRoute(organisationApi.listUnits);
  const request = useCommand(allocationApi.requestProposal);
  const [unitId, setUnitId] = useState<string>();
  return (
    <>
      <span className="kj-bar">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('allocation.proposal_unit')}
          placeholder={t('allocation.proposal_unit')}
          style={{ width: 220 }}
          value={unitId}
          options={(units.data?.rows ?? []).map((one) => ({
            value: one.unitId,
            label: one.name,
          }))}
          onChange={setUnitId}
        />
        <Button
          type="primary"
          disabled={unitId === undefined || request.isPending}
          onClick={() =>
            request.mutate(
              { body: { unitId: unitId! } },
              { onSuccess: (made) => go(`/allocation/proposals/${made.id}`) },
            )
          }
        >
          {t('allocation.proposal_new')}
        </Button>
      </span>
      {request.error === null ? null : <ProblemNote error={request.error} />}
    </>
  );
}
