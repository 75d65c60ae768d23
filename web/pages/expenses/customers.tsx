import { useState } from 'react';
import { Select } from 'antd';
import { expensesApi } from '../../../server/modules/expenses/contract.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';

/** Marketing money by customer in a year, most first. */
export function CustomersTab() {
  const { t } = useSay();
  const go = useGo();
  const { years, year, setYear } = useYears();
  return (
    <Section
      title={t('expenses.tab.customers')}
      extra={<Select value={year} options={years} onChange={setYear} />}
    >
      <ContractTable
        key={year}
        route={expensesApi.listCustomerExpenses}
        module="expenses"
        rowKey="customerId"
        keepIn="here"
        hide={['customerId']}
        query={{ year }}
        empty={{ words: t('expenses.applications.none') }}
        onOpen={(row) => go(`/customers/${row.customerId}`)}
      />
    </Section>
  );
}

/** The bank's present year and the three before it. */
export function useYears() {
  const { bank } = useSession();
  const present = Number.parseInt(bank.today.slice(0, 4), 10);
  const [year, setYear] = useState(String(present));
  const years = [0, 1, 2, 3].map((back) => {
    const value = String(present - back);
    return { value, label: value };
  });
  return { years, year, setYear };
}
