import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';

/** Pairs of customers that may be one. */
export function CustomerDuplicates() {
  const { t } = useSay();
  return (
    <Page
      title={t('customers.duplicates.title')}
      trail={[{ title: t('customers.title'), to: '/customers' }]}
      watermark
    >
      <Section>
        <ContractTable
          route={customersApi.listDuplicates}
          module="customers"
          rowKey="pair"
          only={['name', 'customerNo', 'reason', 'otherName', 'otherNo']}
          columns={{
            name: {
              render: (row) => <PageLink to={`/customers/${row.customerId}`}>{row.name}</PageLink>,
            },
            otherName: {
              render: (row) => (
                <PageLink to={`/customers/${row.otherId}`}>{row.otherName}</PageLink>
              ),
            },
          }}
          empty={{ words: t('customers.duplicates.none') }}
        />
      </Section>
    </Page>
  );
}
