import { bookApi } from '../../../server/modules/pay/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Money } from '../../kit/figures.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { stateTones } from './states.ts';

/** Year-end settlements: what the year earned and granted, what is paid or set off. */
export function Settlements() {
  const { t } = useSay();
  return (
    <Page
      title={t('pay.settlements')}
      trail={[{ title: t('pay.plans'), to: '/deferral-plans' }]}
      note={t('pay.settlements.note')}
      watermark
    >
      <Section>
        <ContractTable
          route={bookApi.listSettlements}
          module="pay"
          rowKey="settlementId"
          hide={['settlementId', 'explanation', 'unitName']}
          empty={{ words: t('pay.settlements.none') }}
          columns={{
            year: { render: (row) => <span className="kj-figure">{row.year}</span> },
            total: { title: t('pay.input.scoreMillionths') },
            amount: {
              title: t('pay.settlements'),
              render: (row) => (
                <Explained
                  module="pay"
                  title={`${row.name} · ${row.year}`}
                  explanation={row.explanation}
                >
                  <Money fen={row.amount} exact />
                </Explained>
              ),
            },
            state: {
              render: (row) => (
                <Choice module="pay" property="state" value={row.state} tones={stateTones} />
              ),
            },
          }}
        />
      </Section>
    </Page>
  );
}
