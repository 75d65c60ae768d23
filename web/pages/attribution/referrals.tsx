import { Button, Modal } from 'antd';
import { useState } from 'react';
import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import type { ReferralRow, ReferralState } from '../../../server/modules/attribution/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Missing, type Tone } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';

const tones: Readonly<Record<ReferralState, Tone>> = {
  registered: 'warn',
  accepted: 'good',
  rejected: 'bad',
  expired: 'calm',
};

/** Referrals in sight with their window and tail; the head rules here. */
export function Referrals() {
  const { t } = useSay();
  const [ruling, setRuling] = useState<ReferralRow | null>(null);
  return (
    <Section>
      <ContractTable
        route={attributionApi.listReferrals}
        module="attribution"
        rowKey="referralId"
        keepIn="here"
        hide={['referralId', 'customerId', 'customerNo', 'staffNo', 'mayRule']}
        empty={{ words: t('attribution.page.referrals_none') }}
        columns={{
          customerName: {
            render: (row) => (row.customerName === '' ? <Missing /> : row.customerName),
          },
          state: {
            render: (row) => (
              <>
                <Choice module="attribution" property="state" value={row.state} tones={tones} />
                {row.mayRule ? (
                  <Button size="small" type="link" onClick={() => setRuling(row)}>
                    {t('attribution.page.rule')}
                  </Button>
                ) : null}
              </>
            ),
          },
          product: { render: (row) => row.product ?? t('attribution.page.all_products') },
        }}
      />
      {ruling === null ? null : (
        <Modal
          open
          footer={null}
          title={`${t('attribution.page.rule')} ${ruling.referralNo}`}
          onCancel={() => setRuling(null)}
        >
          <p>
            {ruling.customerName} · {ruling.staffName} · {ruling.note}
          </p>
          <ContractForm
            route={attributionApi.ruleReferral}
            module="attribution"
            params={{ referralId: ruling.referralId }}
            initial={{ verdict: 'accepted' }}
            fields={{ reason: { lines: 2 } }}
            onCancel={() => setRuling(null)}
            onDone={() => setRuling(null)}
          />
        </Modal>
      )}
    </Section>
  );
}
