import { Button, Modal } from 'antd';
import { useState } from 'react';
import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import type { DisputeRow, DisputeState } from '../../../server/modules/attribution/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Missing, type Tone } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import { useMeasures } from './measure.tsx';

const tones: Readonly<Record<DisputeState, Tone>> = {
  open: 'warn',
  overdue: 'bad',
  withdrawn: 'calm',
  ruled: 'good',
};

/** The board of disputes with their deadlines: parties take back, the committee rules. */
export function Disputes({ quarter }: { readonly quarter: string | null }) {
  const { t, locale } = useSay();
  const [ruling, setRuling] = useState<DisputeRow | null>(null);
  const withdraw = useCommand(attributionApi.withdrawDispute);
  const measures = useMeasures(quarter ?? '2026Q1');
  const nameOf = (key: string | null) =>
    key === null
      ? t('attribution.page.all_measures')
      : (measures.find((one) => one.measure === key)?.measureName[locale] ?? key);
  return (
    <Section>
      <ContractTable
        route={attributionApi.listDisputes}
        module="attribution"
        rowKey="disputeId"
        keepIn="here"
        hide={['disputeId', 'customerId', 'customerNo', 'mayRule', 'mayWithdraw', 'statement']}
        empty={{ words: t('attribution.page.disputes_none') }}
        columns={{
          customerName: { render: (row) => row.customerName || <Missing /> },
          measure: { render: (row) => nameOf(row.measure) },
          applied: {
            render: (row) =>
              row.applied === null ? <Missing /> : t(`attribution.applied.${row.applied}`),
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
                {row.mayWithdraw ? (
                  <ConfirmButton
                    label={t('attribution.page.withdraw')}
                    title={t('attribution.page.withdraw_title', { no: row.disputeNo })}
                    consequence={t('attribution.page.withdraw_note')}
                    askReason
                    onConfirm={(reason) =>
                      withdraw.mutateAsync({
                        params: { disputeId: row.disputeId },
                        body: { reason },
                      })
                    }
                  />
                ) : null}
              </>
            ),
          },
        }}
      />
      {ruling === null ? null : (
        <Modal
          open
          footer={null}
          title={`${t('attribution.page.rule')} ${ruling.disputeNo}`}
          onCancel={() => setRuling(null)}
        >
          <p>
            {ruling.claimantName} / {ruling.respondentName} · {nameOf(ruling.measure)}
          </p>
          <p className="kj-quiet">{ruling.statement}</p>
          <ContractForm
            route={attributionApi.ruleDispute}
            module="attribution"
            params={{ disputeId: ruling.disputeId }}
            draft={{
              name: `dispute-ruling/${ruling.disputeId}`,
              title: `${t('attribution.page.rule')} ${ruling.disputeNo}`,
            }}
            fields={{ reason: { lines: 3 } }}
            submit={t('attribution.page.rule')}
            onCancel={() => setRuling(null)}
            onDone={() => setRuling(null)}
          />
        </Modal>
      )}
    </Section>
  );
}
