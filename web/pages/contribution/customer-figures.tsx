import { components, contributionApi } from '../../../server/modules/contribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { Customer } from '../../customer-tab.ts';
import { useSay } from '../../i18n/say.ts';
import { Changes } from '../../kit/change.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Missing, Money } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

interface Of {
  readonly customer: Customer;
}

function useQuarters({ customerId }: Customer) {
  return useRoute(contributionApi.readCustomerContribution, { params: { customerId } });
}

/** 贡献 of the last closed quarter, opening to how it adds up. */
export function ContributionFact({ customer }: Of) {
  const quarters = useQuarters(customer);
  const rows = quarters.data?.rows ?? [];
  const last = rows[0];
  if (last === undefined) return <Missing />;
  const before = (count: number) =>
    rows.find((one) => one.quarter === quarterBefore(last.quarter, count))?.netFen;
  return (
    <>
      <Explained
        module="contribution"
        explanation={last.explanation}
        source={{ to: `/customers/${customer.customerId}?tab=contribution` }}
      >
        <Money fen={last.netFen} />
      </Explained>
      <Changes now={last.netFen} yearBefore={before(4)} quarterBefore={before(1)} />
    </>
  );
}

/** So many quarters earlier: 2026Q1 and 1 is 2025Q4. */
function quarterBefore(quarter: string, count: number): string {
  const at = Number.parseInt(quarter.slice(0, 4), 10) * 4 + Number.parseInt(quarter.slice(5), 10);
  const then = at - 1 - count;
  return `${Math.floor(then / 4)}Q${(then % 4) + 1}`;
}

const parts = ['depositFen', 'loanFen', 'feeFen', 'costFen', 'lossFen'] as const;

/** The last eight quarters with their parts. */
export function ContributionCard({ customer }: Of) {
  const { t, locale } = useSay();
  const quarters = useQuarters(customer);
  return (
    <Section
      title={t('contribution.over_time')}
      extra={
        <PageLink to={`/customers/${customer.customerId}?tab=contribution`}>
          {t('contribution.title')} →
        </PageLink>
      }
    >
      <Read query={quarters} rows={5}>
        {({ rows }) => {
          const shown = rows.slice(0, 8).toReversed();
          if (shown.length === 0) {
            return <span className="kj-quiet">{t('contribution.none')}</span>;
          }
          return (
            <SeriesChart
              title={t('contribution.over_time')}
              unit="fen"
              stacked
              labels={shown.map((row) => quarterWritten(row.quarter, locale))}
              series={parts.map((name, at) => ({
                name: t(`contribution.component.${components[at]!}`),
                values: shown.map((row) => row[name]),
              }))}
            />
          );
        }}
      </Read>
    </Section>
  );
}
