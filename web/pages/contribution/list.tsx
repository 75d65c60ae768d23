import { Segmented } from 'antd';
import { useState } from 'react';
import { contributionApi } from '../../../server/modules/contribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Money } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { QuarterSelect, useClosedQuarter } from '../attribution/quarter-choice.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** Customers of a closed quarter by contribution, and the same by unit (C0). */
export function ContributionPage() {
  const { t } = useSay();
  const choice = useClosedQuarter();
  const { quarter } = choice;
  return (
    <Page
      title={t('contribution.list.title')}
      actions={<QuarterSelect choice={choice} />}
      watermark
    >
      {quarter === null ? <NoDataYet words={t('contribution.none')} /> : null}
      {typeof quarter === 'string' ? <OfQuarter key={quarter} quarter={quarter} /> : null}
    </Page>
  );
}

function OfQuarter({ quarter }: { readonly quarter: string }) {
  const may = useMay();
  return (
    <>
      <Units quarter={quarter} />
      <Customers quarter={quarter} />
      {may('contribution.read_costs') ? <Costs quarter={quarter} /> : null}
    </>
  );
}

/** The units with the largest and the smallest sums; a branch has few, a bank hundreds. */
const unitsShown = 20;

function Units({ quarter }: { readonly quarter: string }) {
  const { t } = useSay();
  const units = useRoute(contributionApi.listUnits, { params: { quarter } });
  return (
    <Section title={t('contribution.units')}>
      <Read query={units} rows={6}>
        {({ rows }) => {
          const ranked = rows.toSorted((a, b) => (BigInt(a.preFen) > BigInt(b.preFen) ? -1 : 1));
          const shown = ranked.slice(0, unitsShown);
          return shown.length === 0 ? (
            <NoDataYet words={t('contribution.none')} />
          ) : (
            <SeriesChart
              title={t('contribution.units')}
              unit="fen"
              lying
              height={Math.max(160, 28 * shown.length + 60)}
              labels={shown.map((row) => row.unitName)}
              series={[
                {
                  name: t('contribution.field.preFen'),
                  values: shown.map((row) => row.preFen),
                },
              ]}
            />
          );
        }}
      </Read>
    </Section>
  );
}

function Customers({ quarter }: { readonly quarter: string }) {
  const { t } = useSay();
  const go = useGo();
  const [order, setOrder] = useState<'asc' | 'desc'>('desc');
  return (
    <Section
      title={t('contribution.list.title')}
      extra={
        <Segmented
          size="small"
          value={order}
          options={[
            { value: 'desc', label: t('contribution.most') },
            { value: 'asc', label: t('contribution.least') },
          ]}
          onChange={setOrder}
        />
      }
    >
      <ContractTable
        key={order}
        route={contributionApi.listCustomers}
        module="contribution"
        rowKey="customerId"
        params={{ quarter }}
        query={{ order }}
        keepIn="here"
        hide={['customerId', 'taxFen', 'netFen']}
        onOpen={(row) => go(`/customers/${row.customerId}?tab=contribution`)}
      />
    </Section>
  );
}

/** The ledger's cost of each month: what went to accounts, and the rest that keeps it whole. */
function Costs({ quarter }: { readonly quarter: string }) {
  const { t } = useSay();
  const costs = useRoute(contributionApi.listCosts, { params: { quarter } });
  const names = ['activityFen', 'volumeFen', 'residualFen', 'ledgerFen'] as const;
  return (
    <Section title={t('contribution.costs')}>
      <Read query={costs}>
        {({ rows }) => (
          <SmallTable
            rows={rows}
            keyOf={(row) => row.month}
            columns={[
              {
                title: t('contribution.field.month'),
                names: true,
                render: (row) => row.month.slice(0, 7),
              },
              ...names.map((name) => ({
                title: t(`contribution.field.${name}`),
                figure: true,
                render: (row: (typeof rows)[number]) => <Money fen={row[name]} exact />,
              })),
            ]}
          />
        )}
      </Read>
    </Section>
  );
}
