import { useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { attributionApi, dimensions } from '../../../server/modules/attribution/contract.ts';
import type { Dimension } from '../../../server/modules/attribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count, Mark } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Agreements } from './agreements.tsx';
import { Disputes } from './disputes.tsx';
import { Memo } from './memo.tsx';
import { Referrals } from './referrals.tsx';
import { shownAmount, unitOf } from './measure-figures.ts';
import { MeasureAmount, MeasureChoice, useMeasureName, useMeasures } from './measure.tsx';
import { partyWords } from './of-customer.tsx';
import { OfStaff } from './of-staff.tsx';
import { QuarterSelect, useClosedQuarter } from './quarter-choice.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** Results divided at home, and what is claimed on them: agreements, referrals, disputes, memo. */
export function AttributionPage() {
  const { t } = useSay();
  const may = useMay();
  const go = useGo();
  const { tab } = useSearch({ strict: false }) as { readonly tab?: string };
  const choice = useClosedQuarter();
  const { quarter } = choice;
  const of = (page: (quarter: string) => ReactNode) =>
    quarter === null ? (
      <NoDataYet words={t('attribution.page.no_quarter')} />
    ) : quarter === undefined ? null : (
      page(quarter)
    );
  const tabs = [
    { key: 'results', children: of((shown) => <Results quarter={shown} />) },
    { key: 'agreements', children: <Agreements /> },
    { key: 'referrals', children: <Referrals /> },
    { key: 'disputes', children: <Disputes quarter={quarter ?? null} /> },
    ...(may('attribution.read_bank')
      ? [{ key: 'memo' as const, children: of((shown) => <Memo quarter={shown} />) }]
      : []),
  ] as const;
  const shown = tabs.find((one) => one.key === tab) ?? tabs[0];
  return (
    <Page title={t('attribution.page.title')} actions={<QuarterSelect choice={choice} />}>
      <Tabs
        destroyOnHidden
        activeKey={shown.key}
        onChange={(key) => go(`/attribution?tab=${key}`, { replace: true })}
        items={tabs.map((one) => ({ ...one, label: t(`attribution.page.${one.key}`) }))}
      />
    </Page>
  );
}

/** Results of a quarter by person, branch, department; an RM sees his own. */
function Results({ quarter }: { readonly quarter: string }) {
  const may = useMay();
  const { staffId } = useSession();
  return (
    <div className="kj-stack">
      {may('attribution.read_bank') ? (
        <Parties quarter={quarter} />
      ) : staffId === null ? null : (
        <OfStaff staffId={staffId} quarter={quarter} />
      )}
      {may('attribution.read_totals') ? <Totals quarter={quarter} /> : null}
    </div>
  );
}

const shownMost = 30;

function Parties({ quarter }: { readonly quarter: string }) {
  const say = useSay();
  const { t } = say;
  const go = useGo();
  const nameOf = useMeasureName();
  const [measure, setMeasure] = useState('contribution');
  const measures = useMeasures(quarter);
  const chosen = measures.find((one) => one.measure === measure);
  const title = chosen === undefined ? '' : nameOf(chosen);
  const [dimension, setDimension] = useState<Dimension>('branch');
  const query = useRoute(
    attributionApi.readParties,
    { params: { quarter, dimension }, query: { measure } },
    { keep: true },
  );
  return (
    <Section
      title={title}
      extra={<MeasureChoice measures={measures} value={measure} onChange={setMeasure} />}
    >
      <Tabs
        activeKey={dimension}
        onChange={(key) => setDimension(key as Dimension)}
        items={(['branch', 'person', 'department'] as const).map((key) => ({
          key,
          label: t(`attribution.page.by_${key}`),
        }))}
      />
      <Read query={query}>
        {({ rows }) => {
          const shown = rows.slice(0, shownMost);
          return (
            <SeriesChart
              title={`${title} ${t(`attribution.page.by_${dimension}`)}`}
              labels={shown.map((row) => partyWords(row, say))}
              unit={unitOf(chosen?.unit ?? 'fen')}
              lying
              height={Math.min(720, 60 + shown.length * 26)}
              onChoose={(_label, at) => {
                const staffId = shown[at]?.staffId ?? null;
                if (staffId !== null) go(`/attribution/staff/${staffId}`);
              }}
              series={[
                {
                  name: title,
                  values: shown.map((row) => shownAmount(row.unit, row.amount, quarter)),
                },
              ]}
            />
          );
        }}
      </Read>
    </Section>
  );
}

function Totals({ quarter }: { readonly quarter: string }) {
  const { t } = useSay();
  const nameOf = useMeasureName();
  const query = useRoute(attributionApi.readTotals, { params: { quarter } });
  return (
    <Section title={t('attribution.page.totals')}>
      <Read query={query}>
        {({ rows }) => (
          <SmallTable
            rows={rows}
            keyOf={(row) => row.measure}
            columns={[
              { title: t('attribution.field.measure'), names: true, render: (row) => nameOf(row) },
              ...(['total', ...dimensions] as const).map((head) => ({
                title: t(`attribution.field.${head}`),
                figure: true,
                render: (row: (typeof rows)[number]) => (
                  <MeasureAmount unit={row.unit} amount={row[head]} quarter={quarter} />
                ),
              })),
              {
                title: t('attribution.field.customers'),
                figure: true,
                render: (row) => <Count value={row.customers} />,
              },
              {
                title: t('attribution.field.agrees'),
                render: (row) => (
                  <Mark tone={row.agrees ? 'good' : 'bad'}>
                    {t(row.agrees ? 'attribution.page.agrees' : 'attribution.page.differs')}
                  </Mark>
                ),
              },
            ]}
          />
        )}
      </Read>
    </Section>
  );
}
