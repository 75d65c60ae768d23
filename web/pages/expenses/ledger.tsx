import { useMemo } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { expensesApi } from '../../../server/modules/expenses/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Money } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

/** What each RM has left, and the ledger; each entry opens to its formula and its application. */
export function LedgerTab() {
  const { t } = useSay();
  return (
    <div className="kj-page">
      <Left />
      <Section>
        <ContractTable
          route={expensesApi.listLedger}
          module="expenses"
          rowKey="entryId"
          keepIn="here"
          only={[
            'quarter',
            'name',
            'staffNo',
            'unitName',
            'purse',
            'kind',
            'amount',
            'customerName',
            'applicationId',
            'enteredAt',
          ]}
          empty={{ words: t('expenses.none') }}
          columns={{
            kind: {
              render: (row) => (
                <Choice
                  module="expenses"
                  property="kind"
                  value={row.kind}
                  tones={{ granted: 'strong', expired: 'calm', used: 'warn' }}
                />
              ),
            },
            amount: {
              render: (row) => (
                <Explained module="expenses" explanation={row.explanation}>
                  <Money fen={row.amount} exact />
                </Explained>
              ),
            },
            applicationId: {
              render: ({ applicationId: id }) =>
                id === null ? null : (
                  <PageLink to={`/expense-applications/${id}`}>
                    {t('expenses.application_no', { id })}
                  </PageLink>
                ),
            },
          }}
        />
      </Section>
    </div>
  );
}

/** The balances of the latest opened quarter, largest first. */
function Left() {
  const quarters = useRoute(organisationApi.listQuarters);
  const quarter = quarters.data?.rows.find((row) => row.opened)?.quarter;
  return quarter === undefined ? null : <LeftOf key={quarter} quarter={quarter} />;
}

const shown = 12;

function LeftOf({ quarter }: { readonly quarter: string }) {
  const { t, tk, locale } = useSay();
  const balances = useRoute(expensesApi.readBalances, { params: { quarter } });
  const words = { quarter: quarterWritten(quarter, locale) };
  const title = t('expenses.left_title', words);
  const { names, series } = useMemo(() => {
    const rows = balances.data?.rows ?? [];
    const staff = Map.groupBy(rows, (row) => row.staffNo);
    const sum = (of: typeof rows) => of.reduce((all, row) => all + BigInt(row.left), 0n);
    const most = [...staff.values()].toSorted((a, b) => (sum(a) > sum(b) ? -1 : 1)).slice(0, shown);
    return {
      names: most.map((of) => of[0]?.name ?? ''),
      series: (['quota', 'allowance'] as const).map((purse) => ({
        name: tk(`expenses.purse.${purse}`),
        values: most.map((of) => of.find((row) => row.purse === purse)?.left ?? '0'),
      })),
    };
  }, [balances.data, tk]);
  return (
    <Section title={title}>
      <Read query={balances}>
        {({ rows }) =>
          rows.length === 0 ? (
            <NoDataYet words={t('expenses.left_none', words)} />
          ) : (
            <SeriesChart
              title={title}
              unit="fen"
              stacked
              lying
              height={70 + names.length * 24}
              labels={names}
              series={series}
            />
          )
        }
      </Read>
    </Section>
  );
}
