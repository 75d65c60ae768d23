import { useMemo } from 'react';
import { assessmentApi } from '../../../server/modules/assessment/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Mark, Missing } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

/** Assessment sheets of a quarter, with the spread over the bands. */
export function Sheets() {
  const { t } = useSay();
  const go = useGo();
  return (
    <Page title={t('assessment.title')}>
      <Bands />
      <Section>
        <ContractTable
          route={assessmentApi.listSheets}
          module="assessment"
          rowKey="sheetId"
          only={[
            'quarter',
            'name',
            'staffNo',
            'unitName',
            'sequence',
            'level',
            'total',
            'band',
            'sealed',
          ]}
          empty={{ words: t('assessment.none') }}
          columns={{
            level: {
              render: (row) => <Choice module="people" property="level" value={row.level} />,
            },
            sequence: {
              render: (row) => <Choice module="people" property="sequence" value={row.sequence} />,
            },
            sealed: {
              render: (row) =>
                row.sealed ? <Mark tone="good">{t('closing.sealed_mark')}</Mark> : <Missing />,
            },
          }}
          onOpen={(row) => go(`/sheets/${row.sheetId}`)}
        />
      </Section>
    </Page>
  );
}

/** Sheets of one person in a year. */
const most = 4;

/** The bands of the latest quarter, when there is one. */
function Bands() {
  const latest = useRoute(assessmentApi.listSheets, { query: { limit: 1 } });
  const quarter = latest.data?.rows[0]?.quarter;
  // Who sees his own sheets only has no spread to look at.
  const many = (latest.data?.total.count ?? 0) > most;
  return quarter === undefined || !many ? null : <BandsOf key={quarter} quarter={quarter} />;
}

function BandsOf({ quarter }: { readonly quarter: string }) {
  const { t, locale } = useSay();
  const bands = useRoute(assessmentApi.readBands, { params: { quarter } });
  const title = `${t('assessment.bands')} · ${quarterWritten(quarter, locale)}`;
  const name = t('assessment.field.sheets');
  const { labels, series } = useMemo(() => {
    const best = (bands.data?.rows ?? []).toSorted((a, b) =>
      BigInt(a.highest) > BigInt(b.highest) ? -1 : 1,
    );
    const sums = new Map<string, number>();
    for (const { band, sheets } of best) sums.set(band, (sums.get(band) ?? 0) + sheets);
    return { labels: [...sums.keys()], series: [{ name, values: [...sums.values()].map(String) }] };
  }, [bands.data, name]);
  return (
    <Section title={title}>
      <Read query={bands}>
        {() => (
          <SeriesChart
            title={title}
            unit="count"
            height={150}
            lying
            labels={labels}
            series={series}
          />
        )}
      </Read>
    </Section>
  );
}
