import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, DayText, Mark } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import type { Customer } from '../../customer-tab.ts';

/** 管户历史: who led and who assisted since when. */
export function ManagementTab({ customer }: { readonly customer: Customer }) {
  const { t, tk } = useSay();
  return (
    <Section title={t('customers.tab.management')}>
      <ContractTable
        route={customersApi.listManagement}
        params={{ customerId: customer.customerId }}
        module="customers"
        rowKey="position"
        keepIn="here"
        only={['staffName', 'part', 'share', 'fromDay', 'untilDay', 'origin', 'reason']}
        columns={{
          part: {
            render: (row) => (
              <Choice
                module="customers"
                property="part"
                value={row.part}
                tones={{ lead: 'strong', assist: 'calm' }}
              />
            ),
          },
          untilDay: {
            render: (row) =>
              row.untilDay === null ? (
                <Mark tone="good">{t('customers.management.now')}</Mark>
              ) : (
                <DayText day={row.untilDay} />
              ),
          },
          reason: {
            render: (row) => tk(`allocation.reason.${row.reason}`, row.reason),
          },
        }}
        empty={{ words: t('customers.lead.none') }}
      />
    </Section>
  );
}
