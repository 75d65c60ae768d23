import { useSearch } from '@tanstack/react-router';
import { Skeleton, Tabs } from 'antd';
import { Suspense } from 'react';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { Customer } from '../../customer-tab.ts';
import { customerFacts, customerTabs } from '../../customer-tabs.ts';
import { useSay } from '../../i18n/say.ts';
import { useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read } from '../../kit/page.tsx';
import { PreviousNext } from '../../kit/previous-next.tsx';
import { Segments } from '../customers/segments.tsx';
import { Sight } from './sight.tsx';
import './customer.css';

/** A customer's whole view: who he is, and a tab for each thing the bank knows of him (N2). */
export function CustomerPage() {
  const { t } = useSay();
  const customerId = usePathWord('customerId');
  const customer = useRoute(customersApi.readCustomer, { params: { customerId } });
  if (customer.data !== undefined) return <Whole customer={customer.data} />;
  return (
    <Page title={t('customers.title')} trail={[{ title: t('customers.title'), to: '/customers' }]}>
      <Read query={customer}>{() => null}</Read>
    </Page>
  );
}

function Whole({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const may = useMay();
  const go = useGo();
  const { tab } = useSearch({ strict: false }) as { readonly tab?: string };
  const tabs = customerTabs.filter((one) => one.right === undefined || may(one.right));
  const shown = tabs.find((one) => one.name === tab) ?? tabs[0];
  return (
    <Page
      title={
        <span className="kj-bar">
          {customer.name}
          <Segments {...customer} />
        </span>
      }
      plainTitle={customer.name}
      note={customer.customerNo}
      trail={[{ title: t('customers.title'), to: '/customers' }]}
      actions={
        <>
          <Sight customerId={customer.customerId} />
          <PreviousNext
            rowKey="customerId"
            at={customer.customerId}
            to={(key) => `/customers/${key}`}
          />
        </>
      }
      watermark
    >
      <Facts customer={customer} />
      <Tabs
        activeKey={shown?.name ?? ''}
        onChange={(name) => go(`/customers/${customer.customerId}?tab=${name}`, { replace: true })}
        destroyOnHidden
        items={tabs.map(({ name, title, page: Tab }) => ({
          key: name,
          label: t(title),
          children: (
            <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 6 }} />}>
              <Tab customer={customer} />
            </Suspense>
          ),
        }))}
      />
    </Page>
  );
}

/** The short facts that rooms bring, side by side under the name. */
function Facts({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const may = useMay();
  const shown = customerFacts.filter((one) => one.right === undefined || may(one.right));
  if (shown.length === 0) return null;
  return (
    <dl className="kj-facts">
      {shown.map(({ name, title, fact: Fact }) => (
        <div key={name}>
          <dt>{t(title)}</dt>
          <dd>
            <Suspense fallback={<span className="kj-quiet">…</span>}>
              <Fact customer={customer} />
            </Suspense>
          </dd>
        </div>
      ))}
    </dl>
  );
}
