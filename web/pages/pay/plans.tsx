import { bookApi } from '../../../server/modules/pay/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { DayText, Missing } from '../../kit/figures.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';

/** Performance pay by person: what was paid, what is still due, what was stopped or taken back. */
export function DeferralPlans() {
  const { t } = useSay();
  const go = useGo();
  return (
    <Page
      title={t('pay.plans')}
      note={t('pay.plans.note')}
      actions={<PageLink to="/pay-settlements">{t('pay.settlements')}</PageLink>}
      watermark
    >
      <Section>
        <ContractTable
          route={bookApi.listDeferralPlans}
          module="pay"
          rowKey="staffId"
          hide={['staffId']}
          empty={{ words: t('pay.plans.none') }}
          columns={{
            leftOn: {
              render: (row) => (row.leftOn === null ? <Missing /> : <DayText day={row.leftOn} />),
            },
          }}
          onOpen={(row) => go(`/deferral-plans/${row.staffId}`)}
        />
      </Section>
    </Page>
  );
}
