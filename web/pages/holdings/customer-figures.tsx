import { holdingsApi } from '../../../server/modules/holdings/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import type { Customer } from '../../customer-tab.ts';
import { useSay } from '../../i18n/say.ts';
import { Change } from '../../kit/change.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Missing, Money, SchemeName } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

interface Of {
  readonly customer: Customer;
}
type Months = AnswerOf<(typeof holdingsApi)['listBalanceMonths']>['rows'];

function useMonths({ customerId }: Customer) {
  return useRoute(holdingsApi.listBalanceMonths, { params: { customerId } });
}

/** 存款日均: the last closed month, opening to how it comes about. */
export function DepositFact({ customer }: Of) {
  const months = useMonths(customer);
  if (months.data === undefined) return <Missing />;
  return <Average months={months.data.rows} of="deposit" customer={customer} />;
}

/** 贷款日均 of the last closed month. */
export function LoanFact({ customer }: Of) {
  const months = useMonths(customer);
  if (months.data === undefined) return <Missing />;
  return <Average months={months.data.rows} of="loan" customer={customer} />;
}

function Average(props: {
  readonly months: Months;
  readonly of: 'deposit' | 'loan';
  readonly customer: Customer;
}) {
  const { t } = useSay();
  const { months, of, customer } = props;
  const last = months.at(-1);
  if (last === undefined) return <Missing />;
  const average = `${of}AverageFen` as const;
  const end = `${of}EndFen` as const;
  const before = months.at(-2);
  const yearBefore = months.find((one) => one.month === yearEarlier(last.month));
  return (
    <>
      <Explained
        module="holdings"
        title={t(`holdings.figure.${of}`)}
        explanation={{
          rule: 'holdings.figure.rule',
          formula: 'holdings.figure.formula',
          inputs: {
            month: last.month,
            averageFen: last[average],
            endBalanceFen: last[end],
            ...(before === undefined ? {} : { monthBeforeFen: before[average] }),
            ...(yearBefore === undefined ? {} : { yearBeforeFen: yearBefore[average] }),
          },
        }}
        source={{ to: `/customers/${customer.customerId}?tab=holdings` }}
      >
        <Money fen={last[average]} />
      </Explained>
      <div className="kj-changes">
        <Change
          label={t('holdings.figure.year')}
          now={last[average]}
          base={yearBefore?.[average]}
          good="neither"
        />
        <Change
          label={t('holdings.figure.month')}
          now={last[average]}
          base={before?.[average]}
          good="neither"
        />
      </div>
    </>
  );
}

function yearEarlier(month: string): string {
  return `${Number.parseInt(month.slice(0, 4), 10) - 1}${month.slice(4)}`;
}

/** Deposits and loans by month, as a chart and as figures. */
export function BalanceCard({ customer }: Of) {
  const { t } = useSay();
  const months = useMonths(customer);
  return (
    <Section
      title={t('holdings.card.balances')}
      extra={
        <PageLink to={`/customers/${customer.customerId}?tab=holdings`}>
          {t('holdings.title')} →
        </PageLink>
      }
    >
      <Read query={months} rows={5}>
        {({ rows }) =>
          rows.length === 0 ? (
            <span className="kj-quiet">{t('holdings.card.none')}</span>
          ) : (
            <SeriesChart
              title={t('holdings.card.balances')}
              unit="fen"
              labels={rows.map((one) => one.month.slice(0, 7))}
              series={[
                {
                  name: t('holdings.figure.deposit'),
                  values: rows.map((one) => one.depositAverageFen),
                  kind: 'line',
                },
                {
                  name: t('holdings.figure.loan'),
                  values: rows.map((one) => one.loanAverageFen),
                  kind: 'line',
                },
              ]}
            />
          )
        }
      </Read>
    </Section>
  );
}

/** What the customer holds at present, by product. */
export function HeldCard({ customer }: Of) {
  const { t } = useSay();
  const { customerId } = customer;
  const accounts = useRoute(holdingsApi.listAccounts, { params: { customerId } });
  return (
    <Section title={t('holdings.card.held')}>
      <Read query={accounts} rows={5}>
        {({ rows }) => {
          const open = rows.filter((one) => one.closedOn === null);
          if (open.length === 0) {
            return <span className="kj-quiet">{t('holdings.no_accounts')}</span>;
          }
          return (
            <ul className="kj-lines">
              {[...Map.groupBy(open, (one) => one.productCode).values()].map((held) => (
                <li key={held[0]!.productCode}>
                  <SchemeName name={held[0]!.productName} />{' '}
                  <span className="kj-quiet">
                    {t('holdings.card.accounts', { count: held.length })}
                  </span>{' '}
                  <PageLink to={`/customers/${customerId}?tab=holdings`}>
                    <Money fen={sumOf(held.map((one) => one.balanceFen))} />
                  </PageLink>
                </li>
              ))}
            </ul>
          );
        }}
      </Read>
    </Section>
  );
}

function sumOf(amounts: readonly string[]): string {
  return amounts.reduce((sum, one) => sum + BigInt(one), 0n).toString();
}
