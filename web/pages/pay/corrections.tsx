import { bookApi } from '../../../server/modules/pay/contract.ts';
import type { RowOf } from '../../kit/contract-table.tsx';
import { useCommand } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Money } from '../../kit/figures.tsx';
import { fenExact } from '../../kit/format.ts';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { answerTones, stateTones } from './states.ts';

/** Corrections of sealed slips; a second person rules on each. */
export function Corrections() {
  const { t } = useSay();
  const go = useGo();
  return (
    <Page title={t('pay.corrections')} note={t('pay.corrections.note')} watermark>
      <Section>
        <ContractTable
          route={bookApi.listCorrections}
          module="pay"
          rowKey="correctionId"
          hide={['correctionId', 'slipId']}
          empty={{ words: t('pay.corrections.none') }}
          columns={{
            ofQuarter: {
              render: (row) => <PageLink to={`/slips/${row.slipId}`}>{row.ofQuarter}</PageLink>,
            },
            amount: { render: (row) => <Money fen={row.amount} exact /> },
            state: {
              render: (row) => (
                <Choice module="pay" property="state" value={row.state} tones={stateTones} />
              ),
            },
          }}
          extra={[{ name: 'verbs', title: '', render: (row) => <Verbs row={row} /> }]}
        />
      </Section>
      <Section title={t('pay.objections')}>
        <ContractTable
          route={bookApi.listObjections}
          module="pay"
          rowKey="slipId"
          hide={['slipId']}
          keepIn="here"
          empty={{ words: t('pay.objections.none') }}
          columns={{
            answer: {
              render: (row) => (
                <Choice module="pay" property="answer" value={row.answer} tones={answerTones} />
              ),
            },
          }}
          onOpen={(row) => go(`/slips/${row.slipId}`)}
        />
      </Section>
    </Page>
  );
}

function Verbs({ row }: { readonly row: RowOf<typeof bookApi.listCorrections> }) {
  const { t } = useSay();
  const may = useMay();
  const rule = useCommand(bookApi.ruleCorrection);
  if (row.state !== 'waiting' || !may('pay.rule_correction')) return null;
  const { correctionId, name, quarter } = row;
  const send = (verdict: 'approved' | 'returned', reason: string) =>
    rule.mutateAsync({ params: { correctionId }, body: { verdict, reason } });
  const words = { name, quarter, amount: fenExact(row.amount) };
  return (
    <>
      <ConfirmButton
        label={t('pay.batch.approve')}
        title={t('pay.corrections')}
        consequence={t('pay.correction.approve_words', words)}
        onConfirm={() => send('approved', '')}
      />{' '}
      <ConfirmButton
        label={t('pay.batch.return')}
        title={t('pay.batch.return')}
        askReason
        onConfirm={(reason) => send('returned', reason)}
      />
    </>
  );
}
