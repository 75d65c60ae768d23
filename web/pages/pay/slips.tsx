import { useMemo } from 'react';
import { payApi } from '../../../server/modules/pay/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Mark, Missing } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { sumsByUnit } from './unit-sums.ts';

/** Pay slips of a quarter in the reader's scope, with the pay of each unit. */
export function Slips() {
  const { t } = useSay();
  const go = useGo();
  return (
    <Page title={t('pay.title')} watermark>
      <Sums />
      <Section>
        <ContractTable
          route={payApi.listSlips}
          module="pay"
          rowKey="slipId"
          hide={['slipId']}
          empty={{ words: t('pay.none') }}
          columns={{
            level: {
              render: (row) => <Choice module="people" property="level" value={row.level} />,
            },
            sealed: {
              render: (row) =>
                row.sealed ? <Mark tone="good">{t('closing.sealed_mark')}</Mark> : <Missing />,
            },
          }}
          onOpen={(row) => go(`/slips/${row.slipId}`)}
        />
      </Section>
    </Page>
  );
}

/** Pay by unit of the latest quarter; one unit alone says no more than the list. */
function Sums() {
  const latest = useRoute(payApi.listSlips, { query: { limit: 1 } });
  const quarter = latest.data?.rows[0]?.quarter;
  return quarter === undefined ? null : <SumsOf key={quarter} quarter={quarter} />;
}

function SumsOf({ quarter }: { readonly quarter: string }) {
  const { t, locale } = useSay();
  const sums = useRoute(payApi.readSums, { params: { quarter } });
  const title = t('pay.sums_title', { quarter: quarterWritten(quarter, locale) });
  const [paid, deferred, other] = [
    t('pay.field.paidNow'),
    t('pay.field.deferred'),
    t('pay.field.rest'),
  ];
  const units = useMemo(() => sumsByUnit(sums.data?.rows ?? []), [sums.data]);
  const series = useMemo(
    () => [
      { name: paid, values: units.map((unit) => unit.paidNow) },
      { name: deferred, values: units.map((unit) => unit.deferred) },
      { name: other, values: units.map((unit) => unit.rest) },
    ],
    [units, paid, deferred, other],
  );
  const labels = useMemo(() => units.map((unit) => unit.unitName), [units]);
  if (sums.data !== undefined && units.length < 2) return null;
  return (
    <Section title={title}>
      <Read query={sums}>
        {() => (
          <SeriesChart
            title={title}
            unit="fen"
            stacked
            lying
            height={60 + units.length * 26}
            labels={labels}
            series={series}
          />
        )}
      </Read>
    </Section>
  );
}
