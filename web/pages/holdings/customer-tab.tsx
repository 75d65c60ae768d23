import { useSearch } from '@tanstack/react-router';
import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { holdingsApi } from '../../../server/modules/holdings/contract.ts';
import type { AccountRow } from '../../../server/modules/holdings/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, DayText, Money, Rate, SchemeName } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { Account } from './account.tsx';
import { Flows } from './flows.tsx';
import { Loans } from './loans.tsx';

/** 持有: accounts, the balance of the chosen one by day, loans with arrears, a firm's invoices. */
export function HoldingsTab(props: {
  readonly customer: { readonly customerId: string; readonly kind: string };
}) {
  const { t } = useSay();
  const go = useGo();
  const { customerId, kind } = props.customer;
  const words = useSearch({ strict: false }) as {
    readonly account?: string;
    readonly from?: string;
    readonly until?: string;
  };
  const accounts = useRoute(holdingsApi.listAccounts, { params: { customerId } });
  return (
    <>
      <Read query={accounts} rows={6}>
        {({ rows }) => {
          if (rows.length === 0) {
            return (
              <Section title={t('holdings.accounts')}>
                <NoDataYet words={t('holdings.no_accounts')} />
              </Section>
            );
          }
          const chosen = rows.find((row) => row.accountId === String(words.account)) ?? rows[0]!;
          return (
            <>
              <Section title={t('holdings.accounts')}>
                <Accounts
                  rows={rows}
                  chosen={chosen.accountId}
                  onChoose={(accountId) =>
                    go(`/customers/${customerId}?tab=holdings&account=${accountId}`, {
                      replace: true,
                    })
                  }
                />
              </Section>
              {rows.some((row) => row.kind === 'loan') ? <Loans customerId={customerId} /> : null}
              <Account
                key={chosen.accountId}
                customerId={customerId}
                account={chosen}
                {...(words.from === undefined ? {} : { from: words.from })}
                {...(words.until === undefined ? {} : { until: words.until })}
              />
            </>
          );
        }}
      </Read>
      {kind === 'corporate' ? <Flows customerId={customerId} /> : null}
    </>
  );
}

function Accounts(props: {
  readonly rows: readonly AccountRow[];
  readonly chosen: string;
  readonly onChoose: (accountId: string) => void;
}) {
  const { t } = useSay();
  const columns: TableColumnsType<AccountRow> = [
    {
      title: t('holdings.field.accountNo'),
      render: (_value, row) => (
        <button type="button" className="kj-opens" onClick={() => props.onChoose(row.accountId)}>
          {row.accountNo}
        </button>
      ),
    },
    {
      title: t('holdings.field.productName'),
      render: (_value, row) => <SchemeName name={row.productName} />,
    },
    {
      title: t('holdings.field.kind'),
      render: (_value, row) => <Choice module="holdings" property="kind" value={row.kind} />,
    },
    { title: t('holdings.field.unitName'), dataIndex: 'unitName' },
    {
      title: t('holdings.field.balanceFen'),
      align: 'right',
      render: (_value, row) => <Money fen={row.balanceFen} />,
    },
    {
      title: t('holdings.field.averageFen'),
      align: 'right',
      render: (_value, row) => <Money fen={row.averageFen} />,
    },
    {
      title: t('holdings.field.rateMillionths'),
      align: 'right',
      render: (_value, row) => <Rate millionths={row.rateMillionths} />,
    },
    {
      title: t('holdings.field.openedOn'),
      render: (_value, row) => <DayText day={row.openedOn} />,
    },
    {
      title: t('holdings.field.lastMovedOn'),
      render: (_value, row) =>
        row.closedOn === null ? <DayText day={row.lastMovedOn} /> : t('holdings.closed'),
    },
    {
      title: t('holdings.field.onDay'),
      render: (_value, row) => <DayText day={row.onDay} />,
    },
    {
      title: t('holdings.field.cards'),
      align: 'right',
      render: (_value, row) => <Count value={row.cards} />,
    },
    {
      title: t('holdings.field.orders'),
      align: 'right',
      render: (_value, row) => <Count value={row.orders} />,
    },
  ];
  return (
    <Table
      size="middle"
      rowKey="accountId"
      columns={columns}
      dataSource={[...props.rows]}
      pagination={props.rows.length > 20 ? { pageSize: 20 } : false}
      scroll={{ x: 'max-content' }}
      rowSelection={{
        type: 'radio',
        selectedRowKeys: [props.chosen],
        onChange: ([key]) => props.onChoose(String(key)),
        getCheckboxProps: (row) => ({ 'aria-label': row.accountNo }) as object,
      }}
    />
  );
}
