import { useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import type { ComponentType } from 'react';
import type { PhraseKey } from '../../i18n/phrases.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { useGo } from '../../kit/page-link.tsx';
import { Page } from '../../kit/page.tsx';
import { AllApplications, ApprovalInbox, ClearanceInbox, FinanceInbox } from './inboxes.tsx';
import { CustomersTab } from './customers.tsx';
import { LedgerTab } from './ledger.tsx';
import { OwnPurse } from './own-purse.tsx';
import { TaxTab } from './tax.tsx';

interface ExpenseTab {
  readonly name: string;
  readonly title: PhraseKey;
  readonly right: string;
  readonly page: ComponentType;
}

/** THE TABS, in order; each reader sees those of his rights and opens on his own work. */
const tabs: readonly ExpenseTab[] = [
  { name: 'own', title: 'expenses.tab.own', right: 'expenses.apply', page: OwnPurse },
  {
    name: 'approve',
    title: 'expenses.tab.approve',
    right: 'expenses.approve',
    page: ApprovalInbox,
  },
  { name: 'clear', title: 'expenses.tab.clear', right: 'expenses.clear', page: ClearanceInbox },
  { name: 'claims', title: 'expenses.tab.claims', right: 'expenses.verify', page: FinanceInbox },
  { name: 'all', title: 'expenses.tab.all', right: 'expenses.read', page: AllApplications },
  {
    name: 'customers',
    title: 'expenses.tab.customers',
    right: 'expenses.read',
    page: CustomersTab,
  },
  { name: 'ledger', title: 'expenses.tab.ledger', right: 'expenses.read', page: LedgerTab },
  { name: 'tax', title: 'expenses.tab.tax', right: 'expenses.read_tax', page: TaxTab },
];

/** Marketing money: the own purse, what waits for the reader, the ledger, the tax view. */
export function Expenses() {
  const { t } = useSay();
  const may = useMay();
  const go = useGo();
  const { tab } = useSearch({ strict: false }) as { readonly tab?: string };
  const mine = tabs.filter((one) => may(one.right));
  const shown = mine.find((one) => one.name === tab) ?? mine[0];
  return (
    <Page title={t('expenses.title')} watermark>
      <Tabs
        activeKey={shown?.name ?? ''}
        onChange={(name) => go(`/expenses?tab=${name}`, { replace: true })}
        destroyOnHidden
        items={mine.map(({ name, title, page: Tab }) => ({
          key: name,
          label: t(title),
          children: <Tab />,
        }))}
      />
    </Page>
  );
}
