import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import type { AgreementRow, AgreementState } from '../../../server/modules/attribution/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Missing, Rate, type Tone } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';

export const agreementTones: Readonly<Record<AgreementState, Tone>> = {
  proposed: 'warn',
  signed: 'good',
  refused: 'bad',
  ended: 'calm',
};

/** Share agreements in sight: who shares which customer, and who has signed. */
export function Agreements() {
  const { t } = useSay();
  const go = useGo();
  return (
    <Section>
      <ContractTable
        route={attributionApi.listAgreements}
        module="attribution"
        rowKey="agreementId"
        keepIn="here"
        hide={['agreementId', 'customerId', 'customerNo']}
        empty={{ words: t('attribution.page.agreements_none') }}
        onOpen={(row) => go(`/attribution/agreements/${row.agreementId}`)}
        columns={{
          kind: {
            render: (row) => <Choice module="attribution" property="kind" value={row.kind} />,
          },
          state: {
            render: (row) => (
              <Choice
                module="attribution"
                property="state"
                value={row.state}
                tones={agreementTones}
              />
            ),
          },
          product: {
            render: (row) => row.product ?? t('attribution.page.all_products'),
          },
          parties: { render: (row) => <Parties row={row} /> },
        }}
      />
    </Section>
  );
}

function Parties({ row }: { readonly row: AgreementRow }) {
  const { t } = useSay();
  if (row.parties.length === 0) return <Missing />;
  return (
    <ul className="kj-lines">
      {row.parties.map((party) => (
        <li key={party.staffId}>
          {party.name} <Rate millionths={party.share} />{' '}
          <span className="kj-quiet">
            {t(party.signedAt === null ? 'attribution.page.not_signed' : 'attribution.page.signed')}
          </span>
        </li>
      ))}
    </ul>
  );
}
